import type { Context, MiddlewareHandler } from 'hono'
import type { Accounts } from '../accounts/accounts'
import { accountOf, refusalOf } from './account'
import { problemJson, problemOf } from './problem'

/** What everyone reaches even while public reading is closed: coming in, the page's files, whether we are well. */
const alwaysOpen = [
  /^\/api\/auth\//,
  /^\/api\/join(\/|$)/,
  /^\/api\/accounts\/me$/,
  /^\/assets\//,
  /^\/favicon\.svg$/,
  /^\/(sign-in|join|healthz|readyz|metrics)$/,
]

const forPrograms = /^\/(api|ogc|openapi\.json)(\/|$)/

/**
 * Asks for an account before anything is read, when the administrator has closed public reading. It stands before
 * the kept answers, and lets nothing that needed an account be kept on the way to the reader.
 */
export function closable({ reading }: Accounts): MiddlewareHandler {
  return async (c, next) => {
    const { path, method } = c.req
    if (reading() === 'open' || method === 'OPTIONS' || alwaysOpen.some((open) => open.test(path)))
      return next()
    if (accountOf(c)) {
      await next()
      if (!c.res.headers.get('Cache-Control')?.includes('no-store')) {
        c.res.headers.set('Cache-Control', 'private, no-cache')
      }
      return undefined
    }
    c.header('Cache-Control', 'no-store')
    if (!forPrograms.test(path) && (method === 'GET' || method === 'HEAD')) {
      return c.redirect(signInAddress(c), 302)
    }
    const refusal = refusalOf(null, 'read')
    return refusal ? c.json(problemOf(c, refusal), refusal.status, problemJson) : next()
  }
}

/** The page to sign in, in the language of the page that was asked for and with the way back to it. */
function signInAddress(c: Context): string {
  const { pathname, search, searchParams } = new URL(c.req.url)
  const lang = searchParams.get('lang')
  return `/sign-in?${new URLSearchParams({ next: pathname + search, ...(lang === null ? {} : { lang }) })}`
}
