import type { Period } from '../periods'
import { endOf } from '../periods'
import type { Vintage } from '../units'

/** The geography that is in force at the end of a period: the communes of 2025 since 1 July 2025. */
export const vintageIn = (period: Period): Vintage => (endOf(period) >= endOf('2025-H2') ? '2025' : '2024')
