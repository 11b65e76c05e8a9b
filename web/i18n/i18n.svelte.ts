import { formatFor } from '#domain/format'
import type { Bilingual } from '#domain/measures'
import type { Unit } from '#domain/units'
import { view } from '../state/view.svelte'
import { en } from './en'
import { vi } from './vi'

const messages = { vi, en }

/** Words and forms of the language the reader chose. Reading them in a template follows the choice. */
export const i18n = {
  get m() {
    return messages[view.now.lang]
  },
  get f() {
    return formatFor(view.now.lang)
  },
  /** The reader's language of a text that exists in both. */
  pick: (text: Bilingual): string => text[view.now.lang],
  /** Name of a unit with its type: "Xã Y Tý", "Y Tý commune". */
  unitName: (unit: Pick<Unit, 'type' | 'name'>): string => formatFor(view.now.lang).unitName(unit),
}
