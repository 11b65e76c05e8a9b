import type { Context, MiddlewareHandler } from 'hono'
import { getCookie } from 'hono/cookie'
import type { Accounts } from '../accounts/accounts'
import type { Refusal } from './problem'
import { problemJson, problemOf } from './problem'

const isHarmless = (method: string) => method === 'GET' || method === 'HEAD' || method === 'OPTIONS'

/**
 * Lets no other site act in the name of who is signed in here: a write that brings a session cookie, and any
 * sign-in, must come from our own pages, or from a program that says so in `Origin`. Reading, and writing without
 * a session, stay open to every site.
 */
export function ownOrigin({ cookieName, publicUrl }: Accounts): MiddlewareHandler {
  return async (c, next) => {
    if (isHarmless(c.req.method)) return next()
    const hasSession = getCookie(c, cookieName) !== undefined
    const isSigningIn = c.req.path.startsWith('/api/auth/') || c.req.path === '/api/join'
    if (!hasSession && !isSigningIn) return next()
    const claim = claimOf(c, publicUrl)
    if (claim === 'own' || (claim === 'none' && !hasSession)) return next()
    return c.json(problemOf(c, foreign), foreign.status, problemJson)
  }
}

/** What the request says of where it was made. Scripts of other sites can neither write nor leave out these headers. */
function claimOf(c: Context, publicUrl: string | null): 'own' | 'foreign' | 'none' {
  const site = c.req.header('sec-fetch-site')
  if (site !== undefined) return site === 'same-origin' ? 'own' : 'foreign'
  const from = c.req.header('origin') ?? c.req.header('referer')
  if (from === undefined) return 'none'
  if (!URL.canParse(from)) return 'foreign'
  const { origin, host } = new URL(from)
  if (publicUrl !== null && origin === new URL(publicUrl).origin) return 'own'
  // behind TLS that ends in front of us the scheme differs, the host does not
  return host === (c.req.header('host') ?? new URL(c.req.url).host) ? 'own' : 'foreign'
}

const foreign: Refusal<403> = {
  kind: 'foreign-origin',
  status: 403,
  detail: {
    vi: 'Yêu cầu này không đến từ trang của hệ thống nên bị từ chối. Hãy mở lại trang và làm từ đó; chương trình riêng phải gửi tiêu đề Origin là địa chỉ của hệ thống.',
    en: "This request does not come from this installation's own pages and was refused. Open the page and do it there; a program of your own must send the installation's address in the Origin header.",
  },
}
