import type { InputProblem } from '../input-problem'
import type { Bilingual } from '../measures'
import type { Status } from '../status'

/** Zones as the catalogue classes them: outside the list, I, II, III. */
export const zones = [0, 1, 2, 3] as const
export type Zone = (typeof zones)[number]

/**
 * Whose land a kind of thing is built on. `village`: one stands in each village that lacks it, on that village's land;
 * `commune`: one serves the commune, on the land of any of its villages.
 */
export const landHolders = ['village', 'commune'] as const

/** A kind of thing that can be built, and what it does to which gap. Money is in whole million đồng. */
export type Intervention = {
  id: string
  name: Bilingual
  /** The gap it closes: an indicator and one of its targets, by their ids. */
  indicator: string
  target: string
  /**
   * Children that one of them reaches. `places`: a fixed number, so that the gap is counted in children. `shared`: the
   * children of the commune (by another indicator) divided by the indicator's denominator, e.g. by its villages; the
   * gap is then counted in things, and the children are an estimate.
   */
  reach: { kind: 'places'; each: number } | { kind: 'shared'; children: string }
  costMillion: Readonly<Record<Zone, number>>
  /** To run one for a year; null where no figure is known. */
  runningMillion: number | null
  yearsOfUse: number | null
  landM2: number | null
  /** Whose land the register of villages tells of; null where it says nothing of land for such a thing. */
  landOf: (typeof landHolders)[number] | null
  /** Offered unless the reader chooses otherwise. */
  usual: boolean
  /** How far the cost can be trusted, and where it and the children reached come from. */
  status: Status
  source: string
  reachSource: string
  note: Bilingual
}

/** Another cost for a scenario: only what is given replaces what ships. */
export type CostChange = { intervention: string; costMillion: Partial<Record<Zone, number>> }

/** Cost of one in a zone. An unknown zone takes the dearest, so that the money is not promised twice. */
export function costIn({ costMillion }: Intervention, zone: number | null): number {
  const known = zones.find((one) => one === zone)
  return known === undefined ? Math.max(...zones.map((one) => costMillion[one])) : costMillion[known]
}

/** Whether an amount can be reckoned with: whole million đồng, not negative. */
export const isAmount = (million: number): boolean => Number.isSafeInteger(million) && million >= 0

/** The interventions with a scenario's own costs, or what is wrong with those. */
export function withCosts(
  interventions: readonly Intervention[],
  changes: readonly CostChange[],
): { interventions: Intervention[]; problems: InputProblem[] } {
  const problems = changes.flatMap((change) => changeProblems(change, interventions))
  const changed = interventions.map((one) =>
    changes
      .filter(({ intervention }) => intervention === one.id)
      .reduce<Intervention>(
        (merged, { costMillion }) => ({
          ...merged,
          costMillion: { ...merged.costMillion, ...costMillion },
          status: 'estimated',
        }),
        one,
      ),
  )
  return { interventions: problems.length > 0 ? [...interventions] : changed, problems }
}

function changeProblems(change: CostChange, interventions: readonly Intervention[]): InputProblem[] {
  const at = `costs.${change.intervention}`
  if (!interventions.some(({ id }) => id === change.intervention)) {
    return [unknownIntervention(at, change.intervention, interventions)]
  }
  return Object.entries(change.costMillion)
    .filter(([, million]) => !isAmount(million))
    .map(([zone, million]) => ({
      kind: 'cost',
      at: `${at}.${zone}`,
      message: {
        vi: `Đơn giá ${million} không dùng được; hãy cho số nguyên triệu đồng, từ 0 trở lên.`,
        en: `The cost ${million} cannot be used; give whole million đồng, 0 or more.`,
      },
    }))
}

/** Problem: a kind of thing that does not exist, with those that do. */
export function unknownIntervention(at: string, id: string, known: readonly { id: string }[]): InputProblem {
  const list = known.map((one) => one.id).join(', ')
  return {
    kind: 'unknown-intervention',
    at,
    message: {
      vi: `Không có loại công trình "${id}". Có các loại: ${list}.`,
      en: `There is no kind of thing "${id}". The kinds are: ${list}.`,
    },
  }
}
