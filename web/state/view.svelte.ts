import type { Budget } from '#domain/view/budget'
import type { Comparison } from '#domain/view/comparison'
import type { IntakeChoice } from '#domain/view/intake'
import type { PlacesChoice } from '#domain/view/places'
import type { View } from '#domain/view/address'
import { parseView, signInAddress, startingView, viewToAddress } from '#domain/view/address'

const here = () => parseView(location.pathname, location.search)

/** Where the server draws the page, there is no address bar: it says what to look at. */
const isBrowser = typeof window !== 'undefined'

let current = $state.raw<View>(isBrowser ? here() : startingView)

if (isBrowser) {
  window.addEventListener('popstate', () => {
    current = here()
  })
}

/** Looks at a view without an address bar, to draw the page on the server. */
export function lookAt(wanted: View): void {
  current = wanted
}

/** The view on the screen. Reading it in a template or effect follows it. */
export const view = {
  get now(): View {
    return current
  },
}

/** Address of the current view with some parts changed, for links. */
export const addressOf = (change: Partial<View>): string => viewToAddress({ ...current, ...change })

/** Address of the door, from which whoever signs in comes back to the current view. */
export const addressOfSignIn = (): string => signInAddress(current)

/**
 * Changes the view and with it the address. A step the reader would want to take back makes a history entry;
 * `replace` is for steps of one movement, like dragging a slider.
 */
export function go(change: Partial<View>, { replace = false } = {}): void {
  const next = { ...current, ...change }
  const address = viewToAddress(next)
  if (address === viewToAddress(current)) return
  current = next
  if (replace) history.replaceState(null, '', address)
  else history.pushState(null, '', address)
}

/** Forgets what names a place: codes of one geography or province mean other places, or none, in another. */
export const withoutPlaces = (): Partial<View> => ({
  district: null,
  unit: null,
  comparison: { ...current.comparison, pinned: [], lines: [], versus: [] },
  budget: { ...current.budget, districts: [], pinned: [], excluded: [], promised: [], beside: null },
  places: { ...current.places, place: null },
})

/** Changes what is compared, and nothing else. */
export const goCompare = (change: Partial<Comparison>, more: Partial<View> = {}): void =>
  go({ ...more, comparison: { ...current.comparison, ...change } })

/** Address of the current view with the comparison changed, for links. */
export const addressOfComparison = (change: Partial<Comparison>): string =>
  addressOf({ comparison: { ...current.comparison, ...change } })

/** Changes what is asked about the budget, and nothing else. */
export const goBudget = (change: Partial<Budget>, options: { replace?: boolean } = {}): void =>
  go({ budget: { ...current.budget, ...change } }, options)

/** Address of the current view with the budget changed, for links. */
export const addressOfBudget = (change: Partial<Budget>): string =>
  addressOf({ budget: { ...current.budget, ...change } })

/** Changes what is open on the page of half-yearly figures, and nothing else. */
export const goIntake = (change: Partial<IntakeChoice>, options: { replace?: boolean } = {}): void =>
  go({ intake: { ...current.intake, ...change } }, options)

/** Address of the current view with that choice changed, for links. */
export const addressOfIntake = (change: Partial<IntakeChoice>): string =>
  addressOf({ intake: { ...current.intake, ...change } })

/** Changes what is open on the page of villages and facilities, and nothing else. */
export const goPlaces = (
  change: Partial<PlacesChoice>,
  more: Partial<View> = {},
  options: { replace?: boolean } = {},
): void => go({ ...more, places: { ...current.places, ...change } }, options)

/** Address of the current view with that choice changed, for links. */
export const addressOfPlaces = (change: Partial<PlacesChoice>, more: Partial<View> = {}): string =>
  addressOf({ ...more, places: { ...current.places, ...change } })

/** Opens an address of this page, as a link would. */
export function goTo(address: string): void {
  history.pushState(null, '', address)
  current = here()
}

/**
 * For links within the page: opens what they lead to without loading the page anew, and keeps what other pages were
 * looking at. In another tab or window, where the reader wants that, they open like any link.
 */
export function follow(event: MouseEvent, open: () => void): void {
  if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return
  event.preventDefault()
  open()
}
