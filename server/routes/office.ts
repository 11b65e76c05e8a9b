import { Hono } from 'hono'
import type { Accounts } from '../accounts/accounts'
import { oidcProvider } from '../accounts/cookie'

const failed = '/sign-in?error=office'

/** Only our own pages: an address of another site would lead the reader astray. */
const ownPath = (wish: string | undefined): string =>
  wish !== undefined && /^\/(?![/\\])/.test(wish) ? wish : '/'

/** Signing in with an account of the office: to the identity provider, and back. */
export function officeRoutes({ auth, hasOidc }: Accounts) {
  return new Hono()
    .get('/auth/office', async (c) => {
      c.header('Cache-Control', 'no-store')
      if (!hasOidc) return c.redirect(failed, 302)
      const answer = await (
        await auth()
      ).api.signInSocial({
        body: {
          provider: oidcProvider,
          // by way of the page that learns who signed in
          callbackURL: `/sign-in?from=office&next=${encodeURIComponent(ownPath(c.req.query('next')))}`,
          errorCallbackURL: failed,
        },
        headers: c.req.raw.headers,
        asResponse: true,
      })
      for (const cookie of answer.headers.getSetCookie()) c.header('Set-Cookie', cookie, { append: true })
      return c.redirect(answer.headers.get('location') ?? failed, 302)
    })
    .get('/auth/callback/oidc', async (c) => {
      const answer = await (await auth()).handler(c.req.raw)
      // an account that was disabled, or a provider that answers nonsense
      const isSent = answer.status >= 300 && answer.status < 400
      if (!isSent) return c.redirect(failed, 302)
      return new Response(null, { status: 302, headers: answer.headers })
    })
}
