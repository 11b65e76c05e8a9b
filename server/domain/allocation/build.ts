import type { Program, Row } from './program'
import { reduced } from './program'
import type { AllocationQuestion, Constraint } from './question'
import type { Counts, Segment, Terms } from './terms'
import { reachedBy, segmentsOf, weightSteps } from './terms'

/** A row that knows which rule of the question it stands for; null where it only holds the model together. */
export type RuleRow = Row & { rule: Constraint | null }

/** Column that counts things of one need that cost and reach the same. */
export type Things = {
  column: number
  need: number
  segment: Segment
  /** Things of the need with this segment and all before it. */
  upTo: number
  /** Column that is 1 only when all of these are built; null where nothing asks for it. */
  full: number | null
}

/** Something that is made as large as possible; what was reached is kept in the stages after it. */
export type Stage = { id: string; objective: readonly number[] }

/** A question as an integer programme. Columns stand in the order of the terms, which is that of the codes. */
export type Built = {
  terms: readonly Terms[]
  upper: readonly number[]
  rows: readonly RuleRow[]
  stages: readonly Stage[]
  things: readonly Things[]
  /** Columns of things that cost the same, in favoured communes and elsewhere. */
  alike: readonly (readonly number[])[]
}

/** Steps in which `worst-off` lifts coverage: shares of the children concerned that a kind of thing provides for. */
export const coverageSteps = [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1]

type Draft = { upper: number[]; rows: RuleRow[] }
type Wanted = { id: string; columns: ReadonlyMap<number, number> }

/** The integer programme of a question without problems. */
export function build(question: AllocationQuestion, terms: readonly Terms[]): Built {
  const draft: Draft = { upper: [], rows: [] }
  const first = question.firstEverywhere
  const isStepwise = question.objective === 'worst-off'
  const byNeed = terms.map((one, need) => {
    const cuts = [
      ...(first !== null && wantsFirst(one, first) ? [1] : []),
      ...(isStepwise ? coverageSteps.map((step) => thingsFor(one, step) ?? 0) : []),
    ]
    return addThings(draft, one, need, new Set(cuts), isStepwise)
  })
  const things = byNeed.flat()
  draft.rows.push(...moneyRows(question, terms, things), ...pinRows(terms, byNeed))
  const wanted = [
    ...(first === null ? [] : [firstEverywhere(first, terms, byNeed)]),
    ...(isStepwise ? coverageStages(terms, byNeed) : []),
    { id: 'most', columns: benefits(question, terms, things) },
  ]
  const { upper } = draft
  const stages = wanted.map(({ id, columns }) => ({
    id,
    objective: upper.map((_, c) => columns.get(c) ?? 0),
  }))
  return { terms, upper, rows: draft.rows, stages, things, alike: alikeOf(question, terms, things) }
}

/** The programme of one stage, with further rows beside its own. */
export const programOf = (
  built: Pick<Built, 'upper' | 'rows' | 'alike'>,
  objective: readonly number[],
  rows: readonly Row[] = [],
): Program => ({
  objective,
  upper: built.upper,
  rows: [...built.rows, ...rows].map(reduced),
  alike: built.alike,
})

/** How many things of each need a point of the programme builds. */
export function countsAt(built: Built, point: readonly number[]): Counts {
  const counts = built.terms.map(() => 0)
  for (const { column, need } of built.things) counts[need] = (counts[need] ?? 0) + (point[column] ?? 0)
  return counts
}

/** The point of the programme that builds so many things of each need, in the order of their segments. */
export function pointAt(built: Built, counts: Counts): number[] {
  const point = built.upper.map(() => 0)
  for (const { column, need, segment, upTo, full } of built.things) {
    const count = counts[need] ?? 0
    point[column] = Math.max(0, Math.min(segment.things, count - upTo + segment.things))
    if (full !== null && full !== column) point[full] = count >= upTo ? 1 : 0
  }
  return point
}

/** Whether "every commune has one first" concerns this need: none is known to be there, and one can be built. */
export const wantsFirst = ({ need, most }: Terms, intervention: string): boolean =>
  need.intervention === intervention && (need.existing ?? 0) === 0 && most > 0

const addColumn = (draft: Draft, upper: number): number => draft.upper.push(upper) - 1

/**
 * Columns for the things of a need, one a segment. Dearer things are built only once the cheaper ones are: a model that
 * must spend in a place would else leave promised money unused there. With `inOrder` all segments are built in turn,
 * so that a step of coverage is reached by its own things alone (incremental formulation), which keeps the programme
 * close to its relaxation.
 */
function addThings(
  draft: Draft,
  terms: Terms,
  need: number,
  cuts: ReadonlySet<number>,
  inOrder: boolean,
): Things[] {
  const things: Things[] = []
  for (const segment of segmentsOf(terms, cuts)) {
    const before = things.at(-1)
    const column = addColumn(draft, segment.things)
    if (before && (inOrder || before.segment.costMillion < segment.costMillion)) {
      before.full ??= addFull(draft, before)
      draft.rows.push(structural([column, before.full], [-1, segment.things]))
    }
    things.push({ column, need, segment, upTo: (before?.upTo ?? 0) + segment.things, full: null })
  }
  const last = things.at(-1)
  if (last && inOrder) last.full = addFull(draft, last)
  return things
}

/** A single thing is its own sign of being built. */
function addFull(draft: Draft, { column, segment }: Things): number {
  if (segment.things === 1) return column
  const full = addColumn(draft, 1)
  draft.rows.push(structural([column, full], [1, -segment.things]))
  return full
}

function alikeOf(
  { minimums }: AllocationQuestion,
  terms: readonly Terms[],
  things: readonly Things[],
): number[][] {
  const sets = new Map<string, number[]>()
  for (const { column, need, segment } of things) {
    const own = terms[need]?.need
    // rows about a kind tell it from others of the same cost
    const kind = minimums.length > 0 ? own?.intervention : ''
    const id = `${segment.costMillion}/${own?.favoured}/${kind}`
    const set = sets.get(id)
    if (set) set.push(column)
    else sets.set(id, [column])
  }
  return [...sets.values()]
}

function moneyRows(
  question: AllocationQuestion,
  terms: readonly Terms[],
  things: readonly Things[],
): RuleRow[] {
  const paid = things.filter(({ segment }) => segment.costMillion > 0)
  const isFavoured = ({ need }: Things) => terms[need]?.need.favoured ?? false
  const rowOf = (
    rule: Constraint,
    of: readonly Things[],
    limits: { atLeast?: number; atMost?: number },
    factor: (one: Things) => number = () => 1,
  ): RuleRow => ({
    rule,
    columns: of.map(({ column }) => column),
    values: of.map((one) => factor(one) * one.segment.costMillion),
    atLeast: limits.atLeast ?? null,
    atMost: limits.atMost ?? null,
  })
  const percent = question.favouredPercent
  // 100 × theirs ≥ percent × all, written for each thing
  const overShare = (of: (one: Things) => boolean, least: number) => (one: Things) =>
    (of(one) ? 100 : 0) - least
  return [
    rowOf({ kind: 'budget' }, paid, { atMost: question.budgetMillion }),
    ...(percent === 0
      ? []
      : [rowOf({ kind: 'share' }, paid, { atLeast: 0 }, overShare(isFavoured, percent))]),
    ...question.districts.flatMap(({ district, minMillion, maxMillion }) => {
      const own = paid.filter(({ need }) => terms[need]?.need.district === district)
      return [
        ...(minMillion === null
          ? []
          : [rowOf({ kind: 'district-minimum', district }, own, { atLeast: minMillion })]),
        ...(maxMillion === null
          ? []
          : [rowOf({ kind: 'district-maximum', district }, own, { atMost: maxMillion })]),
      ]
    }),
    ...question.minimums.flatMap(({ intervention, things: least, percent: share }): RuleRow[] => {
      const isOfKind = ({ need }: Things) => terms[need]?.need.intervention === intervention
      const columns = things.filter(isOfKind).map(({ column }) => column)
      const rule = { kind: 'kind-minimum', intervention } as const
      const limits = { atLeast: least, atMost: null }
      return [
        ...(least === null ? [] : [{ rule, columns, values: columns.map(() => 1), ...limits }]),
        ...(share === null
          ? []
          : [rowOf({ kind: 'kind-share', intervention }, paid, { atLeast: 0 }, overShare(isOfKind, share))]),
      ]
    }),
  ]
}

const pinRows = (terms: readonly Terms[], byNeed: readonly (readonly Things[])[]): RuleRow[] =>
  terms.flatMap(({ need: { code, intervention }, pinned }, need): RuleRow[] => {
    if (pinned === 0) return []
    const columns = (byNeed[need] ?? []).map(({ column }) => column)
    return [
      {
        rule: { kind: 'pin', code, intervention },
        columns,
        values: columns.map(() => 1),
        atLeast: pinned,
        atMost: null,
      },
    ]
  })

/** Communes without one of a kind that get one: the first thing of each such need is a segment of its own. */
const firstEverywhere = (
  intervention: string,
  terms: readonly Terms[],
  byNeed: readonly (readonly Things[])[],
): Wanted => ({
  id: 'first-everywhere',
  columns: new Map(
    terms.flatMap((one, need) => {
      const first = byNeed[need]?.[0]
      return first && wantsFirst(one, intervention) ? [[first.column, 1] as const] : []
    }),
  ),
})

/** Things after which a need has reached a step of coverage; null where all that may be built is not enough. */
export function thingsFor(terms: Terms, step: number): number | null {
  const wanted = Math.ceil(step * terms.need.children - 1e-9) - terms.need.provided
  for (let count = 0; count <= terms.most; count++) {
    if (reachedBy(terms, count) >= wanted) return count
  }
  return null
}

/**
 * One stage a step: as many needs as possible (a kind of thing in a commune) reach it. Filling the lowest step first
 * and never giving it up again is what lexicographic max–min means for coverage in steps.
 */
const coverageStages = (terms: readonly Terms[], byNeed: readonly (readonly Things[])[]): Wanted[] =>
  coverageSteps.map((step) => ({
    id: `coverage-${step}`,
    columns: new Map(
      terms.flatMap((one, need) => {
        const wanted = thingsFor(one, step)
        const full = byNeed[need]?.find(({ upTo }) => upTo === wanted)?.full ?? null
        return full === null ? [] : [[full, 1] as const]
      }),
    ),
  }))

/** A row of the model itself: the sum must not be negative. */
const structural = (columns: readonly number[], values: readonly number[]): RuleRow => ({
  rule: null,
  columns,
  values,
  atLeast: 0,
  atMost: null,
})

function benefits(
  { objective }: AllocationQuestion,
  terms: readonly Terms[],
  things: readonly Things[],
): ReadonlyMap<number, number> {
  const gains = gapGains(terms)
  return new Map(
    things.map(({ column, need, segment }) => {
      const own = terms[need]?.need
      const gain =
        objective === 'gap'
          ? (gains.get(own?.intervention ?? '') ?? 0)
          : Math.round((own?.weight ?? 0) * weightSteps) * segment.children
      return [column, gain]
    }),
  )
}

/** What one thing of each kind closes of the whole gap of its kind, in millionths. */
export function gapGains(terms: readonly Terms[]): ReadonlyMap<string, number> {
  const totals = new Map<string, number>()
  for (const { need } of terms) {
    totals.set(need.intervention, (totals.get(need.intervention) ?? 0) + need.count)
  }
  return new Map(
    [...totals].map(([kind, total]) => [kind, Math.max(1, Math.round(1e6 / Math.max(1, total)))]),
  )
}
