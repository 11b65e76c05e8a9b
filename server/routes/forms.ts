import { createRoute, z } from '@hono/zod-openapi'
import { unitOf } from '#domain/dataset'
import { isReportedIn } from '#domain/flow/campaign'
import { permitted } from './account'
import type { Intake } from './intake'
import { found, ownFigures, tags } from './intake'
import { orBusy, otherGeography, readerBusy } from './intake-refusals'
import { languageOf } from './language'
import { headersOf, problemJson, problemOf, problemResponse } from './problem'
import { unknownUnit } from './question'
import { newRouter } from './router'
import { PeriodSchema, VintageSchema } from './schemas'

const xlsx = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

const getForm = createRoute({
  method: 'get',
  path: '/forms/{vintage}/{file}',
  summary: 'The template of a unit or area for a period, filled in with codes, names and the last values',
  tags,
  request: {
    params: z.object({
      vintage: VintageSchema,
      file: z
        .string()
        .regex(/^\d{2,5}\.xlsx$/, 'Viết <mã đơn vị>.xlsx / write <code of the unit>.xlsx')
        .openapi({ example: '02839.xlsx' }),
    }),
    query: z.object({ period: PeriodSchema }),
  },
  responses: {
    200: {
      description: 'The workbook',
      content: { [xlsx]: { schema: z.string().openapi({ format: 'binary' }) } },
    },
    ...found,
    422: problemResponse('Units of this vintage do not report for the period'),
    503: problemResponse('Too many files are being read'),
  },
})

/** Templates hold what was reported last, which may be sensitive: only who reports for the unit gets one. */
export const formRoutes = (intake: Intake) => {
  const { published, tools } = intake
  return newRouter().openapi(getForm, async (c) => {
    const { vintage, file } = c.req.valid('param')
    const { period } = c.req.valid('query')
    const code = file.replace('.xlsx', '')
    const { dataset } = published()
    const allowed = permitted(c, 'report', { dataset, unit: { vintage, code } })
    if ('refusal' in allowed)
      return c.json(problemOf(c, allowed.refusal), allowed.refusal.status, problemJson)
    if (!unitOf(dataset, vintage, code)) {
      return c.json(problemOf(c, unknownUnit(vintage, code)), 404, problemJson)
    }
    if (!isReportedIn(vintage, period)) {
      return c.json(problemOf(c, otherGeography(vintage, period)), 422, problemJson)
    }
    const workbook = await orBusy(
      tools.template({ vintage, period, code }, ownFigures(intake), languageOf(c)),
    )
    if (workbook === null) return c.json(problemOf(c, readerBusy), 503, headersOf(readerBusy))
    return c.body(new Uint8Array(workbook), 200, {
      'Content-Type': xlsx,
      'Cache-Control': 'no-store',
      'Content-Disposition': `attachment; filename="bieu-mau-${code}-${period}.xlsx"`,
    })
  })
}
