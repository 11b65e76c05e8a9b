import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import { allocate } from '#domain/allocation/allocate'
import type { Need } from '#domain/allocation/needs'
import { curveOf, nextAfter } from '#domain/allocation/outlook'
import type { Solver } from '#domain/allocation/program'
import type { AllocationQuestion, Objective } from '#domain/allocation/question'
import { plainQuestion } from '#domain/allocation/question'
import { allocationQuestionOf } from '#domain/allocation/request'
import { createDataset } from '#domain/dataset'
import { rank } from '#domain/priority/rank'
import type { PriorityRequest } from '#domain/priority/request'
import { priorityQuestionOf } from '#domain/priority/request'
import { sureness, usualDraws } from '#domain/priority/sureness'
import { randomOf } from '#domain/random'
import { readShipped } from '../../server/intake/shipped'
import { loadSolver } from '../../server/solver'

/**
 * Times ranking and budgets: the communes of the province with all that ships, and all communes of the country with
 * two made-up needs each. Run it with `npm run bench:allocation`; the seeds are fixed.
 */

type Line = { what: string; 'wall ms': number; 'cpu ms': number; outcome: string }

const lines: Line[] = []

/** Runs something and notes how long it took. CPU time is the fairer figure on a machine that does other work too. */
function timed<Result>(what: string, run: () => Result, outcomeOf: (result: Result) => string): Result {
  const cpu = process.cpuUsage()
  const start = performance.now()
  const result = run()
  const wall = performance.now() - start
  const { user, system } = process.cpuUsage(cpu)
  lines.push({
    what,
    'wall ms': Math.round(wall),
    'cpu ms': Math.round((user + system) / 1000),
    outcome: outcomeOf(result),
  })
  return result
}

const shipped = readShipped(join(import.meta.dirname, '../../data'))
const dataset = createDataset({
  ...shipped,
  version: 1,
  publishedAt: '2026-01-01',
  observations: [...shipped.observations, ...shipped.illustrative],
})

function requestOf(vintage: '2024' | '2025', area: string, period: string): PriorityRequest {
  const preset = shipped.priority.presets[0]
  if (!preset) throw new Error('data/priority.yaml has no preset')
  const { rules, weights, end } = preset
  return { vintage, area, period, illustrative: true, rules, weights, end }
}

function priorityOf(name: string, request: PriorityRequest): void {
  const asked = priorityQuestionOf(dataset, shipped.priority, request)
  if (asked.kind === 'refused') throw new Error(asked.problems[0]?.message.en)
  const { question } = asked
  // the first run compiles, the second is what a slider feels
  for (const run of ['first', 'again']) {
    timed(
      `${name}: rank (${run})`,
      () => rank(question),
      (all) => `${all.length} communes`,
    )
    timed(
      `${name}: sureness (${run})`,
      () => sureness(question),
      (all) => `${all.length} × ${usualDraws} draws`,
    )
  }
}

const provinceQuestion = (request: PriorityRequest): AllocationQuestion => {
  const asked = allocationQuestionOf(dataset, shipped.priority, shipped.interventions, {
    ...request,
    ...plainQuestion([], 20_000),
    interventions: shipped.interventions.filter(({ usual }) => usual).map(({ id }) => id),
    costs: [],
    weighting: 'priority',
    share: { rule: 'zone-iii', percent: 60 },
    firstEverywhere: 'play-area',
  })
  if (asked.kind === 'refused') throw new Error(asked.problems[0]?.message.en)
  return asked.question.question
}

/** As many communes as Vietnam has had since July 2025. */
const communesOfVietnam = 3321

/** Needs of play areas and preschool rooms for made-up communes. */
function madeUpNeeds(communes: number, seed: number): Need[] {
  const random = randomOf(seed)
  return Array.from({ length: communes }, (_, i) => i).flatMap((i): Need[] => {
    const villages = 4 + random.index(12)
    const lacking = random.index(villages + 1)
    const each = 10 + random.index(200)
    const young = 100 + random.index(500)
    const without = random.index(Math.round(young / 2))
    const rooms = Math.ceil(without / 25)
    const shared = {
      code: String(10_000 + i),
      district: String(100 + (i % 34)),
      weight: random.index(1001) / 1000,
      favoured: random.uniform() < 0.25,
      runningMillion: null,
      landM2: null,
      land: null,
      yearsOfUse: null,
      status: 'illustrative' as const,
    }
    return [
      {
        ...shared,
        intervention: 'play-area',
        count: lacking,
        certain: lacking,
        existing: villages - lacking,
        children: each * villages,
        provided: each * (villages - lacking),
        childrenEach: each,
        childrenLast: each,
        unitCostMillion: [50, 55, 60][random.index(3)] ?? 50,
      },
      {
        ...shared,
        intervention: 'preschool-room',
        count: rooms,
        certain: rooms,
        existing: null,
        children: young,
        provided: young - without,
        childrenEach: 25,
        childrenLast: rooms === 0 ? 0 : without - 25 * (rooms - 1),
        unitCostMillion: [833, 900, 1250][random.index(3)] ?? 833,
      },
    ]
  })
}

function solve(name: string, question: AllocationQuestion, solver: Solver) {
  return timed(
    name,
    () => allocate(question, solver),
    (answer) => {
      if (answer.kind !== 'planned') return answer.kind
      const { isProved, gapPercent } = answer.exactness
      const { totals } = answer.plan
      return (
        `${isProved ? 'proved best' : `gap ${gapPercent.toFixed(3)} %`}, ` +
        `${Math.round(totals.weightedChildren)} weighted children, ${totals.leftoverMillion} million left`
      )
    },
  )
}

const oldProvince = requestOf('2024', '10', '2024-H2')
const newProvince = requestOf('2025', '15', '2026-H1')
priorityOf('152 communes', oldProvince)

const solver = await loadSolver()
for (const [name, request] of [
  ['152 communes', oldProvince],
  ['99 communes', newProvince],
] as const) {
  const question = provinceQuestion(request)
  const first = solve(`${name}: children, 60 % to zone III, first everywhere`, question, solver)
  for (const objective of ['children', 'gap', 'worst-off'] satisfies Objective[]) {
    solve(`${name}: ${objective} (again)`, { ...question, objective }, solver)
  }
  if (first.kind === 'planned') {
    timed(
      `${name}: one billion more`,
      () => nextAfter(question, first.chosen, solver),
      (next) => `${next?.added.length ?? 0} places added`,
    )
  }
  timed(
    `${name}: curve`,
    () => curveOf(question, solver, 20),
    (curve) => `${curve.length} points, ${curve.filter(({ isProved }) => isProved).length} proved`,
  )
  const impossible = {
    ...question,
    budgetMillion: 1000,
    favouredPercent: 0,
    pinned: pinsOver(question, 1000),
  }
  timed(
    `${name}: impossible pins`,
    () => allocate(impossible, solver),
    (answer) => (answer.kind === 'infeasible' ? `${answer.collision.mends.length} mends` : answer.kind),
  )
}

/** Pins of the first needs that together cost more than the budget. */
function pinsOver({ needs }: AllocationQuestion, budgetMillion: number): AllocationQuestion['pinned'] {
  let cost = 0
  return needs
    .filter(({ count }) => count > 0)
    .flatMap(({ code, intervention, count, unitCostMillion }) => {
      if (cost > budgetMillion) return []
      cost += count * unitCostMillion
      return [{ code, intervention, count }]
    })
}

for (const seed of [7, 8]) {
  const needs = madeUpNeeds(communesOfVietnam, seed)
  const name = `${communesOfVietnam} communes (seed ${seed})`
  const plain = plainQuestion(needs, communesOfVietnam * 130)
  solve(`${name}: children`, plain, solver)
  solve(`${name}: children, 60 % favoured`, { ...plain, favouredPercent: 60 }, solver)
  solve(
    `${name}: children, 60 % favoured, first everywhere`,
    { ...plain, favouredPercent: 60, firstEverywhere: 'play-area' },
    solver,
  )
  solve(`${name}: gap, 60 % favoured`, { ...plain, favouredPercent: 60, objective: 'gap' }, solver)
}

console.table(lines)
