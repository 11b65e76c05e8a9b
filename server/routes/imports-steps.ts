import { createRoute, z } from '@hono/zod-openapi'
import type { Context } from 'hono'
import { unitOf } from '#domain/dataset'
import { figuresOf } from '#domain/flow/findings'
import { sourceOfReport } from '#domain/flow/source'
import type { Deed } from '#domain/flow/states'
import { mayDiscard } from '#domain/flow/states'
import type { Account } from '#domain/rights'
import { villagesInReport } from '../intake/places/from-report'
import { actorOf } from '../store/accounts'
import type { WholeReport } from '../store/imports'
import { reportOf } from '../store/imports'
import { newsSince, publishReport } from '../store/imports-publish'
import { discardReport, moveReport } from '../store/imports-write'
import type { Outcome } from '../store/publish'
import { restoreBatch, withdrawBatch } from '../store/publish'
import { WholeReportSchema } from './imports-schemas'
import type { Intake } from './intake'
import { found, json, obstacleFor, params, reportFor, tags, wholeReport } from './intake'
import {
  newsRefusal,
  notDiscardable,
  obstacleRefusal,
  refusalOfChange,
  remarkNeeded,
  unknownReport,
  wrongState,
} from './intake-refusals'
import { proposalFrom } from './place-imports'
import type { Refusal } from './problem'
import { problemJson, problemOf, problemResponse } from './problem'
import { unknownUnit } from './question'
import { newRouter } from './router'

const RevisionSchema = z.object({
  revision: z.number().int().openapi({ description: 'Of the report that was looked at' }),
})
const VersionSchema = z
  .object({ dataVersion: z.number().int().openapi({ description: 'Of the data that were looked at' }) })
  .openapi('ExpectedVersion')

const responses = {
  200: { description: 'The report as it is now', ...json(WholeReportSchema) },
  ...found,
  409: problemResponse('Somebody was faster; the text says what changed'),
  422: problemResponse('Something stands against it; the text says what'),
}

const step = <const D extends Deed, S extends z.ZodType>(deed: D, summary: string, schema: S) =>
  createRoute({
    method: 'post',
    path: `/imports/{id}/${deed}`,
    summary,
    tags,
    request: { params, body: { required: true, ...json(schema) } },
    responses,
  })

const submit = step('submit', 'Send a draft in for review', RevisionSchema)
const approve = step('approve', 'Approve a report that somebody else sent in', RevisionSchema)
const sendBack = step(
  'return',
  'Send a report back, with what is to be mended',
  RevisionSchema.extend({ remark: z.string().max(2000) }).openapi('Return'),
)
const publish = step('publish', 'Make an approved report count, as a new data version', VersionSchema)
const withdraw = step('withdraw', 'Take a published report back, as a new data version', VersionSchema)
const restore = step('restore', 'Make a withdrawn report count again, as a new data version', VersionSchema)

const discard = createRoute({
  method: 'post',
  path: '/imports/{id}/discard',
  summary: 'Give up a draft that one uploaded oneself; its file and its trail are kept',
  tags,
  request: { params, body: { required: true, ...json(RevisionSchema) } },
  responses: {
    200: { description: 'It is in no list any more', ...json(z.object({ discarded: z.literal(true) })) },
    ...found,
    409: problemResponse('Somebody was faster; the text says what changed'),
  },
})

type Asked = { report: WholeReport; account: Account }
type Denied = Refusal<401 | 403 | 404 | 409 | 422>

/** What moves a report on. Each step is one transaction with its entry in the trail. */
export const importStepRoutes = (intake: Intake) => {
  const { store, published } = intake

  /** The report with who asks, if nothing stands against the deed. */
  async function ready(c: Context, id: number, deed: Deed): Promise<Asked | { refusal: Denied }> {
    const asked = await reportFor(c, intake, id)
    if ('refusal' in asked) return asked
    const obstacle = obstacleFor(deed, asked.report, asked.account, published())
    return obstacle === null ? asked : { refusal: obstacleRefusal(obstacle, asked.report.state) }
  }

  /** Sends in, back or on; the data stay as they are. */
  async function move(
    c: Context,
    { id, deed, revision, remark }: Move,
  ): Promise<{ account: Account } | { refusal: Denied }> {
    const asked = await ready(c, id, deed)
    if ('refusal' in asked) return asked
    if (deed === 'return' && !remark?.trim()) return { refusal: remarkNeeded }
    const { account, report } = asked
    const actor = { id: account.id, name: account.name }
    const change = await moveReport(store, {
      id,
      revision,
      actor,
      step: deed,
      remark: remark?.trim() ?? null,
      villages: deed === 'submit' ? villageWishes(report, account) : [],
    })
    const refusal = refusalOfChange(change, id)
    return refusal ? { refusal } : { account }
  }

  /** Publishes, withdraws or restores, and goes on only when everybody sees the new data. */
  async function turn(
    c: Context,
    { id, deed, dataVersion: expectedVersion }: Turn,
  ): Promise<{ account: Account } | { refusal: Denied }> {
    const asked = await ready(c, id, deed)
    if ('refusal' in asked) return asked
    const { report, account } = asked
    const { dataset } = published()
    const unit = unitOf(dataset, report.vintage, report.code)
    if (!unit) return { refusal: unknownUnit(report.vintage, report.code) }
    const actor = { id: account.id, name: account.name }
    const outcome =
      deed === 'publish'
        ? await publishReport(store, {
            ...{ id, actor, expectedVersion },
            figures: report.reading.kind === 'read' ? figuresOf(report.reading.entries) : [],
            source: sourceOfReport(report, unit),
          })
        : await { withdraw: withdrawBatch, restore: restoreBatch }[deed](store, {
            ...{ batch: id, expectedVersion },
            ...{ actor: actorOf(account), name: account.name },
          })
    if (!outcome.done) return { refusal: await refusalOfOutcome(outcome, id, expectedVersion) }
    await intake.reload()
    return { account }
  }

  async function refusalOfOutcome(
    outcome: Extract<Outcome, { done: false }>,
    id: number,
    version: number,
  ): Promise<Denied> {
    if (outcome.why === 'conflict') return newsRefusal(await newsSince(store, version))
    return outcome.why === 'unknown-report' ? unknownReport(id) : wrongState(outcome.state)
  }

  /** What the report's sheet of villages asks for; it waits for a review of its own. */
  const villageWishes = ({ reading, id, fileName }: WholeReport, account: Account) =>
    villagesInReport(reading, id, published().dataset.places).map((row) =>
      proposalFrom(row, account, fileName),
    )

  async function answer(id: number, account: Account) {
    const report = await reportOf(store, id)
    if (!report) throw new Error(`report ${id} has gone`)
    return wholeReport(intake, report, account)
  }

  return newRouter()
    .openapi(submit, async (c) => {
      c.header('Cache-Control', 'no-store')
      const { id } = c.req.valid('param')
      const done = await move(c, { id, deed: 'submit', ...c.req.valid('json') })
      if ('refusal' in done) return c.json(problemOf(c, done.refusal), done.refusal.status, problemJson)
      return c.json(await answer(id, done.account), 200)
    })
    .openapi(sendBack, async (c) => {
      c.header('Cache-Control', 'no-store')
      const { id } = c.req.valid('param')
      const done = await move(c, { id, deed: 'return', ...c.req.valid('json') })
      if ('refusal' in done) return c.json(problemOf(c, done.refusal), done.refusal.status, problemJson)
      return c.json(await answer(id, done.account), 200)
    })
    .openapi(discard, async (c) => {
      c.header('Cache-Control', 'no-store')
      const { id } = c.req.valid('param')
      const asked = await reportFor(c, intake, id)
      if ('refusal' in asked) return c.json(problemOf(c, asked.refusal), asked.refusal.status, problemJson)
      const { report, account } = asked
      if (!mayDiscard(report, account)) return c.json(problemOf(c, notDiscardable), 403, problemJson)
      const { revision } = c.req.valid('json')
      const actor = { id: account.id, name: account.name }
      const refusal = refusalOfChange(await discardReport(store, { id, revision, actor }), id)
      if (refusal) return c.json(problemOf(c, refusal), refusal.status, problemJson)
      return c.json({ discarded: true as const }, 200)
    })
    .openapi(approve, async (c) => {
      c.header('Cache-Control', 'no-store')
      const { id } = c.req.valid('param')
      const done = await move(c, { id, deed: 'approve', ...c.req.valid('json') })
      if ('refusal' in done) return c.json(problemOf(c, done.refusal), done.refusal.status, problemJson)
      return c.json(await answer(id, done.account), 200)
    })
    .openapi(publish, async (c) => {
      c.header('Cache-Control', 'no-store')
      const { id } = c.req.valid('param')
      const done = await turn(c, { id, deed: 'publish', ...c.req.valid('json') })
      if ('refusal' in done) return c.json(problemOf(c, done.refusal), done.refusal.status, problemJson)
      return c.json(await answer(id, done.account), 200)
    })
    .openapi(withdraw, async (c) => {
      c.header('Cache-Control', 'no-store')
      const { id } = c.req.valid('param')
      const done = await turn(c, { id, deed: 'withdraw', ...c.req.valid('json') })
      if ('refusal' in done) return c.json(problemOf(c, done.refusal), done.refusal.status, problemJson)
      return c.json(await answer(id, done.account), 200)
    })
    .openapi(restore, async (c) => {
      c.header('Cache-Control', 'no-store')
      const { id } = c.req.valid('param')
      const done = await turn(c, { id, deed: 'restore', ...c.req.valid('json') })
      if ('refusal' in done) return c.json(problemOf(c, done.refusal), done.refusal.status, problemJson)
      return c.json(await answer(id, done.account), 200)
    })
}

type Move = { id: number; deed: 'submit' | 'return' | 'approve'; revision: number; remark?: string }
type Turn = { id: number; deed: 'publish' | 'withdraw' | 'restore'; dataVersion: number }
