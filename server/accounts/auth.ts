import { APIError, betterAuth } from 'better-auth'
import { genericOAuth } from 'better-auth/plugins'
import type { Logger } from 'pino'
import { passwordLength } from '#domain/passwords'
import { accountWithId, noteSignIn } from '../store/accounts'
import type { Store } from '../store/connect'
import { cookiePrefix, isSecure, oidcProvider } from './cookie'
import { mayEnter, roleOfInvited, welcome } from './invited'

export type AuthOptions = {
  store: Store
  secret: string
  /** Address by which people reach the installation; it decides whether cookies go over TLS only. */
  publicUrl: string | null
  /** Where people may sign in with an account of their office; null for nowhere. */
  oidc: Oidc | null
  logger: Logger
}

/** An OpenID Connect provider, and how it knows this installation. */
export type Oidc = { issuer: string; clientId: string; clientSecret: string }

const day = 24 * 3600

/** The library that keeps sessions, on the tables of our own migrations. Nobody can register through it. */
export function createAuth({ store, secret, publicUrl, oidc, logger }: AuthOptions) {
  return betterAuth({
    appName: 'ban-do-tre-em',
    baseURL: publicUrl ?? 'http://localhost',
    basePath: '/api/auth',
    secret,
    database: { db: store, type: 'sqlite' },
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: passwordLength.least,
      maxPasswordLength: passwordLength.most,
    },
    plugins: oidc === null ? [] : [genericOAuth({ config: [configOf(oidc)] })],
    user: {
      validateUserInfo: async ({ user, source }) =>
        source.method !== 'oauth' || (await mayEnter(store, user)) ? undefined : { error: 'not_invited' },
      modelName: 'account',
      fields: { emailVerified: 'email_verified', createdAt: 'created_at', updatedAt: 'updated_at' },
      additionalFields: {
        // an identity provider may not say it; the invitation does, before the account is written
        role: { type: 'string', required: false, input: false },
        areaVintage: { type: 'string', required: false, input: false, fieldName: 'area_vintage' },
        areaCode: { type: 'string', required: false, input: false, fieldName: 'area_code' },
        disabled: { type: 'boolean', required: true, input: false, defaultValue: false },
      },
    },
    session: {
      expiresIn: 7 * day,
      updateAge: day,
      fields: {
        userId: 'account_id',
        expiresAt: 'expires_at',
        createdAt: 'created_at',
        updatedAt: 'updated_at',
        ipAddress: 'ip_address',
        userAgent: 'user_agent',
      },
    },
    account: {
      modelName: 'credential',
      encryptOAuthTokens: true,
      fields: {
        userId: 'account_id',
        providerId: 'provider_id',
        accountId: 'subject',
        accessToken: 'access_token',
        refreshToken: 'refresh_token',
        idToken: 'id_token',
        accessTokenExpiresAt: 'access_token_expires_at',
        refreshTokenExpiresAt: 'refresh_token_expires_at',
        createdAt: 'created_at',
        updatedAt: 'updated_at',
      },
    },
    verification: {
      fields: { expiresAt: 'expires_at', createdAt: 'created_at', updatedAt: 'updated_at' },
    },
    databaseHooks: {
      user: {
        create: {
          before: async (user) => ({ data: { ...user, ...(await roleOfInvited(store, user.email)) } }),
          after: (user) => welcome(store, user),
        },
      },
      session: {
        create: {
          before: async ({ userId }) => {
            if ((await accountWithId(store, userId))?.isDisabled === false) return
            throw new APIError('FORBIDDEN', { code: 'ACCOUNT_DISABLED', message: 'disabled' })
          },
          after: ({ userId }) => noteSignIn(store, userId),
        },
      },
    },
    advanced: {
      cookiePrefix,
      useSecureCookies: isSecure(publicUrl),
      defaultCookieAttributes: { httpOnly: true, sameSite: 'lax' },
      // who signs in from where is nobody's business; attempts are counted in front of this library
      ipAddress: { disableIpTracking: true },
      // every request has passed our own check of its origin
      disableCSRFCheck: true,
    },
    rateLimit: { enabled: false },
    telemetry: { enabled: false },
    logger: {
      level: 'error',
      log: (level, message, ...details) => logger[level]({ details }, message),
    },
  })
}

const configOf = ({ issuer, clientId, clientSecret }: Oidc) => ({
  providerId: oidcProvider,
  discoveryUrl: `${issuer.replace(/\/+$/, '')}/.well-known/openid-configuration`,
  requireIdTokenVerification: true,
  clientId,
  clientSecret,
  scopes: ['openid', 'email', 'profile'],
  // signing out here leaves the office's own session alone
  disableProviderLogout: true,
})

export type Auth = ReturnType<typeof createAuth>
