import { createHash, randomBytes } from 'node:crypto'

/** The secret of a link: 256 random bits, as letters that stand in an address. */
export const newToken = (): string => randomBytes(32).toString('base64url')

/** What is kept of it. A random secret needs no slow hash: nobody can try them all. */
export const hashOf = (token: string): string => createHash('sha256').update(token).digest('hex')

/** When a link made now ends, as ISO 8601. */
export const endsAfter = (hours: number): string => new Date(Date.now() + hours * 3_600_000).toISOString()
