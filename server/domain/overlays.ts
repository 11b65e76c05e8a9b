import type { Value } from './value'

/** Disadvantaged areas that can be laid over any map. */
export const overlays = ['none', 'zone', 'villages'] as const
export type Overlay = (typeof overlays)[number]

/** The indicator that says which communes an overlay covers; null for none. */
export const overlayIndicator: Record<Overlay, string | null> = {
  none: null,
  zone: 'zone',
  villages: 'extremely-difficult-villages',
}

/** Whether an overlay covers a commune: zone III, or at least one extremely difficult village. */
export const isCovered = (
  overlay: Overlay,
  { value, numerator }: Pick<Value, 'value' | 'numerator'>,
): boolean => (overlay === 'zone' ? value === 3 : overlay === 'villages' ? (numerator ?? 0) > 0 : false)
