import type { Intervention } from '../allocation/interventions'
import type { AllocationRequest } from '../allocation/request'
import type { Figures } from '../priority/figures'
import type { Preset, PrioritySettings } from '../priority/question'
import type { Budget } from './budget'

/** What can be chosen from: criteria and presets of the ranking, and kinds of thing. */
export type Declared = {
  settings: Pick<PrioritySettings, 'criteria' | 'presets'>
  interventions: readonly Pick<Intervention, 'id' | 'usual'>[]
}

/** The choices of the page with all that a preset fills in. */
export type Chosen = {
  preset: Preset | undefined
  weights: Readonly<Record<string, number>>
  rules: readonly string[]
  end: 'worst' | 'best'
  kinds: readonly string[]
}

/** What is chosen, filled in from the preset and from what is usual. A preset that does not exist is the first one. */
export function chosenOf(budget: Budget, { settings, interventions }: Declared): Chosen {
  const preset = settings.presets.find(({ id }) => id === budget.preset) ?? settings.presets[0]
  const wanted = budget.weights ?? preset?.weights ?? {}
  return {
    preset,
    weights: Object.fromEntries(settings.criteria.map(({ id }) => [id, wanted[id] ?? 0])),
    rules: budget.rules ?? preset?.rules ?? [],
    end: budget.end ?? preset?.end ?? 'worst',
    kinds: budget.kinds ?? interventions.filter(({ usual }) => usual).map(({ id }) => id),
  }
}

/** A question in which nothing is left to be filled in but the area, when it is the province. */
export type PlannedQuestion = Omit<AllocationRequest, 'area' | 'landReady' | 'secondsLimit'> & {
  area?: string
}

/**
 * The question that the choices stand for: the same on the page, in pictures and in documents.
 * @param area code of a district; null for the whole province
 */
export function questionOf(
  budget: Budget,
  chosen: Chosen,
  { area, ...figures }: Figures & { area: string | null },
) {
  return {
    vintage: figures.vintage,
    period: figures.period,
    ...(area === null ? {} : { area }),
    illustrative: figures.illustrative,
    rules: [...chosen.rules],
    weights: { ...chosen.weights },
    end: chosen.end,
    budgetMillion: budget.budgetMillion,
    objective: budget.objective,
    weighting: budget.weighting,
    interventions: [...chosen.kinds],
    // a changed cost or a first one of a kind that is not looked at means nothing
    costs: budget.costs.filter(({ intervention }) => chosen.kinds.includes(intervention)),
    share: budget.share.percent === 0 ? null : { ...budget.share },
    firstEverywhere: budget.first !== null && chosen.kinds.includes(budget.first) ? budget.first : null,
    districts: [...budget.districts],
    minimums: budget.minimums.filter(({ intervention }) => chosen.kinds.includes(intervention)),
    landRule: budget.land,
    pinned: [...budget.pinned],
    excluded: [...budget.excluded],
    promised: [...budget.promised],
  } satisfies PlannedQuestion
}
