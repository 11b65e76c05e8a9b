import type { IndicatorUnit } from '#domain/indicators'
import type { Period } from '#domain/periods'
import type { Messages } from './vi'
import type { Language } from '../state/view'

const locales = { vi: 'vi-VN', en: 'en-GB' } as const

/** Writes numbers, dates, periods and names the way readers of a language expect. */
export type Format = ReturnType<typeof formatFor>

const none = '–'

export function formatFor(language: Language, messages: Messages) {
  const locale = locales[language]
  const whole = new Intl.NumberFormat(locale, { maximumFractionDigits: 0 })
  const decimal = new Intl.NumberFormat(locale, { maximumFractionDigits: 1 })
  const signed = new Intl.NumberFormat(locale, { maximumFractionDigits: 1, signDisplay: 'exceptZero' })
  const day = new Intl.DateTimeFormat(locale, { day: '2-digit', month: '2-digit', year: 'numeric' })
  const suffix: Record<IndicatorUnit, string> = {
    percent: language === 'vi' ? '%' : ' %',
    'per-1000': '‰',
    'per-100000': '/100.000',
    count: '',
    class: '',
  }
  if (language === 'en') suffix['per-100000'] = '/100,000'

  /** A count; fractions, which only estimates have, to one decimal. */
  const count = (value: number | null): string => (value === null ? none : decimal.format(value))

  /** A value in its indicator's unit: `41,3%`. */
  const value = (amount: number | null, unit: IndicatorUnit): string =>
    amount === null ? none : `${decimal.format(amount)}${suffix[unit]}`

  return {
    locale,
    none,
    whole: (amount: number) => whole.format(amount),
    count,
    value,
    /** A change with its sign; points for percentages. */
    change: (amount: number | null): string => (amount === null ? none : signed.format(amount)),
    date: (iso: string): string => day.format(new Date(iso)),
    /** `6 tháng đầu năm 2025`. */
    period: (period: Period): string => {
      const [year = '', half] = period.split('-H')
      return half ? messages.period.half(half, year) : messages.period.year(year)
    },
    shortPeriod: (period: Period): string => {
      const [year = '', half] = period.split('-H')
      return half ? messages.period.shortHalf(half, year) : year
    },
    /** Compares names as the language sorts them. */
    compare: new Intl.Collator(locale, { numeric: true }).compare,
  }
}
