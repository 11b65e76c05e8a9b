import { readFileSync } from 'node:fs'

/** Resident memory of a process over time, in MB. */
export type Memory = {
  before: number
  peak: number
  after: number
  /** MB per minute over the second half, by least squares. */
  slope: number
}

/** Resident memory of a process, in MB. Linux only, as `/proc` is. */
export function residentMb(pid: number): number {
  const kilobytes = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]
  return Math.round(Number(kilobytes ?? Number.NaN) / 1024)
}

/** Looks once a second, until asked for what it saw. */
export function watchMemory(pid: number): () => Memory {
  const seen = [residentMb(pid)]
  const began = performance.now()
  const times = [0]
  const timer = setInterval(() => {
    seen.push(residentMb(pid))
    times.push((performance.now() - began) / 60_000)
  }, 1000)
  return () => {
    clearInterval(timer)
    const half = seen.length >> 1
    return {
      before: seen[0] ?? Number.NaN,
      peak: Math.max(...seen),
      after: residentMb(pid),
      slope: slopeOf(times.slice(half), seen.slice(half)),
    }
  }
}

function slopeOf(x: readonly number[], y: readonly number[]): number {
  const mean = (list: readonly number[]) => list.reduce((sum, each) => sum + each, 0) / list.length
  const [middle, level] = [mean(x), mean(y)]
  const spread = x.reduce((sum, each) => sum + (each - middle) ** 2, 0)
  return spread === 0
    ? 0
    : x.reduce((sum, each, i) => sum + (each - middle) * ((y[i] ?? level) - level), 0) / spread
}
