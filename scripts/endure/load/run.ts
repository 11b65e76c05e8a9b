import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { signedIn } from '../../../tests/accounts/sign-in'
import { startChild } from '../child'
import type { Mixed } from './mixed'
import { mixedLoad } from './mixed'
import type { Probed } from './slow'
import { abortedUploads, idleConnections, probedDuring, slowClients } from './slow'
import type { Stopped } from './stopping'
import { stopWhileRunning } from './stopping'

export type LoadOptions = { seconds: number; connections: number; slow: number; idle: number }

export type LoadResult = {
  mixed: Mixed
  besideSlow: Probed
  besideAborted: Probed
  besideIdle: Probed
  /** Reports that became of uploads that were broken off; none should. */
  halfReports: number
  /** Idle connections that the machine allowed. */
  idle: number
  stopped: Stopped
  faults: string[]
}

/** The product as a process of its own under everything that readers and networks do to it, one after another. */
export async function runLoad({ seconds, connections, slow, idle }: LoadOptions): Promise<LoadResult> {
  const dataDir = mkdtempSync(join(tmpdir(), 'ban-do-load-'))
  const child = await startChild(dataDir, { RATE_LIMITS: 'off' })
  try {
    const place = { url: child.url, joinAddress: child.joinAddress }
    const officers = {
      administrator: await signedIn(place, 'administrator'),
      reporter: await signedIn(place, 'reporter'),
    }
    const mixed = await mixedLoad(child, officers, seconds, connections)
    const shortly = Math.min(20, Math.max(3, seconds / 3))
    const besideSlow = await probedDuring(child.url, () => slowClients(child.url, slow, shortly))
    let halfReports = 0
    const besideAborted = await probedDuring(child.url, async () => {
      halfReports = await abortedUploads(child.url, officers.reporter, slow)
    })
    let held = 0
    const besideIdle = await probedDuring(child.url, async () => {
      held = await idleConnections(child.url, idle, shortly)
    })
    const stopped = await stopWhileRunning(child, 5)
    const faults = [
      ...mixed.faults,
      ...[besideSlow, besideAborted, besideIdle, stopped].flatMap((each) => each.faults),
      ...(halfReports > 0 ? [`${halfReports} reports of uploads that were broken off`] : []),
      ...(stopped.exitCode === 0 ? [] : [`ended with ${stopped.exitCode}`]),
    ]
    return { mixed, besideSlow, besideAborted, besideIdle, halfReports, idle: held, stopped, faults }
  } finally {
    await child.kill()
    rmSync(dataDir, { recursive: true, force: true })
  }
}
