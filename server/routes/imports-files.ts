import { setImmediate } from 'node:timers/promises'
import { createRoute, z } from '@hono/zod-openapi'
import { unitOf } from '#domain/dataset'
import { changesOf } from '#domain/flow/changes'
import { sourceOfReport } from '#domain/flow/source'
import { has } from '#domain/rights'
import { observationsOf } from '../intake/submission'
import { keptFile, originOf } from '../store/imports'
import { permitted } from './account'
import { ChangesSchema, OriginSchema } from './imports-schemas'
import type { Intake } from './intake'
import { found, json, ownFigures, params, reportFor, tags } from './intake'
import { orBusy, readerBusy } from './intake-refusals'
import { languageOf } from './language'
import type { Refusal } from './problem'
import { headersOf, problemJson, problemOf, problemResponse } from './problem'
import { unknownUnit } from './question'
import { newRouter } from './router'
import { PeriodSchema, UnitCodeSchema, VintageSchema } from './schemas'

const binary = z.string().openapi({ format: 'binary' })
const xlsx = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

const getFile = createRoute({
  method: 'get',
  path: '/imports/{id}/file',
  summary: 'The submitted file, byte for byte',
  tags,
  request: { params },
  responses: {
    200: { description: 'The file', content: { 'application/octet-stream': { schema: binary } } },
    ...found,
  },
})

const getMarked = createRoute({
  method: 'get',
  path: '/imports/{id}/marked.xlsx',
  summary: 'A copy of the file in which every cell that has a message is marked',
  tags,
  request: { params },
  responses: {
    200: { description: 'The workbook', content: { [xlsx]: { schema: binary } } },
    ...found,
    409: problemResponse('The columns of the file are not named yet'),
    503: problemResponse('Too many files are being read'),
  },
})

const getChanges = createRoute({
  method: 'get',
  path: '/imports/{id}/changes',
  summary: 'What would change if the report were published',
  tags,
  request: { params },
  responses: { 200: { description: 'Before and after', ...json(ChangesSchema) }, ...found },
})

const getOrigin = createRoute({
  method: 'get',
  path: '/origin/{vintage}/{code}/{measure}',
  summary: 'Who sent a published figure, when, from which file and cell',
  tags,
  request: {
    params: z.object({ vintage: VintageSchema, code: UnitCodeSchema, measure: z.string().max(100) }),
    query: z.object({ period: PeriodSchema }),
  },
  responses: { 200: { description: 'Where it comes from', ...json(OriginSchema) }, ...found },
})

/** What a report gives back: its file, the same with marks, what it would change, and where a figure of it stands. */
export const importFileRoutes = (intake: Intake) => {
  const { store, published, tools } = intake
  return newRouter()
    .openapi(getFile, async (c) => {
      const asked = await reportFor(c, intake, c.req.valid('param').id)
      if ('refusal' in asked) return c.json(problemOf(c, asked.refusal), asked.refusal.status, problemJson)
      const bytes = (await keptFile(store, asked.report.fileHash)) ?? new Uint8Array()
      return c.body(new Uint8Array(bytes), 200, asDownload('application/octet-stream', asked.report.fileName))
    })
    .openapi(getMarked, async (c) => {
      const asked = await reportFor(c, intake, c.req.valid('param').id)
      if ('refusal' in asked) return c.json(problemOf(c, asked.refusal), asked.refusal.status, problemJson)
      const { reading, findings, reasons, fileName, fileHash } = asked.report
      if (reading.kind !== 'read') return c.json(problemOf(c, unmapped), 409, problemJson)
      const bytes = (await keptFile(store, fileHash)) ?? new Uint8Array()
      const marked = await orBusy(
        tools.markedUp({ bytes, fileName, reading, findings, reasons }, languageOf(c)),
      )
      if (marked === null) return c.json(problemOf(c, readerBusy), 503, headersOf(readerBusy))
      const name = `${fileName.replace(/\.[^.]*$/, '')}-${{ vi: 'can-sua', en: 'marked' }[languageOf(c)]}.xlsx`
      return c.body(new Uint8Array(marked), 200, asDownload(xlsx, name))
    })
    .openapi(getChanges, async (c) => {
      c.header('Cache-Control', 'no-store')
      const asked = await reportFor(c, intake, c.req.valid('param').id)
      if ('refusal' in asked) return c.json(problemOf(c, asked.refusal), asked.refusal.status, problemJson)
      const { report, account } = asked
      const { dataset } = published()
      const unit = unitOf(dataset, report.vintage, report.code)
      if (!unit) return c.json(problemOf(c, unknownUnit(report.vintage, report.code)), 404, problemJson)
      const source = sourceOfReport(report, unit)
      const observations = observationsOf(report.reading, source.id)
      const { vintage, period } = report
      const steps = changesOf(
        // sensitive sums of wider units are left out, so that it tells nothing of what others reported
        ownFigures(intake),
        { vintage, period, observations, source },
        { wide: has(account, 'read-sensitive') },
      )
      let step = steps.next()
      while (!step.done) {
        await setImmediate()
        step = steps.next()
      }
      const changes = step.value
      return c.json({ dataVersion: dataset.version, ...changes }, 200)
    })
    .openapi(getOrigin, async (c) => {
      c.header('Cache-Control', 'no-store')
      const { vintage, code, measure } = c.req.valid('param')
      const { period } = c.req.valid('query')
      const { dataset } = published()
      const allowed = permitted(c, 'report', { dataset, unit: { vintage, code } })
      if ('refusal' in allowed)
        return c.json(problemOf(c, allowed.refusal), allowed.refusal.status, problemJson)
      const origin = await originOf(store, { vintage, code, measure, period })
      if (!origin) return c.json(problemOf(c, noReport), 404, problemJson)
      return c.json(origin, 200)
    })
}

/** Headers of a file that only some may see. Its name may hold any letter. */
const asDownload = (type: string, name: string) => ({
  'Content-Type': type,
  'Cache-Control': 'no-store',
  // a file from outside is never shown as a page of ours
  'X-Content-Type-Options': 'nosniff',
  'Content-Disposition': `attachment; filename="report"; filename*=UTF-8''${encodeURIComponent(name)}`,
})

const unmapped: Refusal<409> = {
  kind: 'unfinished-report',
  status: 409,
  detail: {
    vi: 'Chưa biết cột nào là chỉ tiêu nào nên chưa có ô nào để đánh dấu. Hãy ghép cột trước.',
    en: 'The columns are not named yet, so there is no cell to mark. Name them first.',
  },
}

const noReport: Refusal<404> = {
  kind: 'unknown-report',
  status: 404,
  detail: {
    vi: 'Không có báo cáo nào đã công bố con số này. Nguồn của số đi kèm sản phẩm ở /api/catalogue.',
    en: 'No published report gave this figure. Sources of what ships with the product are at /api/catalogue.',
  },
}
