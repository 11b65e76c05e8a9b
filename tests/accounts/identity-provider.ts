import { createServer } from 'node:http'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import Provider from 'oidc-provider'

/** The person the provider takes whoever comes for. */
export type Employee = { sub: string; email: string; email_verified: boolean; name: string }

/** A real OpenID Connect provider on a free port, whose employee is signed in and agrees without being asked. */
export async function identityProvider(redirectUri: string) {
  let employee: Employee = { sub: '0', email: '', email_verified: false, name: '' }
  const server = createServer((request, response) => void answer(request, response))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const issuer = `http://127.0.0.1:${port}`
  const client = { clientId: 'ban-do-tre-em', clientSecret: 'a secret between the two' }
  const provider = new Provider(issuer, {
    clients: [
      { client_id: client.clientId, client_secret: client.clientSecret, redirect_uris: [redirectUri] },
    ],
    claims: { email: ['email', 'email_verified'], profile: ['name'] },
    conformIdTokenClaims: false,
    features: { devInteractions: { enabled: false } },
    cookies: { keys: ['a key of the provider'] },
    findAccount: (_, sub) => ({ accountId: sub, claims: () => employee }),
    interactions: { url: (_, { uid }) => `/interaction/${uid}` },
  })
  const serve = provider.callback()

  async function answer(request: IncomingMessage, response: ServerResponse) {
    if (!request.url?.startsWith('/interaction/')) return serve(request, response)
    const { prompt, params, session } = await provider.interactionDetails(request, response)
    if (prompt.name === 'login') {
      return provider.interactionFinished(request, response, { login: { accountId: employee.sub } })
    }
    const grant = new provider.Grant({
      accountId: session?.accountId ?? '',
      clientId: String(params['client_id']),
    })
    grant.addOIDCScope('openid email profile')
    return provider.interactionFinished(request, response, { consent: { grantId: await grant.save() } })
  }

  return {
    ...client,
    issuer,
    employ: (next: Employee) => {
      employee = next
    },
    close: () => new Promise<void>((resolve) => server.close(() => resolve())),
  }
}
