import { join, resolve } from 'node:path'
import { z } from 'zod'
import { leastThreshold } from '#domain/privacy/withholding'
import { root } from './where'

const Environment = z.object({
  PORT: z.coerce.number().int().min(0).max(65535).default(3000),
  HOST: z.string().default('localhost'),
  DATA_DIR: z.string().default(join(root, 'var')),
  BOUNDARIES: z.enum(['auto', 'schematic']).default('auto'),
  ILLUSTRATIVE: z.enum(['on', 'off']).default('on'),
  PRIVACY_THRESHOLD: z.coerce
    .number(`một số nguyên từ ${leastThreshold} / a whole number from ${leastThreshold}`)
    .int(`một số nguyên từ ${leastThreshold} / a whole number from ${leastThreshold}`)
    .min(
      leastThreshold,
      `ngưỡng chỉ được nâng lên, ít nhất là ${leastThreshold} / it can only be raised, to ${leastThreshold} or more`,
    )
    .default(leastThreshold),
  PUBLIC_URL: z.url({ protocol: /^https?$/ }).optional(),
  FRAME_ANCESTORS: z
    .string()
    .regex(
      /^(\*|https?:\/\/[\w.:*-]+)(\s+https?:\/\/[\w.:*-]+)*$/,
      'các trang cách nhau bằng dấu cách, hoặc * / sites separated by spaces, or *',
    )
    .optional(),
  TRUSTED_PROXIES: z.coerce.number().int().min(0).max(10).default(0),
  METRICS_TOKEN: z.string().min(16, 'ít nhất 16 ký tự / at least 16 characters').optional(),
  RATE_LIMITS: z.enum(['on', 'off']).default('on'),
  AUTH_SECRET: z
    .string()
    .min(32, 'ít nhất 32 ký tự ngẫu nhiên, ví dụ: openssl rand -base64 32 / at least 32 random characters')
    .optional(),
  OIDC_ISSUER: z.url({ protocol: /^https?$/ }).optional(),
  OIDC_CLIENT_ID: z.string().min(1).optional(),
  OIDC_CLIENT_SECRET: z.string().min(1).optional(),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'silent']).default('warn'),
})

/** Settings of an installation, all from the environment. */
export type Config = {
  port: number
  host: string
  /** Folder of everything the installation writes. */
  dataDir: string
  databaseFile: string
  /** Folder of the figures that ship with the project. */
  shippedDir: string
  webDir: string
  boundaries: 'auto' | 'schematic'
  illustrative: boolean
  /** Counts of sensitive matters below this are withheld from everyone who may not read them. */
  privacyThreshold: number
  /** Address by which people reach the installation; it is printed on maps. Null is the address listened on. */
  publicUrl: string | null
  /** Sites that may show the embeddable map in a frame. */
  frameAncestors: string[]
  /** Proxies in front of the server whose word on the reader's address is taken. */
  trustedProxies: number
  hasRateLimits: boolean
  /** What operators bring to read `/metrics`; null admits programs of the machine itself. */
  metricsToken: string | null
  /** Secret that signs session cookies; null for one that is kept in the data folder. */
  authSecret: string | null
  /** Where people may sign in with an account of their office; null for nowhere. */
  oidc: { issuer: string; clientId: string; clientSecret: string } | null
  logLevel: string
}

/** @throws Error that names the variable and what it accepts */
export function readConfig(environment: NodeJS.ProcessEnv): Config {
  const parsed = Environment.safeParse(environment)
  if (!parsed.success) {
    const faults = parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`)
    throw new Error(`Biến môi trường không hợp lệ / invalid environment variable\n  ${faults.join('\n  ')}`)
  }
  const { PORT, HOST, DATA_DIR, BOUNDARIES, ILLUSTRATIVE, PUBLIC_URL } = parsed.data
  const dataDir = resolve(DATA_DIR)
  return {
    port: PORT,
    host: HOST,
    dataDir,
    databaseFile: join(dataDir, 'ban-do-tre-em.sqlite'),
    shippedDir: join(root, 'data'),
    webDir: join(root, 'dist/web'),
    boundaries: BOUNDARIES,
    illustrative: ILLUSTRATIVE === 'on',
    privacyThreshold: parsed.data.PRIVACY_THRESHOLD,
    publicUrl: PUBLIC_URL?.replace(/\/+$/, '') ?? null,
    frameAncestors: parsed.data.FRAME_ANCESTORS?.split(/\s+/) ?? [],
    trustedProxies: parsed.data.TRUSTED_PROXIES,
    metricsToken: parsed.data.METRICS_TOKEN ?? null,
    hasRateLimits: parsed.data.RATE_LIMITS === 'on',
    authSecret: parsed.data.AUTH_SECRET ?? null,
    oidc: oidcOf(parsed.data),
    logLevel: parsed.data.LOG_LEVEL,
  }
}

/** All three or none, and the address to come back to. @throws Error that names what is missing */
function oidcOf(given: z.infer<typeof Environment>): Config['oidc'] {
  const { OIDC_ISSUER: issuer, OIDC_CLIENT_ID: clientId, OIDC_CLIENT_SECRET: clientSecret } = given
  if (!issuer && !clientId && !clientSecret) return null
  if (issuer && clientId && clientSecret && given.PUBLIC_URL) return { issuer, clientId, clientSecret }
  throw new Error(
    'Đăng nhập bằng tài khoản cơ quan cần đủ OIDC_ISSUER, OIDC_CLIENT_ID, OIDC_CLIENT_SECRET và PUBLIC_URL / ' +
      'signing in with an office account needs all of OIDC_ISSUER, OIDC_CLIENT_ID, OIDC_CLIENT_SECRET and PUBLIC_URL',
  )
}
