import { formatFor } from '#domain/format'
import type { CountedThing } from '#domain/indicators'
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
  /** What is counted, in the form that goes with the number: "1 village", "2 villages". */
  thing: (count: number, thing: CountedThing): string =>
    view.now.lang === 'en' && count === 1 ? thing.one : thing[view.now.lang],
  /** Name of a unit with its type: "Xã Y Tý", "Y Tý commune". */
  unitName: (unit: Pick<Unit, 'type' | 'name'>): string => formatFor(view.now.lang).unitName(unit),
}
