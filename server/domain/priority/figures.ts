import type { Period } from '../periods'
import type { Vintage } from '../units'

/** Which figures a question is about. */
export type Figures = { vintage: Vintage; period: Period; illustrative: boolean }
