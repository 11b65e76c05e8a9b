import { createRoute, z } from '@hono/zod-openapi'
import { bodyLimit } from 'hono/body-limit'
import { unitOf } from '#domain/dataset'
import { isReportedIn } from '#domain/flow/campaign'
import { mayChange } from '#domain/flow/states'
import { formatFor } from '#domain/format'
import { hasFor } from '#domain/rights'
import { hashOfFile, understand } from '../intake/submission'
import { keptFile, mappingsOf, reportOf, reportsOf } from '../store/imports'
import { addReport, answerReport, replaceFile } from '../store/imports-write'
import { permitted } from './account'
import {
  AboutQuery,
  AnswersSchema,
  ReportSchema,
  ReportStateSchema,
  WholeReportSchema,
} from './imports-schemas'
import type { Intake } from './intake'
import {
  found,
  json,
  listedReport,
  ownFigures,
  params,
  reportFor,
  restricted,
  standingOf,
  tags,
  wholeReport,
} from './intake'
import {
  mostFileBytes,
  orBusy,
  otherGeography,
  readerBusy,
  refusalOfChange,
  tooLargeFile,
  unknownReport,
  unreadable,
  wrongState,
} from './intake-refusals'
import { headersOf, problemJson, problemOf, problemResponse } from './problem'
import { unknownUnit } from './question'
import { newRouter } from './router'
import { PeriodSchema, VintageSchema } from './schemas'

const getReports = createRoute({
  method: 'get',
  path: '/imports',
  summary: 'Reports that the caller may see, the one sent in last in front',
  tags,
  request: {
    query: z.object({
      vintage: VintageSchema.optional(),
      period: PeriodSchema.optional(),
      state: ReportStateSchema.optional(),
    }),
  },
  responses: {
    200: { description: 'The reports', ...json(z.object({ reports: z.array(ReportSchema) })) },
    ...restricted,
  },
})

const postReport = createRoute({
  method: 'post',
  path: '/imports',
  summary: 'Send a file; it becomes a draft that does not count yet',
  description:
    'XLSX or CSV, at most 20 MB. With `report` and `revision` it takes the place of the file of an open report.',
  tags,
  middleware: bodyLimit({
    // a little more for the other fields
    maxSize: mostFileBytes + 64 * 1024,
    onError: (c) =>
      c.json(problemOf(c, tooLargeFile), 413, {
        ...problemJson,
        // the rest of the body is not read, so that the connection is of no use any more
        Connection: 'close',
      }),
  }),
  request: {
    body: {
      required: true,
      content: {
        'multipart/form-data': {
          schema: AboutQuery.extend({
            file: z
              .instanceof(File, { error: 'Thiếu tệp / the file is missing' })
              .openapi({ type: 'string', format: 'binary' }),
            report: z.coerce.number().int().positive().optional(),
            revision: z.coerce.number().int().positive().optional(),
          }),
        },
      },
    },
  },
  responses: {
    201: { description: 'What was read from it', ...json(WholeReportSchema) },
    ...found,
    409: problemResponse('The report was changed meanwhile, or is not open'),
    413: problemResponse('The file is too large'),
    422: problemResponse('The file cannot be read; the text says why'),
    503: problemResponse('Too many files are being read'),
  },
})

const getReport = createRoute({
  method: 'get',
  path: '/imports/{id}',
  summary: 'A report with its figures, messages, questions and history',
  tags,
  request: { params },
  responses: { 200: { description: 'The report', ...json(WholeReportSchema) }, ...found },
})

const putAnswers = createRoute({
  method: 'put',
  path: '/imports/{id}/answers',
  summary: 'Answer questions, name columns, give reasons; the file is read again in their light',
  tags,
  request: { params, body: { required: true, ...json(AnswersSchema) } },
  responses: {
    200: { description: 'The report as it is now', ...json(WholeReportSchema) },
    ...found,
    409: problemResponse('The report was changed meanwhile, or is not open'),
    422: problemResponse('The file cannot be read in this way'),
    503: problemResponse('Too many files are being read'),
  },
})

/** Reports of units: sent as files, asked back, answered. What moves them on is in `imports-steps`. */
export const importRoutes = (intake: Intake) => {
  const { store, published, tools } = intake
  return newRouter()
    .openapi(getReports, async (c) => {
      c.header('Cache-Control', 'no-store')
      const asked = permitted(c, 'report')
      if ('refusal' in asked) return c.json(problemOf(c, asked.refusal), asked.refusal.status, problemJson)
      const now = published()
      const reports = (await reportsOf(store, c.req.valid('query'))).filter(({ vintage, code }) =>
        hasFor(asked.account, 'report', now.dataset, { vintage, code }),
      )
      return c.json({ reports: reports.map((report) => listedReport(report, asked.account, now)) }, 200)
    })
    .openapi(postReport, async (c) => {
      c.header('Cache-Control', 'no-store')
      const { file, vintage, period, unit: code, report: id, revision = 0 } = c.req.valid('form')
      const { dataset } = published()
      const allowed = permitted(c, 'report', { dataset, unit: { vintage, code } })
      if ('refusal' in allowed)
        return c.json(problemOf(c, allowed.refusal), allowed.refusal.status, problemJson)
      const unit = unitOf(dataset, vintage, code)
      if (!unit) return c.json(problemOf(c, unknownUnit(vintage, code)), 404, problemJson)
      if (!isReportedIn(vintage, period)) {
        return c.json(problemOf(c, otherGeography(vintage, period)), 422, problemJson)
      }
      const before = id === undefined ? null : await reportOf(store, id)
      const isSame = before?.code === code && before.vintage === vintage && before.period === period
      if (id !== undefined && !isSame) return c.json(problemOf(c, unknownReport(id)), 404, problemJson)
      const bytes = new Uint8Array(await file.arrayBuffer())
      const understood = await orBusy(
        understand(
          tools,
          { own: ownFigures(intake), others: dataset },
          {
            ...{ vintage, period, code },
            file: { bytes, name: file.name },
            // what was answered about the file before holds for its mended copy, too
            answers: before?.answers ?? {},
            mapping: before?.mapping ?? null,
            reasons: before?.reasons ?? {},
            mappings: await mappingsOf(store),
          },
        ),
      )
      if (understood === null) return c.json(problemOf(c, readerBusy), 503, headersOf(readerBusy))
      if (understood.kind === 'refused') return c.json(problemOf(c, unreadable(understood)), 422, problemJson)
      const kept = {
        ...understood.understood,
        file: { name: file.name, bytes, hash: hashOfFile(bytes) },
        actor: { id: allowed.account.id, name: allowed.account.name },
      }
      if (id !== undefined) {
        const refusal = refusalOfChange(await replaceFile(store, { id, revision, ...kept }), id)
        if (refusal) return c.json(problemOf(c, refusal), refusal.status, problemJson)
      }
      const { unitName, period: periodName } = formatFor('vi')
      const title = `${unitName(unit)}, ${periodName(period)}`
      const made = id ?? (await addReport(store, { ...kept, title, vintage, code, period }))
      const report = await reportOf(store, made)
      if (!report) return c.json(problemOf(c, unknownReport(made)), 404, problemJson)
      return c.json(await wholeReport(intake, report, allowed.account), 201)
    })
    .openapi(getReport, async (c) => {
      c.header('Cache-Control', 'no-store')
      const asked = await reportFor(c, intake, c.req.valid('param').id)
      if ('refusal' in asked) return c.json(problemOf(c, asked.refusal), asked.refusal.status, problemJson)
      return c.json(await wholeReport(intake, asked.report, asked.account), 200)
    })
    .openapi(putAnswers, async (c) => {
      c.header('Cache-Control', 'no-store')
      const { id } = c.req.valid('param')
      const asked = await reportFor(c, intake, id)
      if ('refusal' in asked) return c.json(problemOf(c, asked.refusal), asked.refusal.status, problemJson)
      const { report, account } = asked
      const { dataset } = published()
      if (!mayChange(standingOf(report), account, dataset)) {
        return c.json(problemOf(c, wrongState(report.state)), 409, problemJson)
      }
      const given = c.req.valid('json')
      const mapping = given.mapping === undefined ? report.mapping : given.mapping
      const understood = await orBusy(
        understand(
          tools,
          { own: ownFigures(intake), others: dataset },
          {
            ...{ vintage: report.vintage, period: report.period, code: report.code },
            file: {
              bytes: (await keptFile(store, report.fileHash)) ?? new Uint8Array(),
              name: report.fileName,
            },
            answers: { ...report.answers, ...given.answers },
            mapping,
            reasons: { ...report.reasons, ...given.reasons },
            mappings: await mappingsOf(store),
          },
        ),
      )
      if (understood === null) return c.json(problemOf(c, readerBusy), 503, headersOf(readerBusy))
      if (understood.kind === 'refused') return c.json(problemOf(c, unreadable(understood)), 422, problemJson)
      const change = await answerReport(store, {
        ...{ id, revision: given.revision, actor: { id: account.id, name: account.name } },
        ...understood.understood,
        layout: given.mapping && report.reading.kind !== 'refused' ? report.reading.layout : null,
      })
      const refusal = refusalOfChange(change, id)
      if (refusal) return c.json(problemOf(c, refusal), refusal.status, problemJson)
      const after = await reportOf(store, id)
      if (!after) return c.json(problemOf(c, unknownReport(id)), 404, problemJson)
      return c.json(await wholeReport(intake, after, account), 200)
    })
}
