/** Start of the names of all our cookies. */
export const cookiePrefix = 'ban-do-tre-em'

/** Whether cookies go over TLS only. */
export const isSecure = (publicUrl: string | null): boolean => publicUrl?.startsWith('https:') ?? false

/** Name of the cookie of a session, as the library that keeps sessions calls it. */
export const sessionCookie = (publicUrl: string | null): string =>
  `${isSecure(publicUrl) ? '__Secure-' : ''}${cookiePrefix}.session_token`

/** Name of the identity provider in addresses: `/api/auth/callback/oidc` is what it must be told. */
export const oidcProvider = 'oidc'
