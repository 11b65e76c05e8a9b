import { formatFor } from '#domain/format'
import type { CountedThing, Indicator } from '#domain/indicators'
import type { Language } from '#domain/language'
import type { Bilingual } from '#domain/measures'
import type { Unit } from '#domain/units'
import { view } from '../state/view.svelte'
import { en } from './en'
import { vi } from './vi'

const messages = { vi, en }

/** Words depend on the language alone: another step in the view must not write every text anew. */
const lang = $derived(view.now.lang)

/** Words and forms of the language the reader chose. Reading them in a template follows the choice. */
export const i18n = {
  get m() {
    return messages[lang]
  },
  get f() {
    return formatFor(lang)
  },
  /** The reader's language of a text that exists in both. */
  pick: (text: Bilingual): string => text[lang],
  /** What is counted, in the form that goes with the number: "1 village", "2 villages". */
  thing: (count: number, thing: CountedThing): string =>
    lang === 'en' && count === 1 ? thing.one : thing[lang],
  /** A value as its indicator writes it: with its unit, or as the name of its class. */
  value: (amount: number | null, { unit, classes }: Pick<Indicator, 'unit' | 'classes'>): string => {
    const label = classes.find((known) => known.value === amount)
    return label ? label.name[lang] : formatFor(lang).value(amount, unit)
  },
  /** A distance between two values: points between percentages, else in the unit itself. */
  distance: (amount: number | null, { unit }: Pick<Indicator, 'unit'>): string => {
    const { count, value } = formatFor(lang)
    return amount === null || unit !== 'percent'
      ? value(amount, unit)
      : `${count(amount)} ${messages[lang].figures.points}`
  },
  /** Name of a unit with its type: "Xã Y Tý", "Y Tý commune". */
  unitName: (unit: Pick<Unit, 'type' | 'name'>): string => formatFor(lang).unitName(unit),
  /** The same of a unit that may not be known: then its code. */
  nameOf: (unit: Pick<Unit, 'type' | 'name'> | undefined, code: string): string =>
    unit ? formatFor(lang).unitName(unit) : code,
}

/** Texts of one feature, which come with its code; reading them in a template follows the language. */
export const textsOf = <T>(words: Record<Language, T>) => ({
  get m(): T {
    return words[lang]
  },
})
