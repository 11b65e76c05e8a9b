import type { Program, Row, Solver, SolverAnswer } from '../allocation/program'
import type { LonLat } from '../geodesy'
import type { Access } from './access'
import { distanceMetres } from './distance'

/** A village as far as it matters where to build. */
export type SitingVillage = {
  id: string
  position: LonLat
  children: number
  /** To the nearest site that works today, metres; null when there is none. */
  metres: number | null
  /** May be built in. */
  isCandidate: boolean
}

/**
 * - `cover`: as many children as possible within `metres` who are not today (maximal covering location,
 *   Church and ReVelle 1974);
 * - `distance`: the least distance of all children together (p-median, Hakimi 1964, ReVelle and Swain 1970).
 */
export type SitingGoal = { kind: 'cover'; metres: number } | { kind: 'distance' }

export type SitingQuestion = { villages: readonly SitingVillage[]; count: number; goal: SitingGoal }

export type Siting = {
  /** Ids of the villages to build in, in their order. */
  chosen: readonly string[]
  /** Children newly within reach; for `distance`, children × whole metres saved. */
  gain: number
  /** `feasible`: the time was over before the answer was proved best; `bound` is then the most there could be. */
  status: SolverAnswer['status']
  bound: number | null
}

/** The villages with a position as a question asks of them; null where too many to be sure of an answer. */
export function sitingVillagesOf(access: Access, land: 'any' | 'ready'): SitingVillage[] | null {
  const placed = access.villages.flatMap(({ village, children, reach }): SitingVillage[] =>
    village.position === null
      ? []
      : [
          {
            id: village.id,
            position: village.position,
            children: children ?? 0,
            metres: reach.metres,
            isCandidate: land === 'any' || village.land === 'yes',
          },
        ],
  )
  return placed.length > mostVillages ? null : placed
}

/** Of one district at most: more would take minutes to prove. */
export const mostVillages = 400

/** Metres by which `distance` counts: a single village's middle is not known any better. */
const grain = 10
/** What stands in for the distance to a site where there is none: further than across the province. */
const nowhere = 300_000

/**
 * The best places for so many new sites, exactly: as an integer programme.
 * @param secondsLimit after which the best answer so far has to do
 */
export function siteBest(question: SitingQuestion, solver: Solver, secondsLimit: number): Siting {
  const { program, candidates, unit } = programOf(question)
  if (candidates.length === 0 || program.objective.every((value) => value === 0)) {
    return { chosen: [], gain: 0, status: 'optimal', bound: 0 }
  }
  const { status, values, bound } = solver(program, secondsLimit)
  const chosen = candidates.filter((_, column) => values[column] === 1).map(({ id }) => id)
  return {
    chosen,
    gain: gainOf(question, chosen),
    status,
    bound: bound === null ? null : bound * unit,
  }
}

/** What sites in these villages bring: see {@link Siting}. */
export function gainOf({ villages, goal }: SitingQuestion, chosen: readonly string[]): number {
  const sites = villages.filter(({ id }) => chosen.includes(id))
  return villages.reduce((total, village) => {
    const before = village.metres ?? nowhere
    const after = Math.min(before, ...sites.map(({ position }) => distanceMetres(village.position, position)))
    if (goal.kind === 'cover')
      return total + (before > goal.metres && after <= goal.metres ? village.children : 0)
    return total + village.children * (whole(before) - whole(after)) * grain
  }, 0)
}

const whole = (metres: number): number => Math.round(metres / grain)

type Built = { program: Program; candidates: readonly SitingVillage[]; unit: number }

const programOf = (question: SitingQuestion): Built =>
  question.goal.kind === 'cover' ? coverProgram(question, question.goal.metres) : medianProgram(question)

/** Columns: one for each candidate, then one for each village that could be newly reached. */
function coverProgram({ villages, count }: SitingQuestion, metres: number): Built {
  const candidates = villages.filter(({ isCandidate }) => isCandidate)
  const reached = villages.flatMap((village) => {
    if ((village.metres ?? nowhere) <= metres || village.children === 0) return []
    const by = [...candidates.keys()].filter((column) => {
      const site = candidates[column]
      return site !== undefined && distanceMetres(village.position, site.position) <= metres
    })
    return by.length === 0 ? [] : [{ children: village.children, by }]
  })
  const rows = reached.map(({ by }, i): Row => ({
    columns: [...by, candidates.length + i],
    values: [...by.map(() => 1), -1],
    atLeast: 0,
    atMost: null,
  }))
  return {
    candidates,
    unit: 1,
    program: {
      objective: [...candidates.map(() => 0), ...reached.map(({ children }) => children)],
      upper: [...candidates, ...reached].map(() => 1),
      rows: [atMost(candidates.length, count), ...rows],
      alike: [],
    },
  }
}

/** Columns: one for each candidate, then one for each village that could go to it instead of where it goes today. */
function medianProgram({ villages, count }: SitingQuestion): Built {
  const candidates = villages.filter(({ isCandidate }) => isCandidate)
  const objective = candidates.map(() => 0)
  const rows: Row[] = [atMost(candidates.length, count)]
  for (const village of villages) {
    const before = whole(village.metres ?? nowhere)
    const goes: number[] = []
    for (const [column, { position }] of candidates.entries()) {
      const saved = village.children * (before - whole(distanceMetres(village.position, position)))
      if (saved <= 0) continue
      const here = objective.push(saved) - 1
      goes.push(here)
      rows.push({ columns: [column, here], values: [1, -1], atLeast: 0, atMost: null })
    }
    if (goes.length > 1) rows.push({ columns: goes, values: goes.map(() => 1), atLeast: null, atMost: 1 })
  }
  return {
    candidates,
    unit: grain,
    program: { objective, upper: objective.map(() => 1), rows, alike: [] },
  }
}

const atMost = (columns: number, count: number): Row => ({
  columns: Array.from({ length: columns }, (_, column) => column),
  values: Array.from({ length: columns }, () => 1),
  atLeast: null,
  atMost: count,
})
