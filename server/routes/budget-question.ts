import { z } from '@hono/zod-openapi'
import type { Context } from 'hono'
import type { CostChange } from '#domain/allocation/interventions'
import { landRules } from '#domain/allocation/land'
import { objectives } from '#domain/allocation/question'
import type { AllocationRequest } from '#domain/allocation/request'
import { planSeconds } from '#domain/allocation/request'
import type { InputProblem } from '#domain/input-problem'
import type { PriorityRequest } from '#domain/priority/request'
import { ends } from '#domain/priority/rules'
import type { Published } from '../published'
import { languageOf } from './language'
import type { Problem, Refusal } from './problem'
import { problemOf } from './problem'
import { isRefusal, unknownPeriod, unknownUnit } from './question'
import { IllustrativeSchema, PeriodSchema, UnitCodeSchema, VintageSchema } from './schemas'

const id = z
  .string()
  .regex(/^[a-z0-9-]{1,60}$/, 'Mã gồm chữ thường, số và - / an id has small letters, digits and -')
const million = z.number().openapi({ description: 'Whole million đồng' })
const PlaceSchema = z.object({ code: UnitCodeSchema, intervention: id })

const weightings = ['priority', 'equal'] as const satisfies readonly AllocationRequest['weighting'][]

/** A list long enough for any province, short enough for any server. */
const listOf = <T extends z.ZodType>(entry: T, most = 1000) => z.array(entry).max(most).readonly()

export const PriorityBody = z
  .object({
    vintage: VintageSchema.default('2025'),
    period: PeriodSchema.optional().openapi({ description: 'The latest period when left out' }),
    area: UnitCodeSchema.optional().openapi({
      description: 'Code of the unit whose communes are looked at; the province when left out',
    }),
    illustrative: z.boolean().default(true),
    preset: id.optional().openapi({
      description: 'Ready-made rules, weights and end; the first one when left out',
      example: 'plan-50',
    }),
    rules: listOf(id, 10)
      .optional()
      .openapi({ description: 'Ids of the rules that come before all weights, in their order' }),
    weights: z
      .record(id, z.number())
      .optional()
      .openapi({
        description: 'Share of each criterion; they add to 1',
        example: { 'play-areas': 0.6, children: 0.4 },
      }),
    end: z.enum(ends).optional().openapi({
      description: 'worst: what is unknown counts as need; best: it does not',
    }),
  })
  .openapi('PriorityQuestion')

/** Which figures all that is reckoned in the page rests on. */
export const FiguresQuery = z.object({
  vintage: VintageSchema.default('2025'),
  period: PeriodSchema.optional(),
  area: UnitCodeSchema.optional(),
  illustrative: IllustrativeSchema,
})

export const zoneCost = z.strictObject({
  0: million.optional(),
  1: million.optional(),
  2: million.optional(),
  3: million.optional(),
}) satisfies z.ZodType<CostChange['costMillion']>

export const BudgetBody = PriorityBody.extend({
  budgetMillion: million.openapi({ example: 20_000 }),
  objective: z.enum(objectives).default('children'),
  interventions: listOf(id, 20)
    .optional()
    .openapi({ description: 'Kinds of thing; the usual ones when left out' }),
  costs: listOf(z.object({ intervention: id, costMillion: zoneCost }), 40).default([]),
  share: z
    .object({ rule: id, percent: z.number() })
    .nullable()
    .default(null)
    .openapi({
      description: 'At least so many percent of the money spent go to communes where a rule surely holds',
      example: { rule: 'zone-iii', percent: 60 },
    }),
  weighting: z.enum(weightings).default('priority').openapi({
    description: 'Whether a child counts with the score of its commune, or everywhere the same',
  }),
  firstEverywhere: id.nullable().default(null).openapi({
    description: 'Kind of thing of which every commune without one gets one first',
  }),
  districts: listOf(
    z.object({ district: UnitCodeSchema, minMillion: million.nullable(), maxMillion: million.nullable() }),
    100,
  ).default([]),
  pinned: listOf(PlaceSchema.extend({ count: z.number() })).default([]),
  excluded: listOf(PlaceSchema).default([]),
  promised: listOf(PlaceSchema.extend({ million })).default([]),
  minimums: listOf(
    z.object({
      intervention: id,
      things: z.number().nullable().default(null),
      percent: z.number().nullable().default(null),
    }),
    20,
  )
    .default([])
    .openapi({ description: 'At least so many of a kind, or so many percent of the money spent' }),
  landRule: z.enum(landRules).default('any').openapi({
    description:
      'ready: only where the register of villages says that land is ready (unknown is not ready); not-refused: everywhere but where it says that there is none',
  }),
  landReady: listOf(PlaceSchema, 20_000).nullable().default(null).openapi({
    description: 'The only places with land, in your own words; beside landRule',
  }),
}).openapi('BudgetQuestion')

/** Fills in what a request leaves out, or says which part of it names nothing that exists. */
export function resolvePriority(
  { dataset, priority }: Published,
  body: z.infer<typeof PriorityBody>,
): PriorityRequest | Refusal<404> {
  const { vintage, illustrative } = body
  const { indexOf, atLevel, units } = dataset.geographies[vintage]
  const period = body.period ?? dataset.periods.at(-1) ?? ''
  if (!dataset.periods.includes(period)) return unknownPeriod(dataset, period)
  const area = body.area ?? units[atLevel.province[0] ?? -1]?.code ?? ''
  if (!indexOf.has(area)) return unknownUnit(vintage, area)
  const preset = priority.presets.find((one) => one.id === (body.preset ?? priority.presets[0]?.id))
  if (!preset) {
    return unknownPreset(
      body.preset ?? '',
      priority.presets.map((one) => one.id),
    )
  }
  return {
    vintage,
    period,
    area,
    illustrative,
    rules: body.rules ?? preset.rules,
    weights: body.weights ?? preset.weights,
    end: body.end ?? preset.end,
  }
}

/** The same for a budget. */
export function resolveBudget(
  published: Published,
  body: z.infer<typeof BudgetBody>,
): AllocationRequest | Refusal<404> {
  const asked = resolvePriority(published, body)
  if (isRefusal(asked)) return asked
  const usual = published.interventions.filter((one) => one.usual).map((one) => one.id)
  return {
    ...asked,
    budgetMillion: body.budgetMillion,
    objective: body.objective,
    interventions: body.interventions ?? usual,
    costs: body.costs,
    share: body.share,
    weighting: body.weighting,
    firstEverywhere: body.firstEverywhere,
    districts: body.districts,
    minimums: body.minimums,
    pinned: body.pinned,
    excluded: body.excluded,
    promised: body.promised,
    landRule: body.landRule,
    landReady: body.landReady,
    secondsLimit: planSeconds,
  }
}

/** A question that cannot be answered, fault by fault: where in the question, what is wrong and how to mend it. */
export function problemOfQuestion(c: Context, problems: readonly InputProblem[]): Problem {
  const language = languageOf(c)
  const errors = problems.map(({ at, message }) => ({ where: at, detail: message[language] }))
  const summary = errors.map(({ detail }) => detail).join(' ')
  const refusal: Refusal = { kind: 'invalid-question', status: 422, detail: { vi: summary, en: summary } }
  return { ...problemOf(c, refusal), errors }
}

const unknownPreset = (preset: string, allowed: string[]): Refusal<404> => ({
  kind: 'unknown-preset',
  status: 404,
  detail: {
    vi: `Không có bộ ưu tiên «${preset}». Chọn một trong các bộ được liệt kê.`,
    en: `There is no preset "${preset}". Choose one of those listed.`,
  },
  allowed,
})
