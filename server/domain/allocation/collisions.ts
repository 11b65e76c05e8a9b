import type { Built, RuleRow } from './build'
import { build, countsAt, programOf } from './build'
import { ledgerOf } from './ledger'
import type { Solver } from './program'
import { dot } from './program'
import type { AllocationQuestion, Constraint } from './question'
import { samePlace } from './question'
import type { Terms } from './terms'

/** A change of one rule: its limit now, and the nearest limit that lets all others be kept. */
export type Mend = { constraint: Constraint; from: number; to: number }

/** Why no plan keeps all rules, and what would mend it. */
export type Collision = {
  /** Rules that cannot be kept together, though without any one of them the others could. */
  colliding: readonly Constraint[]
  /** Changes that each suffice alone, the smallest first (as a share of the limit it changes). */
  mends: readonly Mend[]
  /** Changes that suffice together, with the least money in all; empty where one alone suffices. */
  together: readonly Mend[]
}

/** Asks the solver with a limit of its own for each of the many small questions. */
type Ask = { built: Built; question: AllocationQuestion; solver: Solver; seconds: number }

/**
 * Finds the rules of an impossible question that collide, by leaving them out one at a time (deletion filter:
 * Chinneck and Dravnieks 1991), and the smallest change that mends it.
 */
export function collisionOf(question: AllocationQuestion, built: Built, solver: Solver): Collision {
  const ask: Ask = { built, question, solver, seconds: Math.max(1, question.secondsLimit / 4) }
  const colliding = collidingRows(ask).flatMap(({ rule }) => rule ?? [])
  const mends = colliding
    .flatMap((constraint) => mendAlone(ask, constraint) ?? [])
    .sort((a, b) => relativeChange(a) - relativeChange(b))
  return { colliding, mends, together: mends.length > 0 ? [] : mendTogether(ask) }
}

const relativeChange = ({ from, to }: Mend) => Math.abs(to - from) / Math.max(1, from)

const isPossible = ({ built, solver, seconds }: Ask, rows: readonly RuleRow[]): boolean =>
  solver(
    programOf(
      { ...built, rows },
      built.upper.map(() => 0),
    ),
    seconds,
  ).status !== 'infeasible'

function collidingRows(ask: Ask): RuleRow[] {
  let rows = [...ask.built.rows]
  for (const row of ask.built.rows.filter(({ rule }) => rule !== null)) {
    const without = rows.filter((other) => other !== row)
    if (!isPossible(ask, without)) rows = without
  }
  return rows.filter(({ rule }) => rule !== null)
}

/** The nearest limit of one rule that suffices while all others stay; null when none does. */
function mendAlone(ask: Ask, constraint: Constraint): Mend | null {
  if (constraint.kind === 'share' || constraint.kind === 'kind-share') return mendShare(ask, constraint)
  const { built, solver, seconds } = ask
  const row = built.rows.find(({ rule }) => rule !== null && sameConstraint(rule, constraint))
  if (!row) return null
  // as little as possible of what must not exceed a limit, as much as possible of what must reach one
  const sign = row.atMost === null ? 1 : -1
  const objective = built.upper.map(() => 0)
  for (const [i, column] of row.columns.entries()) objective[column] = sign * (row.values[i] ?? 0)
  const others = built.rows.filter((other) => other !== row)
  const { values } = solver(programOf({ ...built, rows: others }, objective), seconds)
  if (values.length === 0) return null
  return { constraint, from: row.atMost ?? row.atLeast ?? 0, to: dot(row.columns, row.values, values) }
}

type ShareConstraint = Extract<Constraint, { kind: 'share' | 'kind-share' }>

/** The greatest whole percentage that can be reserved, by halving. */
function mendShare(ask: Ask, constraint: ShareConstraint): Mend | null {
  const { question, built } = ask
  const worksAt = (percent: number) =>
    isPossible(ask, build(withShare(question, constraint, percent), built.terms).rows)
  if (!worksAt(0)) return null
  const from = percentOf(question, constraint)
  let works = 0
  let fails = from
  while (fails - works > 1) {
    const middle = Math.floor((works + fails) / 2)
    if (worksAt(middle)) works = middle
    else fails = middle
  }
  return { constraint, from, to: works }
}

const minimumOf = ({ minimums }: AllocationQuestion, intervention: string) =>
  minimums.find((one) => one.intervention === intervention)

const percentOf = (question: AllocationQuestion, constraint: ShareConstraint): number =>
  constraint.kind === 'share'
    ? question.favouredPercent
    : (minimumOf(question, constraint.intervention)?.percent ?? 0)

const withShare = (
  question: AllocationQuestion,
  constraint: ShareConstraint,
  percent: number,
): AllocationQuestion =>
  constraint.kind === 'share'
    ? { ...question, favouredPercent: percent }
    : {
        ...question,
        minimums: question.minimums.map((one) =>
          one.intervention === constraint.intervention ? { ...one, percent } : one,
        ),
      }

/** Lets every rule give way and finds the way that moves least money (elastic programme). */
function mendTogether({ built, question, solver, seconds }: Ask): Mend[] {
  const upper = [...built.upper]
  const objective = built.upper.map(() => 0)
  const slacks: { row: RuleRow; column: number }[] = []
  const rows = built.rows.map((row) => {
    if (row.rule === null) return row
    const column = upper.push(mostMissing(row, built.upper)) - 1
    objective.push(-priceOf(row, built))
    slacks.push({ row, column })
    return {
      ...row,
      columns: [...row.columns, column],
      values: [...row.values, row.atMost === null ? 1 : -1],
    }
  })
  const { values } = solver(programOf({ upper, rows, alike: built.alike }, objective), seconds)
  return slacks.flatMap(({ row, column }): Mend[] => {
    const slack = values[column] ?? 0
    if (row.rule === null || slack === 0) return []
    if (row.rule.kind === 'share' || row.rule.kind === 'kind-share') {
      const { favoured, byKind, all } = ledgerOf(built.terms, countsAt(built, values))
      const own = row.rule.kind === 'share' ? favoured : (byKind.get(row.rule.intervention)?.million ?? 0)
      const to = all === 0 ? 0 : Math.floor((100 * own) / all)
      return [{ constraint: row.rule, from: percentOf(question, row.rule), to }]
    }
    const from = row.atMost ?? row.atLeast ?? 0
    return [{ constraint: row.rule, from, to: row.atMost === null ? from - slack : from + slack }]
  })
}

function mostMissing(row: RuleRow, upper: readonly number[]): number {
  const isFloor = row.atMost === null
  const extreme = row.columns.reduce((sum, column, i) => {
    const reach = (row.values[i] ?? 0) * (upper[column] ?? 0)
    return sum + (isFloor ? Math.min(0, reach) : Math.max(0, reach))
  }, 0)
  return Math.max(0, isFloor ? (row.atLeast ?? 0) - extreme : extreme - (row.atMost ?? 0))
}

/** What a slack of 1 is worth, in hundredths of a million đồng: the rows of shares are written in those. */
function priceOf({ rule }: RuleRow, { terms }: Built): number {
  if (rule?.kind === 'share' || rule?.kind === 'kind-share') return 1
  if (rule?.kind === 'pin') return 100 * costOfOne(terms.find(({ need }) => samePlace(need, rule)))
  if (rule?.kind !== 'kind-minimum') return 100
  return 100 * costOfOne(terms.find(({ need }) => need.intervention === rule.intervention))
}

const costOfOne = (terms: Terms | undefined) => Math.max(1, terms?.need.unitCostMillion ?? 1)

function sameConstraint(a: Constraint, b: Constraint): boolean {
  if (a.kind === 'pin' && b.kind === 'pin') return samePlace(a, b)
  if (a.kind === 'pin' || b.kind === 'pin') return false
  if ('intervention' in a && 'intervention' in b) {
    return a.kind === b.kind && a.intervention === b.intervention
  }
  if ('district' in a && 'district' in b) return a.kind === b.kind && a.district === b.district
  return a.kind === b.kind
}
