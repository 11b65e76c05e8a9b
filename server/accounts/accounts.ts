import type { Account } from '#domain/rights'
import type { NewAccount } from '../store/accounts'
import { actorOf, passwordHashOf, setPassword } from '../store/accounts'
import { join, renewFirstLink } from '../store/accounts-invitations'
import type { Reading } from '../store/accounts-settings'
import { publicReading, setPublicReading } from '../store/accounts-settings'
import type { Store } from '../store/connect'
import type { Auth, AuthOptions } from './auth'
import { sessionCookie } from './cookie'
import { endsAfter, hashOf, newToken } from './token'

/** Hours for which a link can be used. */
export const linkHours = { first: 48, join: 14 * 24, reset: 48 } as const

/** Who may come in, and whether one must: what the routes need of the accounts. */
export type Accounts = {
  store: Store
  /** The library that keeps sessions. It is large, and visitors do without: it is loaded when someone signs in. */
  auth: () => Promise<Auth>
  /** Start of the name of the session cookie; a request without it comes from a visitor. */
  cookieName: string
  publicUrl: string | null
  /** Proxies in front of the server whose word on the reader's address is taken. */
  trustedProxies: number
  /** Whether people may sign in with an account of their office. */
  hasOidc: boolean
  /** Whether visitors may read; kept here, so that asking costs nothing. */
  reading: () => Reading
  setReading: (reading: Reading, actor: Account) => Promise<void>
}

/** @throws StoreError when the store cannot be read */
export async function createAccounts(options: AuthOptions & { trustedProxies: number }): Promise<Accounts> {
  const { store, publicUrl, trustedProxies, oidc } = options
  let loading: Promise<Auth> | null = null
  let reading = await publicReading(store)
  return {
    store,
    auth: () => (loading ??= load(options)),
    cookieName: sessionCookie(publicUrl),
    publicUrl,
    trustedProxies,
    hasOidc: oidc !== null,
    reading: () => reading,
    async setReading(next, actor) {
      await setPublicReading(store, next, actorOf(actor))
      reading = next
    },
  }
}

async function load(options: AuthOptions): Promise<Auth> {
  const { createAuth } = await import('./auth')
  return createAuth(options)
}

/** The path of a fresh link for the first administrator, or null when there is one. Earlier links are void. */
export async function firstAdministratorPath(store: Store): Promise<string | null> {
  const token = newToken()
  const isMade = await renewFirstLink(store, {
    tokenHash: hashOf(token),
    expiresAt: endsAfter(linkHours.first),
  })
  return isMade ? joinPath(token) : null
}

/** Path of the page that a link leads to. */
export const joinPath = (token: string): string => `/join?token=${token}`

/** Uses the link of a token: makes the account, or sets the password anew. */
export async function joinWith(
  store: Store,
  token: string,
  { password, ...person }: Pick<NewAccount, 'name' | 'email'> & { password: string },
): Promise<Account | 'spent' | 'email-taken'> {
  const { hashPassword } = await import('better-auth/crypto')
  return join(store, hashOf(token), { ...person, passwordHash: await hashPassword(password) })
}

/** Changes the password of who knows the old one; all sessions end. @returns false when the old one is wrong */
export async function changePassword(
  store: Store,
  account: Account,
  { current, next }: { current: string; next: string },
): Promise<boolean> {
  const { hashPassword, verifyPassword } = await import('better-auth/crypto')
  const hash = await passwordHashOf(store, account.id)
  if (hash === null || !(await verifyPassword({ hash, password: current }))) return false
  await setPassword(store, account.id, await hashPassword(next), actorOf(account))
  return true
}
