import { byTime } from '../periods'
import type { Status } from '../status'
import { weakest } from '../status'
import type { Commitment, Count } from './commitment'
import { inOrderOf } from './commitment'

export const states = ['open', 'late', 'done', 'withdrawn'] as const
export type State = (typeof states)[number]

/** Where a commitment stands, and what says so. */
export type Judged = {
  state: State
  /** Things built for it as the reports show; null when no later report tells. */
  built: number | null
  /** The report that tells; null when there is none. */
  report: Count | null
  /** How far the judgement can be trusted: the weaker of the two reports that it compares. */
  status: Status | null
  because: Because
}

export type Because =
  /** The count has risen by what was promised. */
  | 'reported'
  /** Someone has seen it. */
  | 'confirmed'
  | 'withdrawn'
  /** Reports came, and the count has not yet risen by so many. */
  | 'not-yet'
  /** Nothing was reported since the decision. */
  | 'no-later-report'
  /** No real figure was known when it was decided, so that no rise can be seen. */
  | 'no-base'

/** What is asked of later reports, for all commitments to the same thing in the same place. */
export type Progress = {
  /** The count of the latest report that is not made up; null when there is none. */
  latest: Count | null
  /** How many of what is counted one thing adds: 1, or the places of a room. */
  each: number
}

/**
 * Sets what was planned against what later reports show, for commitments to one kind of thing in one place.
 *
 * A commitment is done when the count has risen since it was decided by what was committed; it is late when its period
 * has ended before that. Several commitments share one rise: what is due first is counted first, so that nothing built
 * is counted twice. Figures that were made up to show the tool are never looked at. The count alone cannot tell that a
 * thing was built because of the commitment, or that another was not lost meanwhile: people may confirm it by hand.
 * @param today a date, `2026-11-24`
 * @returns in the order of `commitments`
 */
export function judged(commitments: readonly Commitment[], progress: Progress, today: string): Judged[] {
  const answers = new Map<string, Judged>()
  /** Parts of the count that commitments before this one have taken for themselves, in their order. */
  let taken: readonly Stretch[] = []
  for (const one of [...commitments].sort(inOrderOf(byTime))) {
    const seen = seenOf(one, progress, taken)
    answers.set(one.id, judgeOne(one, seen, today))
    taken = seen.taken
  }
  return commitments.flatMap(({ id }) => answers.get(id) ?? [])
}

/** From one count to a higher one. */
type Stretch = { from: number; to: number }
type Seen = Pick<Judged, 'built' | 'report' | 'status'> & { taken: readonly Stretch[] }

const unseen = { built: null, report: null, status: null }

/** What reports show of a commitment: what the count rose since then, without what others have taken of the rise. */
function seenOf(one: Commitment, { latest, each }: Progress, taken: readonly Stretch[]): Seen {
  const { base, standing } = one
  if (standing === 'withdrawn' || base === null || latest === null) return { ...unseen, taken }
  if (byTime(latest.period, base.period) <= 0) return { ...unseen, taken }
  const free = gapsOf(taken, { from: base.value, to: latest.value })
  const rise = free.reduce((sum, { from, to }) => sum + to - from, 0)
  const built = Math.min(one.count, Math.floor(rise / each + 1e-9))
  // what people have seen built is part of the rise too
  let left = (standing === 'confirmed' ? one.count : built) * each
  const own = free.map(({ from, to }) => {
    const part = { from, to: Math.min(to, from + left) }
    left -= part.to - part.from
    return part
  })
  return {
    built,
    report: latest,
    status: weakest(base.status, latest.status),
    taken: [...taken, ...own].filter(({ from, to }) => to > from).sort((a, b) => a.from - b.from),
  }
}

/** The parts of a stretch that are not taken; none when it goes down. */
function gapsOf(taken: readonly Stretch[], { from, to }: Stretch): Stretch[] {
  const gaps: Stretch[] = []
  let at = from
  for (const part of taken) {
    if (part.from > at) gaps.push({ from: at, to: Math.min(part.from, to) })
    at = Math.max(at, part.to)
  }
  return [...gaps, { from: at, to }].filter((gap) => gap.to > gap.from)
}

function judgeOne(one: Commitment, { built, report, status }: Seen, today: string): Judged {
  const seen = { built, report, status }
  if (one.standing === 'withdrawn') return { state: 'withdrawn', because: 'withdrawn', ...seen }
  if (one.standing === 'confirmed') return { state: 'done', because: 'confirmed', ...seen }
  if (built === one.count) return { state: 'done', because: 'reported', ...seen }
  const because = built !== null ? 'not-yet' : one.base === null ? 'no-base' : 'no-later-report'
  return { state: hasEnded(one.due, today) ? 'late' : 'open', because, ...seen }
}

/** Whether a period is over on this day. */
export function hasEnded(period: string, today: string): boolean {
  const [year = '', half] = period.split('-')
  const last = half === 'H1' ? `${year}-06-30` : `${year}-12-31`
  return today > last
}
