// The session cookie cannot be read by scripts. This mark lets the map of a visitor ask nothing about accounts.
const mark = 'signed-in'

/** Whether somebody signed in with this browser and did not sign out; the server knows whether it still holds. */
export function maybeSignedIn(): boolean {
  try {
    return localStorage.getItem(mark) !== null
  } catch {
    // a page inside another site's frame may be kept from its storage; there nobody signs in
    return false
  }
}

export const noteSignIn = (): void => localStorage.setItem(mark, 'yes')

export const forgetSignIn = (): void => localStorage.removeItem(mark)
