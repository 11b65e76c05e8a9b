import type { Bilingual } from '#domain/measures'
import type { UnitType } from '#domain/units'
import { view } from '../state/view.svelte'
import { en } from './en'
import { formatFor } from './format'
import { vi } from './vi'

const messages = { vi, en }
const formats = { vi: formatFor('vi', vi), en: formatFor('en', en) }

/** Words and forms of the language the reader chose. Reading them in a template follows the choice. */
export const i18n = {
  get m() {
    return messages[view.now.lang]
  },
  get f() {
    return formats[view.now.lang]
  },
  /** The reader's language of a text that exists in both. */
  pick: (text: Bilingual): string => text[view.now.lang],
  /** Name of a unit with its type: "Xã Y Tý", "Y Tý commune". */
  unitName: (unit: { type: UnitType; name: string }): string => {
    const m = messages[view.now.lang]
    return m.unitName(m.unitTypes[unit.type], unit.name)
  },
}
