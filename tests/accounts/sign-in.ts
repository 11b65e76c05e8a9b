import type { Area, Role } from '#domain/rights'
import { firstAdministratorPath } from '../../server/accounts/accounts'
import type { Store } from '../../server/store/connect'

/** A running server, or an app with its store (as `shippedApi` gives it), on which nobody has joined yet. */
export type Place =
  | { url: string; joinAddress: string | null }
  | { app: { request: (path: string, init?: RequestInit) => Response | Promise<Response> }; store: Store }

/** Headers that make a request come from somebody: spread them into those of the request. */
export type SignedIn = { Cookie: string; Origin: string }

export const password = 'bốn từ không liên quan'

/** Asks the place as the page would. */
export async function ask(
  place: Place,
  method: string,
  path: string,
  body?: unknown,
  headers: Partial<SignedIn> & Record<string, string> = {},
): Promise<Response> {
  const init = {
    method,
    headers: { ...(body === undefined ? {} : { 'Content-Type': 'application/json' }), ...headers },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  }
  return 'url' in place
    ? fetch(place.url + path, { ...init, redirect: 'manual' })
    : place.app.request(path, init)
}

const administrators = new WeakMap<Place, Promise<SignedIn>>()
let people = 0

/**
 * Makes a real account with the role (in the area; else for the whole province), signs it in through the real route
 * and gives the headers of its requests. The first administrator of the place joins by the first-start link, and
 * invites all others.
 */
export async function signedIn(place: Place, role: Role, area: Area | null = null): Promise<SignedIn> {
  const known = administrators.get(place)
  const administrator = known ?? joinFirst(place)
  if (!known) administrators.set(place, administrator)
  if (role === 'administrator') return administrator
  const { token } = await invited(place, await administrator, { role, area })
  const email = await join(place, token)
  return signIn(place, email)
}

/** The secret of a fresh invitation. */
export async function invited(
  place: Place,
  administrator: SignedIn,
  invitation: { role: Role; area?: Area | null; email?: string; name?: string },
): Promise<{ token: string; id: string }> {
  const reply = await ask(
    place,
    'POST',
    '/api/accounts/invitations',
    { name: `Người ${invitation.role}`, ...invitation },
    administrator,
  )
  if (reply.status !== 201) throw new Error(`not invited: ${await reply.text()}`)
  const { path, invitation: made } = (await reply.json()) as { path: string; invitation: { id: string } }
  return { token: tokenIn(path), id: made.id }
}

/** Joins by a link and gives the e-mail of the new account. */
export async function join(
  place: Place,
  token: string,
  email = `nguoi-${++people}@laocai.example`,
): Promise<string> {
  const reply = await ask(place, 'POST', '/api/join', { token, name: 'Lý Thị Mẩy', email, password })
  if (reply.status !== 201) throw new Error(`not joined: ${await reply.text()}`)
  return email
}

export async function signIn(place: Place, email: string, secret = password): Promise<SignedIn> {
  const reply = await ask(place, 'POST', '/api/auth/sign-in/email', { email, password: secret })
  if (reply.status !== 200) throw new Error(`not signed in: ${await reply.text()}`)
  return { Cookie: cookiesOf(reply), Origin: 'url' in place ? new URL(place.url).origin : 'http://localhost' }
}

/** The cookies an answer sets, as the next request sends them. */
export const cookiesOf = (reply: Response): string =>
  reply.headers
    .getSetCookie()
    .map((cookie) => cookie.split(';')[0])
    .join('; ')

export const tokenIn = (address: string): string =>
  new URL(address, 'http://localhost').searchParams.get('token') ?? ''

async function joinFirst(place: Place): Promise<SignedIn> {
  const address = 'url' in place ? place.joinAddress : await firstAdministratorPath(place.store)
  if (address === null) throw new Error('somebody has joined already')
  return signIn(place, await join(place, tokenIn(address)))
}
