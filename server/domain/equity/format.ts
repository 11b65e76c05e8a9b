import type { IndicatorUnit } from '../indicators'
import type { Language } from '../language'
import type { Bilingual } from '../measures'

/**
 * What a number is: `value` and `difference` carry the indicator's unit, `bare` is the same without it;
 * `ratio` is so many times, `index` a bare number, `share` a part of 1.
 */
export type FigureKind = 'value' | 'difference' | 'bare' | 'ratio' | 'index' | 'share'

/** Writes a number as the reader's language does, with its unit in the right grammatical number. */
export type EquityFormat = (value: number, kind: FigureKind, language: Language) => string

const locales: Record<Language, string> = { vi: 'vi-VN', en: 'en-GB' }
const noBreak = '\u00a0'
const percent: Bilingual = { vi: '%', en: `${noBreak}%` }

/** What follows a number; a no-break space keeps a word with it. */
const valueUnits: Record<IndicatorUnit, Bilingual> = {
  percent,
  'per-1000': { vi: '‰', en: `${noBreak}per 1,000` },
  'per-100000': { vi: `${noBreak}trên 100.000`, en: `${noBreak}per 100,000` },
  count: { vi: '', en: '' },
  class: { vi: '', en: '' },
}

const differenceUnits: Record<IndicatorUnit, Bilingual> = {
  ...valueUnits,
  percent: { vi: `${noBreak}điểm phần trăm`, en: `${noBreak}percentage points` },
}

/**
 * The plain way to write the figures of an indicator with this unit: one decimal; two for a ratio; three for an index,
 * or more where it is so small that three would hide it.
 */
export function equityFormat(unit: IndicatorUnit): EquityFormat {
  const decimals = unit === 'per-100000' || unit === 'count' || unit === 'class' ? 0 : 1
  return (value, kind, language) => {
    switch (kind) {
      case 'ratio':
        return decimal(value, 2, language)
      case 'index':
        return decimal(value, indexDecimals(value), language)
      case 'share':
        return decimal(value * 100, 0, language) + percent[language]
      case 'bare':
        return decimal(value, decimals, language)
      case 'value':
        return decimal(value, decimals, language) + valueUnits[unit][language]
      case 'difference':
        return decimal(value, decimals, language) + differenceUnits[unit][language]
    }
  }
}

/** Enough decimals for two digits that count: Theil's index of a coverage near 100 % is 0.0002. */
const indexDecimals = (value: number): number =>
  value === 0 ? 3 : Math.min(8, Math.max(3, 1 - Math.floor(Math.log10(Math.abs(value)))))

function decimal(value: number, digits: number, language: Language): string {
  const written = new Intl.NumberFormat(locales[language], {
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
    // −0 would be written "-0"
    signDisplay: 'negative',
  }).format(value)
  return written.replace('-', '−')
}
