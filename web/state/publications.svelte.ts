import { forget } from '../api'

let seen = $state(0)

/** Publications made on this page: whatever was known before is old. */
export const publications = {
  get seen(): number {
    return seen
  },
  /** Forgets what was fetched, so that every part of the page asks again. */
  note(): void {
    forget()
    seen += 1
  },
}
