import { createRoute } from '@hono/zod-openapi'
import { compareTable } from '#domain/compare'
import { joinTables } from '#domain/compare-join'
import type { Dataset } from '#domain/dataset'
import type { EquityAnswer, EquityAsked } from '#domain/equity/answer'
import { equityAnswerOf, equityQuestionOf } from '#domain/equity/answer'
import { seriesOf } from '#domain/series'
import type { Planner } from '../planner'
import type { Published } from '../published'
import { comparisonCsv } from '../render/comparison-csv'
import type { ComparisonDocument } from '../render/comparison-sheet'
import { comparisonXlsx } from '../render/comparison-xlsx'
import type { Comparison } from './compare-question'
import { columnOf, resolveComparison, unknownUnits } from './compare-question'
import { CompareAnswerSchema, CompareQuery, CompareSeriesSchema, SeriesQuery } from './compare-schemas'
import { languageOf } from './language'
import type { Refusal } from './problem'
import { headersOf, problemJson, problemOf, problemResponse } from './problem'
import { isRefusal } from './question'
import { busy, gone } from './planner-refusals'
import { newRouter } from './router'
import { inTurns } from './turns'

const refusals = {
  400: problemResponse('A parameter is malformed, missing or out of bounds'),
  404: problemResponse(
    'An indicator, target, period or unit does not exist, or units of two vintages are mixed',
  ),
  503: problemResponse('Too many questions wait already; Retry-After says when to ask again'),
}

const xlsxType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
const csvType = 'text/csv; charset=utf-8'

const getComparison = createRoute({
  method: 'get',
  path: '/compare',
  summary: 'Units side by side, and how unequally one indicator is spread',
  description:
    'The whole table in one answer: value, gap, what is lacking, change since a base period, 95 % interval and place in the funnel of each unit and indicator; the total from summed counts; and the measures of equity with bootstrap intervals and a sentence each.',
  tags: ['compare'],
  request: { query: CompareQuery },
  responses: {
    200: { description: 'The comparison', content: { 'application/json': { schema: CompareAnswerSchema } } },
    ...refusals,
  },
})

const getXlsx = createRoute({
  method: 'get',
  path: '/compare.xlsx',
  summary: 'The comparison as an Excel workbook, with its definitions and sources',
  tags: ['compare'],
  request: { query: CompareQuery },
  responses: {
    200: {
      description: 'The workbook',
      content: { [xlsxType]: { schema: { type: 'string', format: 'binary' } } },
    },
    ...refusals,
  },
})

const getCsv = createRoute({
  method: 'get',
  path: '/compare.csv',
  summary: 'The comparison as CSV (UTF-8 with a byte order mark)',
  tags: ['compare'],
  request: { query: CompareQuery },
  responses: {
    200: { description: 'One line per unit', content: { [csvType]: { schema: { type: 'string' } } } },
    ...refusals,
  },
})

const getSeries = createRoute({
  method: 'get',
  path: '/compare/series',
  summary: 'An indicator of up to eight units over all periods',
  tags: ['compare'],
  request: { query: SeriesQuery },
  responses: {
    200: {
      description: 'One series per unit',
      content: { 'application/json': { schema: CompareSeriesSchema } },
    },
    ...refusals,
  },
})

/** Column by column, and what is drawn thousands of times in a thread, so that a wide table keeps nobody waiting. */
async function answerOf(
  planner: Planner,
  dataset: Dataset,
  { request, equity }: Comparison,
  signal: AbortSignal,
): Promise<ComparisonDocument | Refusal<503>> {
  const measured = await equityOf(planner, dataset, equity, signal)
  if (isRefusal<EquityAnswer, 503>(measured)) return measured
  const tables = await inTurns(request.columns, (column) =>
    compareTable(dataset, { ...request, columns: [column] }),
  )
  return { dataset, request, table: joinTables(tables), equity: { asked: equity, answer: measured } }
}

async function equityOf(
  planner: Planner,
  dataset: Dataset,
  asked: EquityAsked,
  signal: AbortSignal,
): Promise<EquityAnswer | Refusal<503>> {
  const put = equityQuestionOf(dataset, asked)
  if (put.kind !== 'value') return put
  const measured = await planner.equity(put.question, signal)
  if (measured.kind === 'busy') return busy(measured)
  return measured.kind === 'stopped' ? gone : equityAnswerOf(dataset, asked, measured.equity)
}

export const compareRoutes = (published: () => Published, planner: Planner) =>
  newRouter()
    .openapi(getComparison, async (c) => {
      const { dataset } = published()
      const comparison = resolveComparison(dataset, c.req.valid('query'))
      if (isRefusal(comparison)) return c.json(problemOf(c, comparison), 404, problemJson)
      const answer = await answerOf(planner, dataset, comparison, c.req.raw.signal)
      if (isRefusal<ComparisonDocument, 503>(answer))
        return c.json(problemOf(c, answer), 503, headersOf(answer))
      const { request, table, equity } = answer
      return c.json(
        {
          dataVersion: dataset.version,
          vintage: request.vintage,
          period: request.period,
          base: request.base,
          illustrative: request.illustrative,
          table,
          equity: {
            indicator: equity.asked.question.indicator.id,
            rank: equity.asked.ranking.id,
            district: c.req.valid('query').district ?? null,
            answer: equity.answer,
          },
        },
        200,
      )
    })
    .openapi(getXlsx, async (c) => {
      const { dataset } = published()
      const comparison = resolveComparison(dataset, c.req.valid('query'))
      if (isRefusal(comparison)) return c.json(problemOf(c, comparison), 404, problemJson)
      const answer = await answerOf(planner, dataset, comparison, c.req.raw.signal)
      if (isRefusal<ComparisonDocument, 503>(answer))
        return c.json(problemOf(c, answer), 503, headersOf(answer))
      const workbook = await comparisonXlsx(answer, languageOf(c))
      return c.body(workbook, 200, { 'Content-Type': xlsxType, ...asFile(comparison, 'xlsx') })
    })
    .openapi(getCsv, async (c) => {
      const { dataset } = published()
      const comparison = resolveComparison(dataset, c.req.valid('query'))
      if (isRefusal(comparison)) return c.json(problemOf(c, comparison), 404, problemJson)
      const answer = await answerOf(planner, dataset, comparison, c.req.raw.signal)
      if (isRefusal<ComparisonDocument, 503>(answer))
        return c.json(problemOf(c, answer), 503, headersOf(answer))
      const csv = comparisonCsv(answer, languageOf(c))
      return c.body(csv, 200, { 'Content-Type': csvType, ...asFile(comparison, 'csv') })
    })
    .openapi(getSeries, (c) => {
      const { dataset } = published()
      const asked = c.req.valid('query')
      const column = columnOf(dataset, asked.indicator)
      if (isRefusal(column)) return c.json(problemOf(c, column), 404, problemJson)
      const { units, indexOf } = dataset.geographies[asked.vintage]
      const strangers = asked.units.filter((code) => !indexOf.has(code))
      if (strangers.length > 0) {
        return c.json(problemOf(c, unknownUnits(dataset, asked.vintage, strangers)), 404, problemJson)
      }
      const question = { ...column, vintage: asked.vintage, illustrative: asked.illustrative === 'true' }
      return c.json(
        {
          dataVersion: dataset.version,
          vintage: asked.vintage,
          indicator: column.indicator.id,
          target: column.target,
          illustrative: question.illustrative,
          periods: [...dataset.periods],
          units: asked.units.flatMap((code) => {
            const index = indexOf.get(code) ?? -1
            const unit = units[index]
            return unit
              ? [{ unit, values: seriesOf(dataset, question, index).map(({ value }) => value) }]
              : []
          }),
        },
        200,
      )
    })

const asFile = ({ request: { vintage, period } }: Comparison, extension: string) => ({
  'Content-Disposition': `attachment; filename="so-sanh-${vintage}-${period}.${extension}"`,
})
