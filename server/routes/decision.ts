import type { z } from '@hono/zod-openapi'
import { samePlace } from '#domain/allocation/question'
import type { Commitment } from '#domain/commitments/commitment'
import { latestCount, reporterOf } from '#domain/commitments/counts'
import type { Published } from '../published'
import type { Store } from '../store/connect'
import { scenarioOf } from '../store/scenarios'
import { AllocationAnswerSchema } from './allocation-answer'
import type { DecisionBody } from './commitment-schemas'
import type { Refusal } from './problem'
import { isRefusal, unknownUnit } from './question'

/** What is decided about one place, with the count it starts from. */
export type DecidedLine = Pick<
  Commitment,
  'scenario' | 'vintage' | 'code' | 'intervention' | 'count' | 'costMillion' | 'base'
>

/** The lines that a decision stands for, or why it cannot be made. */
export async function decidedLines(
  store: Store,
  { dataset, interventions }: Published,
  body: z.infer<typeof DecisionBody>,
): Promise<DecidedLine[] | Refusal<404 | 409>> {
  const list = await listOf(store, body)
  if (isRefusal<object, 404 | 409>(list)) return list
  const lines: DecidedLine[] = []
  for (const line of list) {
    const index = dataset.geographies[line.vintage].indexOf.get(line.code)
    const unit = index === undefined ? undefined : dataset.geographies[line.vintage].units[index]
    if (unit?.level !== 'commune') return unknownUnit(line.vintage, line.code)
    const kind = interventions.find(({ id }) => id === line.intervention)
    if (!kind)
      return unknownKind(
        line.intervention,
        interventions.map(({ id }) => id),
      )
    lines.push({ ...line, base: latestCount(dataset, kind, reporterOf(dataset, line.vintage, line.code)) })
  }
  return lines
}

async function listOf(
  store: Store,
  { scenario: id, only, vintage = '2025', lines }: z.infer<typeof DecisionBody>,
): Promise<Omit<DecidedLine, 'base'>[] | Refusal<404 | 409>> {
  if (id === undefined) return (lines ?? []).map((line) => ({ ...line, scenario: null, vintage }))
  const scenario = await scenarioOf(store, id)
  if (!scenario) return unknownScenario(id)
  if (!scenario.isLocked) return notLocked
  const { answer, asked } = AllocationAnswerSchema.parse(JSON.parse(scenario.answer))
  if (answer.kind !== 'planned') return noList
  const chosen = answer.plan.funded.filter(
    (line) => only === undefined || only.some((place) => samePlace(place, line)),
  )
  if (chosen.length === 0) return noList
  return chosen.map(({ code, intervention, count, costMillion }) => ({
    scenario: id,
    vintage: asked.vintage,
    code,
    intervention,
    count,
    costMillion,
  }))
}

const unknownScenario = (id: string): Refusal<404> => ({
  kind: 'unknown-scenario',
  status: 404,
  detail: {
    vi: `Không có phương án «${id}». Kiểm tra lại đường dẫn.`,
    en: `There is no scenario "${id}". Check the link.`,
  },
})

const notLocked: Refusal<409> = {
  kind: 'not-locked',
  status: 409,
  detail: {
    vi: 'Chỉ phương án đã khoá mới chốt được, để danh sách không đổi nữa. Hãy khoá phương án trước.',
    en: 'Only a locked scenario can be decided, so that its list changes no more. Lock the scenario first.',
  },
}

const noList: Refusal<409> = {
  kind: 'no-list',
  status: 409,
  detail: {
    vi: 'Phương án này không xây gì ở các nơi đã chọn, nên không có gì để chốt.',
    en: 'This scenario builds nothing in the places chosen, so there is nothing to decide.',
  },
}

const unknownKind = (id: string, allowed: string[]): Refusal<404> => ({
  kind: 'unknown-kind',
  status: 404,
  detail: {
    vi: `Không có loại công trình "${id}". Có các loại: ${allowed.join(', ')}.`,
    en: `There is no kind of thing "${id}". The kinds are: ${allowed.join(', ')}.`,
  },
  allowed,
})
