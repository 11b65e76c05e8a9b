import type { DeliveryState } from '#domain/flow/campaign'

/** Calm where a report is there, the stronger the more it is awaited; told apart without colour by the list. */
export const deliveryColours: Record<DeliveryState, string> = {
  delivered: '#1f6f68',
  late: '#8fbfb4',
  returned: '#e3b956',
  missing: '#b5532a',
  due: '#d5dde2',
}
