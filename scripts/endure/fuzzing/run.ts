import { setTimeout as later } from 'node:timers/promises'
import * as fc from 'fast-check'

/** Something that is fed with inputs, and how large a part of all inputs it gets. */
export type Target = {
  name: string
  share: number
  property: fc.IRawProperty<unknown>
}

export type FuzzResult = { name: string; inputs: number; seconds: number; fault: string | null }

/** Feeds a target; the seed and the shrunk input are told with a fault. */
export async function fuzz({ name, property }: Target, inputs: number, seed: number): Promise<FuzzResult> {
  const began = process.cpuUsage()
  const details = await fc.check(property, { numRuns: inputs, seed })
  const { user, system } = process.cpuUsage(began)
  return {
    name,
    inputs: details.numRuns,
    seconds: (user + system) / 1e6,
    fault: details.failed
      ? `${name}, seed ${seed}: ${String(details.errorInstance)}\n${await fc.asyncDefaultReportMessage(details)}`
      : null,
  }
}

/** Of so many inputs those that each target gets: its share, and at least one. */
export function portions<T extends { share: number }>(
  targets: readonly T[],
  inputs: number,
): { target: T; inputs: number }[] {
  const all = targets.reduce((sum, { share }) => sum + share, 0)
  return targets.map((target) => ({ target, inputs: Math.max(1, Math.round((inputs * target.share) / all)) }))
}

/** @throws Error when the work takes longer, as a hang would */
export async function within<T>(milliseconds: number, work: () => Promise<T>): Promise<T> {
  const over = new AbortController()
  try {
    return await Promise.race([
      work(),
      later(milliseconds, undefined, { signal: over.signal }).then(() => {
        throw new Error(`no answer after ${milliseconds} ms`)
      }),
    ])
  } finally {
    over.abort()
  }
}
