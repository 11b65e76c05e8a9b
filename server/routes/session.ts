import type { MiddlewareHandler } from 'hono'
import { getCookie } from 'hono/cookie'
import type { Account, Area } from '#domain/rights'
import { roles } from '#domain/rights'
import { isVintage } from '#domain/units'
import type { Accounts } from '../accounts/accounts'

/** Says who asks. A request without a session cookie is a visitor's, and costs no look into the store. */
export function session({ auth, cookieName }: Accounts): MiddlewareHandler {
  return async (c, next) => {
    c.set('account', null)
    if (getCookie(c, cookieName) === undefined) {
      await next()
      // who is refused today may be let in tomorrow
      if (c.res.status === 401) c.res.headers.set('Cache-Control', 'no-store')
      return undefined
    }
    const { api } = await auth()
    const { response, headers } = await api.getSession({
      headers: c.req.raw.headers,
      returnHeaders: true,
    })
    if (response && !response.user.disabled) c.set('account', accountFrom(response.user))
    await next()
    // what is answered to an account may be for it alone, unless the route says that it is not
    if (!c.res.headers.has('Cache-Control')) c.res.headers.set('Cache-Control', 'no-store')
    // a session that is used lives longer, one that has ended loses its cookie
    for (const cookie of headers.getSetCookie()) c.res.headers.append('Set-Cookie', cookie)
    return undefined
  }
}

type SignedIn = {
  id: string
  name: string
  email: string
  role?: string | null | undefined
  areaVintage?: string | null | undefined
  areaCode?: string | null | undefined
}

/** @returns null for a role that this program does not know: it must not become a right */
function accountFrom({ id, name, email, role, areaVintage, areaCode }: SignedIn): Account | null {
  const known = roles.find((one) => one === role)
  return known ? { id, name, email, role: known, area: areaFrom(areaVintage, areaCode) } : null
}

const areaFrom = (vintage: string | null | undefined, code: string | null | undefined): Area | null =>
  vintage && code && isVintage(vintage) ? { vintage, code } : null
