import { z } from '@hono/zod-openapi'
import type { Plan, Totals } from '#domain/allocation/answer'
import type { Collision } from '#domain/allocation/collisions'
import type { CoverageRow } from '#domain/allocation/coverage'
import type { Gap, Gaps } from '#domain/allocation/gaps'
import type { Intervention } from '#domain/allocation/interventions'
import { landHolders } from '#domain/allocation/interventions'
import { landRules } from '#domain/allocation/land'
import type { CurvePoint, Next, YearsToTarget } from '#domain/allocation/outlook'
import type { Constraint } from '#domain/allocation/question'
import { objectives } from '#domain/allocation/question'
import type { AllocationRequest } from '#domain/allocation/request'
import type { Answered } from '#domain/allocation/reply'
import type { ReasonIn, ReasonOut } from '#domain/allocation/reasons'
import { PriorityAskedSchema } from './priority-answer'
import { BilingualSchema, StatusSchema } from './schemas'

const whole = z.number().int()
const listOf = <T extends z.ZodType>(entry: T) => z.array(entry).readonly()
const place = { code: z.string(), intervention: z.string() }
const inDistrict = z.object({ kind: z.literal('district-maximum'), district: z.string() })

const ConstraintSchema = z
  .discriminatedUnion('kind', [
    z.object({ kind: z.literal('budget') }),
    z.object({ kind: z.literal('share') }),
    z.object({ kind: z.literal('district-minimum'), district: z.string() }),
    inDistrict,
    z.object({ kind: z.literal('kind-minimum'), intervention: z.string() }),
    z.object({ kind: z.literal('kind-share'), intervention: z.string() }),
    z.object({ kind: z.literal('pin'), ...place }),
  ])
  .openapi('Constraint') satisfies z.ZodType<Constraint>

const TotalsSchema = z
  .object({
    things: z.record(z.string(), whole),
    spentMillion: whole,
    leftoverMillion: whole,
    promisedUsedMillion: whole,
    favouredMillion: whole,
    children: whole,
    weightedChildren: z.number(),
    gapClosed: z.number(),
    runningMillion: z.number().nullable(),
  })
  .openapi('BudgetTotals') satisfies z.ZodType<Totals>

const ChosenSchema = z.object({ ...place, count: whole })

const ReasonInSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('pinned'), count: whole }),
  z.object({ kind: z.literal('first-in-commune') }),
  z.object({ kind: z.literal('district-minimum'), district: z.string() }),
  z.object({ kind: z.literal('kind-minimum') }),
  z.object({ kind: z.literal('kind-share') }),
  z.object({ kind: z.literal('share') }),
  z.object({ kind: z.literal('worth'), childrenPerBillion: z.number().nullable(), place: whole }),
]) satisfies z.ZodType<ReasonIn>

const ReasonOutSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('excluded') }),
  z.object({ kind: z.literal('land') }),
  inDistrict,
  z.object({ kind: z.literal('share') }),
  z.object({ kind: z.literal('kind-share') }),
  z.object({
    kind: z.literal('budget'),
    costMillion: whole,
    leftoverMillion: whole,
    leastBuiltPerBillion: z.number().nullable(),
  }),
  z.object({ kind: z.literal('no-gain') }),
]) satisfies z.ZodType<ReasonOut>

const CoverageRowSchema = z
  .object({
    ...place,
    children: whole,
    before: whole,
    after: whole,
    lackingBefore: whole,
    lackingAfter: whole,
  })
  .openapi('BudgetCoverage') satisfies z.ZodType<CoverageRow>

const range = z.object({ lowest: z.number(), highest: z.number() })

const PlanSchema = z
  .object({
    funded: listOf(
      z.object({
        ...place,
        district: z.string(),
        count: whole,
        certain: whole,
        unitCostMillion: whole,
        promisedMillion: whole,
        costMillion: whole,
        children: whole,
        weight: z.number(),
        favoured: z.boolean(),
        reasons: listOf(ReasonInSchema),
      }),
    ),
    unfunded: listOf(z.object({ ...place, district: z.string(), count: whole, reason: ReasonOutSchema })),
    totals: TotalsSchema,
    coverage: z.object({
      whole: listOf(CoverageRowSchema),
      districts: listOf(CoverageRowSchema),
      communes: listOf(CoverageRowSchema),
      spreads: listOf(z.object({ intervention: z.string(), before: range, after: range })),
    }),
    notes: listOf(
      z.discriminatedUnion('kind', [
        z.object({
          kind: z.literal('budget-exceeds-needs'),
          needsMillion: whole,
          leftoverMillion: whole,
        }),
        z.object({
          kind: z.literal('without-first'),
          intervention: z.string(),
          codes: listOf(z.string()),
        }),
      ]),
    ),
  })
  .openapi('BudgetPlan') satisfies z.ZodType<Plan>

const MendSchema = z.object({ constraint: ConstraintSchema, from: z.number(), to: z.number() })

const CollisionSchema = z
  .object({ colliding: listOf(ConstraintSchema), mends: listOf(MendSchema), together: listOf(MendSchema) })
  .openapi('Collision') satisfies z.ZodType<Collision>

const PlannedSchema = z.object({
  kind: z.literal('planned'),
  chosen: listOf(ChosenSchema),
  plan: PlanSchema,
  exactness: z.object({ isProved: z.boolean(), gapPercent: z.number(), seconds: z.number() }),
  greedy: z.object({
    chosen: listOf(ChosenSchema),
    totals: TotalsSchema,
    broken: listOf(ConstraintSchema),
    behind: z.object({ weightedChildren: z.number(), children: whole, gapClosed: z.number() }),
  }),
})

const AnsweredSchema = z.discriminatedUnion('kind', [
  PlannedSchema,
  z.object({ kind: z.literal('infeasible'), collision: CollisionSchema }),
  z.object({ kind: z.literal('unsolved'), seconds: z.number() }),
]) satisfies z.ZodType<Answered>

const ZoneCostSchema = z.object({ 0: whole, 1: whole, 2: whole, 3: whole })

export const InterventionSchema = z
  .object({
    id: z.string(),
    name: BilingualSchema,
    indicator: z.string(),
    target: z.string(),
    reach: z.discriminatedUnion('kind', [
      z.object({ kind: z.literal('places'), each: whole }),
      z.object({ kind: z.literal('shared'), children: z.string() }),
    ]),
    costMillion: ZoneCostSchema,
    runningMillion: z.number().nullable(),
    yearsOfUse: z.number().nullable(),
    landM2: z.number().nullable(),
    // scenarios saved before it was told have none
    landOf: z.enum(landHolders).nullable().default(null),
    usual: z.boolean(),
    status: StatusSchema,
    source: z.string(),
    reachSource: z.string(),
    note: BilingualSchema,
  })
  .openapi('Intervention') satisfies z.ZodType<Intervention>

const PlaceSchema = z.object(place)
const KindMinimumSchema = z.object({
  intervention: z.string(),
  things: z.number().nullable(),
  percent: z.number().nullable(),
})

export const BudgetAskedSchema = PriorityAskedSchema.extend({
  budgetMillion: whole,
  objective: z.enum(objectives),
  interventions: listOf(z.string()),
  costs: listOf(z.object({ intervention: z.string(), costMillion: ZoneCostSchema.partial() })),
  share: z.object({ rule: z.string(), percent: z.number() }).nullable(),
  weighting: z.enum(['priority', 'equal']),
  firstEverywhere: z.string().nullable(),
  districts: listOf(
    z.object({ district: z.string(), minMillion: whole.nullable(), maxMillion: whole.nullable() }),
  ),
  pinned: listOf(ChosenSchema),
  excluded: listOf(PlaceSchema),
  promised: listOf(z.object({ ...place, million: whole })),
  landReady: listOf(PlaceSchema).nullable(),
  // scenarios saved before there were such rules have none
  minimums: listOf(KindMinimumSchema).default([]),
  landRule: z.enum(landRules).default('any'),
  secondsLimit: z.number(),
}) satisfies z.ZodType<AllocationRequest>

/** Answer of `POST /api/allocation`. */
export const AllocationAnswerSchema = z
  .object({
    dataVersion: whole,
    asked: BudgetAskedSchema,
    status: StatusSchema.nullable().openapi({ description: 'The weakest of all figures it rests on' }),
    answer: AnsweredSchema,
    next: z
      .object({
        moreMillion: whole,
        added: listOf(ChosenSchema),
        totals: TotalsSchema,
        isProved: z.boolean(),
      })
      .nullable() satisfies z.ZodType<Next | null>,
    years: z
      .object({
        needsMillion: whole,
        years: whole.nullable(),
        heldUpBy: z.string().nullable(),
        outlastsUse: z.boolean().nullable(),
      })
      .nullable() satisfies z.ZodType<YearsToTarget | null>,
    unknown: listOf(z.object({ ...place, why: z.enum(['gap', 'children', 'withheld']) })).openapi({
      description: 'Gaps whose size is not known; nothing is planned for them',
    }),
    kinds: listOf(InterventionSchema),
    scores: z.record(z.string(), z.number()).openapi({ description: 'Weight of a child by commune, 0 to 1' }),
  })
  .openapi('AllocationAnswer')

export const CurveAnswerSchema = z
  .object({
    dataVersion: whole,
    points: listOf(
      z.object({
        budgetMillion: whole,
        totals: TotalsSchema.nullable(),
        coverage: listOf(CoverageRowSchema).nullable(),
        isProved: z.boolean(),
      }),
    ) satisfies z.ZodType<readonly CurvePoint[]>,
  })
  .openapi('BudgetCurve')

const GapSchema = z.object({
  lacking: z.number().nullable(),
  lackingLeast: z.number().nullable(),
  among: z.number().nullable(),
  existing: z.number().nullable(),
  children: z.number().nullable(),
  land: z.object({ ready: whole, missing: whole, status: StatusSchema }).nullable(),
  status: StatusSchema.nullable(),
  isWithheld: z.literal(true).optional(),
}) satisfies z.ZodType<Gap>

/** Answer of `GET /api/allocation/figures`. */
export const GapsSchema = z
  .object({
    dataVersion: whole,
    aims: z.record(z.string(), z.number()),
    communes: listOf(
      z.object({
        code: z.string(),
        district: z.string(),
        zone: z.number().nullable(),
        kinds: z.record(z.string(), GapSchema),
      }),
    ),
  })
  .openapi('BudgetGaps') satisfies z.ZodType<Gaps>
