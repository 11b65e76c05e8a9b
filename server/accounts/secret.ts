import { randomBytes } from 'node:crypto'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/**
 * The secret that signs session cookies: the one of the environment, else one that is made once and kept in the data
 * folder, readable by the program's own user alone. Losing it signs everyone out and does no other harm.
 */
export function sessionSecret(given: string | null, dataDir: string): string {
  if (given !== null) return given
  const file = join(dataDir, 'auth-secret')
  mkdirSync(dataDir, { recursive: true })
  try {
    // fails where the file exists, so that two starts at once agree on one secret
    writeFileSync(file, randomBytes(32).toString('base64url'), { mode: 0o600, flag: 'wx' })
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error
  }
  const kept = readFileSync(file, 'utf8').trim()
  if (kept.length >= 32) return kept
  throw new Error(
    `Tệp "${file}" hỏng: hãy xoá tệp rồi khởi động lại; mọi người sẽ phải đăng nhập lại. / ` +
      `The file "${file}" is damaged: delete it and start again; everyone will have to sign in anew.`,
  )
}
