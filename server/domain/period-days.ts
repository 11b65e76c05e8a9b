import type { Period } from './periods'

/** First and last day of a period as in ISO 8601: `2024-H1` → 2024-01-01 and 2024-06-30. */
export function daysOf(period: Period): { first: string; last: string } {
  const [year = '', half] = period.split('-H')
  return {
    first: `${year}-${half === '2' ? '07-01' : '01-01'}`,
    last: `${year}-${half === '1' ? '06-30' : '12-31'}`,
  }
}
