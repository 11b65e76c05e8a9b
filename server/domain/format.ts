import type { IndicatorUnit } from './indicators'
import type { Language } from './language'
import type { Period } from './periods'
import type { Unit } from './units'
import { words } from './words'

const locales: Record<Language, string> = { vi: 'vi-VN', en: 'en-GB' }

/** Writes numbers, dates, periods and names the way readers of a language expect. */
export type Format = ReturnType<typeof make>

const none = '–'

function make(language: Language) {
  const locale = locales[language]
  const { period: periodWords, unitTypes, unitName } = words[language]
  const whole = new Intl.NumberFormat(locale, { maximumFractionDigits: 0 })
  const decimal = new Intl.NumberFormat(locale, { maximumFractionDigits: 1 })
  const hundredths = new Intl.NumberFormat(locale, { maximumFractionDigits: 2 })
  const signed = new Intl.NumberFormat(locale, { maximumFractionDigits: 1, signDisplay: 'exceptZero' })
  // a publication late in the evening is dated as on the clocks of Vietnam, wherever the server stands
  const day = new Intl.DateTimeFormat(locale, {
    day: '2-digit',
    month: '2-digit',
    year: 'numeric',
    timeZone: 'Asia/Ho_Chi_Minh',
  })
  const minute = new Intl.DateTimeFormat(locale, {
    day: '2-digit',
    month: '2-digit',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    timeZone: 'Asia/Ho_Chi_Minh',
  })
  const suffix: Record<IndicatorUnit, string> = {
    percent: language === 'vi' ? '%' : ' %',
    'per-1000': '‰',
    'per-100000': language === 'vi' ? '/100.000' : '/100,000',
    count: '',
    class: '',
  }

  return {
    locale,
    none,
    whole: (amount: number): string => whole.format(amount),
    /** A count; fractions, which only estimates have, to one decimal. */
    count: (value: number | null): string => (value === null ? none : decimal.format(value)),
    /** A value in its indicator's unit: `41,3%`. */
    value: (amount: number | null, unit: IndicatorUnit): string =>
      amount === null ? none : `${decimal.format(amount)}${suffix[unit]}`,
    /** The same where the unit is named beside it: a rate per 100,000 without its long suffix. */
    brief: (amount: number | null, unit: IndicatorUnit): string =>
      amount === null ? none : `${decimal.format(amount)}${unit === 'per-100000' ? '' : suffix[unit]}`,
    /** A position on the earth: `22,25°`. */
    degrees: (amount: number): string => `${hundredths.format(amount)}°`,
    /** A change with its sign; points for percentages. */
    change: (amount: number | null): string => (amount === null ? none : signed.format(amount)),
    date: (iso: string): string => day.format(new Date(iso)),
    /** Date and time of day, on the clocks of Vietnam. */
    moment: (iso: string): string => minute.format(new Date(iso)),
    /** `6 tháng đầu năm 2025`. */
    period: (period: Period): string => {
      const [year = '', half] = period.split('-H')
      return half ? periodWords.half(half, year) : periodWords.year(year)
    },
    shortPeriod: (period: Period): string => {
      const [year = '', half] = period.split('-H')
      return half ? periodWords.shortHalf(half, year) : year
    },
    /** Name of a unit with its type: "Xã Y Tý", "Y Tý commune". */
    unitName: ({ type, name }: Pick<Unit, 'type' | 'name'>): string => unitName(unitTypes[type], name),
    /** Compares names as the language sorts them. */
    compare: new Intl.Collator(locale, { numeric: true }).compare,
  }
}

const formats: Record<Language, Format> = { vi: make('vi'), en: make('en') }

/** The forms of a language. */
export const formatFor = (language: Language): Format => formats[language]
