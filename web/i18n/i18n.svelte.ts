import { formatFor } from '#domain/format'
import type { CountedThing, Indicator } from '#domain/indicators'
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
  /** A value as its indicator writes it: with its unit, or as the name of its class. */
  value: (amount: number | null, { unit, classes }: Pick<Indicator, 'unit' | 'classes'>): string => {
    const label = classes.find((known) => known.value === amount)
    return label ? label.name[view.now.lang] : formatFor(view.now.lang).value(amount, unit)
  },
  /** A distance between two values: points between percentages, else in the unit itself. */
  distance: (amount: number | null, { unit }: Pick<Indicator, 'unit'>): string => {
    const { count, value } = formatFor(view.now.lang)
    return amount === null || unit !== 'percent'
      ? value(amount, unit)
      : `${count(amount)} ${messages[view.now.lang].compare.shared.points}`
  },
  /** Name of a unit with its type: "Xã Y Tý", "Y Tý commune". */
  unitName: (unit: Pick<Unit, 'type' | 'name'>): string => formatFor(view.now.lang).unitName(unit),
}
