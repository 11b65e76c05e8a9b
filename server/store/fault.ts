/** Why the store could not write or read, where that is not the program's fault. */
export type StoreFault = 'full' | 'read-only' | 'unreadable' | 'locked'

const faults: readonly [RegExp, StoreFault][] = [
  [/^SQLITE_FULL$/, 'full'],
  [/^SQLITE_(READONLY|PERM|CANTOPEN)/, 'read-only'],
  [/^SQLITE_(IOERR|CORRUPT|NOTADB)/, 'unreadable'],
  [/^SQLITE_(BUSY|LOCKED)/, 'locked'],
]

/** What of the disk or of another process an error tells; null for any other error. Whatever it ended is undone. */
export function storeFaultOf(error: unknown): StoreFault | null {
  if (!(error instanceof Error)) return null
  const code = 'code' in error && typeof error.code === 'string' ? error.code : ''
  const [, fault] = faults.find(([pattern]) => pattern.test(code)) ?? []
  // whoever works with the store may wrap what it threw
  return fault ?? (error.cause === undefined ? null : storeFaultOf(error.cause))
}
