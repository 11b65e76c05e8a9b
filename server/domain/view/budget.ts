import type { CostChange } from '../allocation/interventions'
import { zones } from '../allocation/interventions'
import type { LandRule } from '../allocation/land'
import { landRules } from '../allocation/land'
import type { AllocationQuestion, DistrictLimit, KindMinimum, Objective, Place } from '../allocation/question'
import { objectives } from '../allocation/question'
import type { AllocationRequest } from '../allocation/request'
import type { End } from '../priority/rules'
import { ends } from '../priority/rules'

export const budgetTabs = ['rank', 'plan', 'districts', 'outlook', 'scenarios', 'commitments'] as const
export type BudgetTab = (typeof budgetTabs)[number]
/** What the map of the page shows. */
export const budgetMaps = ['rank', 'built', 'before', 'after', 'commitments'] as const
export type BudgetMap = (typeof budgetMaps)[number]

/** What the reader chooses on the page of priority and budget. Money in whole million đồng. */
export type Budget = {
  tab: BudgetTab
  map: BudgetMap
  /** Null is the first preset. */
  preset: string | null
  /** Null is as the preset says. */
  weights: Readonly<Record<string, number>> | null
  rules: readonly string[] | null
  end: End | null
  budgetMillion: number
  objective: Objective
  weighting: 'priority' | 'equal'
  share: { rule: string; percent: number }
  /** Kinds of thing to build; null is the usual ones. */
  kinds: readonly string[] | null
  minimums: readonly KindMinimum[]
  land: LandRule
  first: string | null
  costs: readonly CostChange[]
  districts: readonly DistrictLimit[]
  pinned: AllocationQuestion['pinned']
  excluded: readonly Place[]
  promised: AllocationQuestion['promised']
  /** Unit set beside the one in focus. */
  beside: string | null
  /** Id of a saved scenario whose choices are to be opened. */
  scenario: string | null
  /** Id of the saved scenario that the choices were opened from. */
  from: string | null
}

export const startingBudget: Budget = {
  tab: 'plan',
  map: 'built',
  preset: null,
  weights: null,
  rules: null,
  end: null,
  budgetMillion: 20_000,
  objective: 'children',
  weighting: 'priority',
  share: { rule: 'zone-iii', percent: 0 },
  kinds: null,
  minimums: [],
  land: 'any',
  first: 'play-area',
  costs: [],
  districts: [],
  pinned: [],
  excluded: [],
  promised: [],
  beside: null,
  scenario: null,
  from: null,
}

const oneOf = <T extends string>(known: readonly T[], asked: string | null): T | null =>
  known.find((value) => value === asked) ?? null

const isId = (text: string) => /^[a-z0-9-]{1,60}$/.test(text)
const isCode = (text: string) => /^\d{2,5}$/.test(text)

/** A whole number from 0 on, or null: the address is typed by anyone. */
function amount(text: string | undefined): number | null {
  const number = text === undefined || text === '' ? NaN : Number(text)
  return Number.isSafeInteger(number) && number >= 0 ? number : null
}

/** Entries of `a~1.b~2` as their parts. */
const entries = (text: string | null): string[][] =>
  text === null || text === '' ? [] : text.split('.').map((entry) => entry.split('~'))

const none = 'none'

/** Reads the part of an address that is about the budget; what it does not say, or says wrongly, is as at the start. */
export function parseBudget(asked: URLSearchParams): Budget {
  const [shareRule = '', sharePercent] = asked.get('share')?.split('~') ?? []
  const percent = amount(sharePercent)
  const first = asked.get('first')
  const preset = asked.get('preset') ?? ''
  const beside = asked.get('beside') ?? ''
  const scenario = asked.get('scenario') ?? ''
  const from = asked.get('from') ?? ''
  const ids = (text: string | null) =>
    text === null ? null : text === none ? [] : text.split('.').filter(isId)
  return {
    tab: oneOf(budgetTabs, asked.get('tab')) ?? startingBudget.tab,
    map: oneOf(budgetMaps, asked.get('show')) ?? startingBudget.map,
    preset: isId(preset) ? preset : null,
    weights: parseWeights(asked.get('weights')),
    rules: ids(asked.get('rules')),
    end: oneOf(ends, asked.get('end')),
    budgetMillion: amount(asked.get('budget') ?? undefined) ?? startingBudget.budgetMillion,
    objective: oneOf(objectives, asked.get('objective')) ?? startingBudget.objective,
    weighting: oneOf(['priority', 'equal'], asked.get('weighting')) ?? startingBudget.weighting,
    share: isId(shareRule) && percent !== null ? { rule: shareRule, percent } : startingBudget.share,
    kinds: ids(asked.get('kinds')),
    minimums: entries(asked.get('least')).flatMap(([intervention = '', things, percent]) =>
      isId(intervention) ? [{ intervention, things: amount(things), percent: amount(percent) }] : [],
    ),
    land: oneOf(landRules, asked.get('land')) ?? startingBudget.land,
    first: first === none ? null : first !== null && isId(first) ? first : startingBudget.first,
    costs: entries(asked.get('costs')).flatMap(parseCost),
    districts: entries(asked.get('limits')).flatMap(([district = '', min, max]) =>
      isCode(district) ? [{ district, minMillion: amount(min), maxMillion: amount(max) }] : [],
    ),
    pinned: entries(asked.get('in')).flatMap((entry) =>
      placeOf(entry).map((place) => ({ ...place, count: amount(entry[2]) ?? 1 })),
    ),
    excluded: entries(asked.get('out')).flatMap(placeOf),
    promised: entries(asked.get('promised')).flatMap((entry) =>
      placeOf(entry).map((place) => ({ ...place, million: amount(entry[2]) ?? 0 })),
    ),
    beside: isCode(beside) ? beside : null,
    scenario: isId(scenario) ? scenario : null,
    from: isId(from) ? from : null,
  }
}

/** Weights are written in thousandths: `play-areas~350.children~650`. */
function parseWeights(text: string | null): Record<string, number> | null {
  const parts = entries(text).flatMap(([id = '', thousandths]): [string, number][] => {
    const weight = amount(thousandths)
    return isId(id) && weight !== null && weight <= 1000 ? [[id, weight / 1000]] : []
  })
  const sum = parts.reduce((total, [, weight]) => total + Math.round(weight * 1000), 0)
  return sum === 1000 ? Object.fromEntries(parts) : null
}

const placeOf = ([code = '', intervention = '']: string[]): Place[] =>
  isCode(code) && isId(intervention) ? [{ code, intervention }] : []

/** `play-area~50~50~60~80`: the cost in each zone, empty where it is as shipped. */
function parseCost([intervention = '', ...costs]: string[]): CostChange[] {
  if (!isId(intervention)) return []
  const costMillion: CostChange['costMillion'] = {}
  for (const [i, zone] of zones.entries()) {
    const cost = amount(costs[i])
    if (cost !== null) costMillion[zone] = cost
  }
  return Object.keys(costMillion).length > 0 ? [{ intervention, costMillion }] : []
}

/** The choices as texts of an address; an empty text is left out. */
function textsOf(budget: Budget): Record<string, string> {
  const join = (list: readonly (readonly (string | number | null)[])[]) =>
    list.map((parts) => parts.map((part) => part ?? '').join('~')).join('.')
  const place = ({ code, intervention }: Place) => [code, intervention]
  const ids = (list: readonly string[] | null) =>
    list === null ? '' : list.length === 0 ? none : list.join('.')
  return {
    tab: budget.tab,
    show: budget.map,
    preset: budget.preset ?? '',
    weights:
      budget.weights === null
        ? ''
        : join(Object.entries(budget.weights).map(([id, weight]) => [id, Math.round(weight * 1000)])),
    rules: ids(budget.rules),
    end: budget.end ?? '',
    budget: String(budget.budgetMillion),
    objective: budget.objective,
    weighting: budget.weighting,
    share: `${budget.share.rule}~${budget.share.percent}`,
    kinds: ids(budget.kinds),
    least: join(budget.minimums.map(({ intervention, things, percent }) => [intervention, things, percent])),
    land: budget.land,
    first: budget.first ?? none,
    costs: join(
      budget.costs.map(({ intervention, costMillion }) => [
        intervention,
        ...zones.map((zone) => costMillion[zone] ?? null),
      ]),
    ),
    limits: join(
      budget.districts.map(({ district, minMillion, maxMillion }) => [district, minMillion, maxMillion]),
    ),
    in: join(budget.pinned.map((pin) => [...place(pin), pin.count])),
    out: join(budget.excluded.map(place)),
    promised: join(budget.promised.map((promise) => [...place(promise), promise.million])),
    beside: budget.beside ?? '',
    scenario: budget.scenario ?? '',
    from: budget.from ?? '',
  }
}

/** Adds to an address what differs from the start. */
export function writeBudget(search: URLSearchParams, budget: Budget): void {
  const start = textsOf(startingBudget)
  for (const [key, text] of Object.entries(textsOf(budget))) {
    if (text !== start[key]) search.set(key, text)
  }
}

/** The choices that a saved question stands for; how they are looked at is left to the reader. */
export const choicesOf = (asked: AllocationRequest): Omit<Budget, 'tab' | 'map' | 'from'> => ({
  preset: null,
  weights: asked.weights,
  rules: asked.rules,
  end: asked.end,
  budgetMillion: asked.budgetMillion,
  objective: asked.objective,
  weighting: asked.weighting,
  share: asked.share ?? startingBudget.share,
  kinds: asked.interventions,
  minimums: asked.minimums,
  land: asked.landRule,
  first: asked.firstEverywhere,
  costs: asked.costs,
  districts: asked.districts,
  pinned: asked.pinned,
  excluded: asked.excluded,
  promised: asked.promised,
  beside: null,
  scenario: null,
})
