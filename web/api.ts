import { DetailedError, hc, parseResponse } from 'hono/client'
import type { InferRequestType, InferResponseType } from 'hono/client'
import type { Topology } from 'topojson-specification'
import type { Detail } from '#domain/detail'
import type { Language } from '#domain/language'
import type { ReportKind } from '#domain/report/template'
import type { Level, Vintage } from '#domain/units'
import type { ApiType } from '../server/app' // a type: no server code reaches the browser
import type { Problem } from '../server/routes/problem'
import type { PictureQuery } from './state/picture'

const client = hc<ApiType>('/api')

export type Catalogue = InferResponseType<(typeof client.catalogue)['$get'], 200>
export type CatalogueIndicator = Catalogue['indicators'][number]
export type Units = InferResponseType<(typeof client.units)[':vintage']['$get'], 200>['units']
export type Values = InferResponseType<(typeof client.indicators)[':id']['values']['$get'], 200>
export type Profile = InferResponseType<(typeof client.units)[':vintage'][':code']['$get'], 200>

export type CompareAnswer = InferResponseType<(typeof client.compare)['$get'], 200>
export type CompareSeries = InferResponseType<(typeof client.compare.series)['$get'], 200>
export type PriorityFigures = InferResponseType<(typeof client.priority.figures)['$get'], 200>
export type BudgetAnswer = InferResponseType<(typeof client.allocation)['$post'], 200>
export type BudgetCurve = InferResponseType<(typeof client.allocation.curve)['$post'], 200>
export type BudgetQuestion = InferRequestType<(typeof client.allocation)['$post']>['json']
export type Scenario = InferResponseType<(typeof client.scenarios)[':id']['$get'], 200>
export type ScenarioToSave = InferRequestType<(typeof client.scenarios)['$post']>['json']
export type ScenarioChange = InferRequestType<(typeof client.scenarios)[':id']['$put']>['json']
export type ReportOutline = InferResponseType<(typeof client.reports)[':kind']['outline']['$get'], 200>
export type Plan = InferResponseType<(typeof client.plan)['$get'], 200>

/** The server refused and said why, in the reader's language. */
export class Refused extends Error {
  constructor(readonly problem: Problem) {
    super(problem.detail)
    this.name = 'Refused'
  }
}

/** Turns a refusal into {@link Refused}; whatever else went wrong stays as it is. */
export function explain(reason: unknown): never {
  const body: unknown = reason instanceof DetailedError ? reason.detail?.data : null
  if (isProblem(body)) throw new Refused(body)
  throw reason
}

export const isProblem = (body: unknown): body is Problem =>
  typeof body === 'object' && body !== null && 'title' in body && 'detail' in body

const kept = new Map<string, Promise<unknown>>()
/** What was answered, by the same key, for whoever cannot wait. */
const answered = new Map<string, unknown>()

/** The same question is asked once; a failed answer is forgotten, so that it can be asked again. */
function once<T>(key: string, ask: () => Promise<T>): Promise<T> {
  const known = kept.get(key)
  if (known) return known as Promise<T> // the key names the question, and with it the type of the answer
  const answer = ask()
    .then((value) => {
      answered.set(key, value)
      return value
    })
    .catch(explain)
  kept.set(key, answer)
  answer.catch(() => kept.delete(key))
  return answer
}

/** Forgets every answer, after a publication made them old. */
export const forget = () => {
  kept.clear()
  answered.clear()
}

/** Takes answers that came with the document, by their keys. */
export function give(answers: Record<string, unknown>): void {
  for (const [key, value] of Object.entries(answers)) {
    kept.set(key, Promise.resolve(value))
    answered.set(key, value)
  }
}

/** An answer that is here already, or null. The key names the question, and with it the type of the answer. */
const known = <T>(key: string): T | null => (answered.get(key) as T | undefined) ?? null

/** How questions are told apart. */
export const keyOf = {
  catalogue: () => 'catalogue',
  units: (asked: UnitsQuestion) => `units ${JSON.stringify(asked)}`,
  values: (asked: ValuesQuestion) => `values ${JSON.stringify(asked)}`,
}

export const knownCatalogue = () => known<Catalogue>(keyOf.catalogue())
export const knownUnits = (asked: UnitsQuestion) => known<Units>(keyOf.units(asked))
export const knownValues = (asked: ValuesQuestion) => known<Values>(keyOf.values(asked))

const inLanguage = (lang: string) => ({ headers: { 'Accept-Language': lang } })
const flag = (value: boolean): 'true' | 'false' => (value ? 'true' : 'false')

export const fetchCatalogue = (lang: string) =>
  once(keyOf.catalogue(), () => parseResponse(client.catalogue.$get({}, inLanguage(lang))))

/** What the list of units depends on. */
export type UnitsQuestion = {
  vintage: Vintage
  /** Code of the province whose units are wanted; null wants all there are. */
  within: string | null
}

/** The part of a query that says so. */
export const withinQuery = ({ within }: Pick<UnitsQuestion, 'within'>): { within?: string } =>
  within === null ? {} : { within }

export const fetchUnits = (asked: UnitsQuestion, lang: string) =>
  once(keyOf.units(asked), () =>
    parseResponse(
      client.units[':vintage'].$get(
        { param: { vintage: asked.vintage }, query: withinQuery(asked) },
        inLanguage(lang),
      ),
    ).then(({ units }) => units),
  )

/** Where the units are. */
export const unitsAddress = ({ vintage, within }: UnitsQuestion): string =>
  `/units/${vintage}${within === null ? '' : `?${new URLSearchParams({ within })}`}`

/** What the values of a map depend on. */
export type ValuesQuestion = UnitsQuestion & {
  indicator: string
  level: Level
  period: string
  district: string | null
  target: string | null
  illustrative: boolean
}

const queryOf = (asked: ValuesQuestion) => ({
  vintage: asked.vintage,
  level: asked.level,
  period: asked.period,
  ...withinQuery(asked),
  ...(asked.district ? { district: asked.district } : {}),
  ...(asked.target ? { target: asked.target } : {}),
  illustrative: flag(asked.illustrative),
})

export const fetchValues = (asked: ValuesQuestion, lang: string) =>
  once(keyOf.values(asked), () =>
    parseResponse(
      client.indicators[':id'].values.$get(
        { param: { id: asked.indicator }, query: queryOf(asked) },
        inLanguage(lang),
      ),
    ),
  )

/** Where the values are. */
export const valuesAddress = (asked: ValuesQuestion): string =>
  `/indicators/${encodeURIComponent(asked.indicator)}/values?${new URLSearchParams(queryOf(asked))}`

/** Where the same values can be had as GeoJSON. */
export const geojsonAddress = (asked: ValuesQuestion): string =>
  `/api/indicators/${asked.indicator}.geojson?${new URLSearchParams(queryOf(asked))}`

export type ProfileQuestion = { vintage: Vintage; code: string; period: string; illustrative: boolean }

export const fetchProfile = (asked: ProfileQuestion, lang: string) =>
  once(`profile ${JSON.stringify(asked)}`, () =>
    parseResponse(
      client.units[':vintage'][':code'].$get(
        {
          param: { vintage: asked.vintage, code: asked.code },
          query: { period: asked.period, illustrative: flag(asked.illustrative) },
        },
        inLanguage(lang),
      ),
    ),
  )

/** What a comparison depends on. */
export type ComparisonQuestion = UnitsQuestion & {
  /** The communes of this district; null for all districts. */
  district: string | null
  /** `indicator` or `indicator@target`. */
  indicators: readonly string[]
  period: string
  base: string | null
  equity: string
  rank: string
  illustrative: boolean
}

const comparisonQuery = (asked: ComparisonQuestion) => ({
  vintage: asked.vintage,
  level: asked.district === null ? ('district' as const) : ('commune' as const),
  ...withinQuery(asked),
  ...(asked.district === null ? {} : { district: asked.district }),
  indicators: asked.indicators.join(','),
  period: asked.period,
  ...(asked.base === null ? {} : { base: asked.base }),
  equity: asked.equity,
  rank: asked.rank,
  illustrative: flag(asked.illustrative),
})

export const fetchComparison = (asked: ComparisonQuestion, lang: string) =>
  once(`compare ${JSON.stringify(asked)}`, () =>
    parseResponse(client.compare.$get({ query: comparisonQuery(asked) }, inLanguage(lang))),
  )

/** Address of the comparison as a file. */
export const comparisonFile = (asked: ComparisonQuestion, extension: 'xlsx' | 'csv', lang: string): string =>
  `/api/compare.${extension}?${new URLSearchParams({ ...comparisonQuery(asked), lang })}`

export type SeriesQuestion = {
  vintage: Vintage
  indicator: string
  units: readonly string[]
  illustrative: boolean
}

export const fetchSeries = (asked: SeriesQuestion, lang: string) =>
  once(`series ${JSON.stringify(asked)}`, () =>
    parseResponse(
      client.compare.series.$get(
        {
          query: {
            vintage: asked.vintage,
            indicator: asked.indicator,
            units: asked.units.join(','),
            illustrative: flag(asked.illustrative),
          },
        },
        inLanguage(lang),
      ),
    ),
  )

export type PlanQuestion = UnitsQuestion & { period: string; illustrative: boolean }

export const fetchPlan = (asked: PlanQuestion, lang: string) =>
  once(`plan ${JSON.stringify(asked)}`, () =>
    parseResponse(
      client.plan.$get(
        {
          query: {
            vintage: asked.vintage,
            ...withinQuery(asked),
            period: asked.period,
            illustrative: flag(asked.illustrative),
          },
        },
        inLanguage(lang),
      ),
    ),
  )

/** What a report depends on. */
export type ReportQuestion = UnitsQuestion & {
  kind: ReportKind
  period: string
  district: string | null
  commune: string | null
  illustrative: boolean
  lang: Language
}

const reportQuery = ({ period, vintage, within, district, commune, illustrative, lang }: ReportQuestion) => ({
  period,
  vintage,
  ...withinQuery({ within }),
  ...(district === null ? {} : { district }),
  ...(commune === null ? {} : { commune }),
  illustrative: flag(illustrative),
  lang,
})

export const fetchOutline = (asked: ReportQuestion, lang: string) =>
  once(`report ${JSON.stringify(asked)}`, () =>
    parseResponse(
      client.reports[':kind'].outline.$get(
        { param: { kind: asked.kind }, query: reportQuery(asked) },
        inLanguage(lang),
      ),
    ),
  )

/** Address of the report as a file. */
export const reportFile = (asked: ReportQuestion, extension: 'docx' | 'xlsx' | 'html'): string =>
  `/api/reports/${asked.kind}.${extension}?${new URLSearchParams(reportQuery(asked))}`

/** The report as a page, to be looked at. Not kept: it holds its pictures. */
export async function fetchReportPage(
  asked: ReportQuestion,
  lang: string,
  signal: AbortSignal,
): Promise<string> {
  const answer = await fetch(reportFile(asked, 'html'), { ...inLanguage(lang), signal })
  if (answer.ok) return answer.text()
  const body: unknown = await answer.json()
  if (isProblem(body)) throw new Refused(body)
  throw new Error(`report: ${answer.status}`)
}

/** Which geometry: of the units asked about, as the catalogue's hash has it, as finely as asked. */
export type TopologyQuestion = UnitsQuestion & { hash: string; detail?: Detail }

/** Where the geometry is; the hash makes it last for ever in the browser's cache. */
export const topologyAddress = ({ vintage, within, hash, detail = 'far' }: TopologyQuestion): string =>
  `/api/boundaries/${vintage}/commune.topojson?${new URLSearchParams({ v: hash, detail, ...withinQuery({ within }) })}`

export const fetchTopology = (asked: TopologyQuestion) =>
  once(`topology ${topologyAddress(asked)}`, async () => {
    const answer = await fetch(topologyAddress(asked))
    if (!answer.ok) throw new Error(`boundaries ${asked.vintage}: ${answer.status}`)
    return answer.json() as Promise<Topology>
  })

/** A picture to look at before it is downloaded. Not kept: titles are typed letter by letter. */
export async function fetchPicture(address: string, lang: string, signal: AbortSignal): Promise<Blob> {
  const answer = await fetch(address, { ...inLanguage(lang), signal })
  if (answer.ok) return answer.blob()
  const body: unknown = await answer.json()
  if (isProblem(body)) throw new Refused(body)
  throw new Error(`picture: ${answer.status}`)
}

export type Atlas = InferResponseType<(typeof client.snapshots.atlas)['$post'], 202>

/** Begins an atlas of the map: of the whole province, under no title of the reader's own. */
export function startAtlas(query: PictureQuery, as: 'pdf' | 'zip', lang: string) {
  const shared: Partial<PictureQuery> & Pick<PictureQuery, 'indicator'> = { ...query }
  delete shared.district
  delete shared.title
  return parseResponse(client.snapshots.atlas.$post({ query: { ...shared, as } }, inLanguage(lang))).catch(
    explain,
  )
}

export const lookAtAtlas = (id: string, lang: string) =>
  parseResponse(client.snapshots.atlas[':id'].$get({ param: { id } }, inLanguage(lang))).catch(explain)

/** Stops an atlas; one that is gone already is no matter. */
export const stopAtlas = (id: string): Promise<unknown> =>
  client.snapshots.atlas[':id'].$delete({ param: { id } })

/** Keeps the picture and its figures for ever. */
export const freezePicture = (query: PictureQuery, lang: string) =>
  parseResponse(client.snapshots.$post({ query }, inLanguage(lang))).catch(explain)

export type FiguresQuestion = { vintage: Vintage; period: string; area: string | null; illustrative: boolean }

/** All that a ranking rests on, to be ranked in the page's own worker. */
export const fetchFigures = ({ vintage, period, area, illustrative }: FiguresQuestion, lang: string) =>
  once(`figures ${vintage} ${period} ${area} ${illustrative}`, () =>
    parseResponse(
      client.priority.figures.$get(
        {
          query: {
            vintage,
            period,
            ...(area === null ? {} : { area }),
            illustrative: flag(illustrative),
          },
        },
        inLanguage(lang),
      ),
    ),
  )

/** All that a plan rests on besides, to be planned in the page's own worker. */
export const fetchGaps = ({ vintage, period, area, illustrative }: FiguresQuestion, lang: string) =>
  once(`gaps ${vintage} ${period} ${area} ${illustrative}`, () =>
    parseResponse(
      client.allocation.figures.$get(
        {
          query: {
            vintage,
            period,
            ...(area === null ? {} : { area }),
            illustrative: flag(illustrative),
          },
        },
        inLanguage(lang),
      ),
    ),
  )

/** What to build. Not kept: budgets are typed and dragged. */
export const fetchPlanFor = (json: BudgetQuestion, lang: string, signal: AbortSignal) =>
  parseResponse(client.allocation.$post({ json }, { ...inLanguage(lang), init: { signal } })).catch(explain)

export const fetchCurve = (json: BudgetQuestion, lang: string, signal: AbortSignal) =>
  parseResponse(client.allocation.curve.$post({ json }, { ...inLanguage(lang), init: { signal } })).catch(
    explain,
  )

/** The whole list as an Excel workbook, or a page of it as PDF or Word. */
export type BudgetFormat = 'xlsx' | 'pdf' | 'docx'

/** The list as a file. */
export async function fetchBudgetFile(
  json: BudgetQuestion,
  format: BudgetFormat,
  lang: string,
): Promise<Blob> {
  const answer = await (format === 'xlsx'
    ? client['allocation.xlsx'].$post({ json }, inLanguage(lang))
    : client.allocation.annex[':format'].$post({ param: { format }, json }, inLanguage(lang)))
  if (answer.ok) return answer.blob()
  const body: unknown = await answer.json()
  if (isProblem(body)) throw new Refused(body)
  throw new Error(`workbook: ${answer.status}`)
}

export const saveScenario = (json: ScenarioToSave, lang: string) =>
  parseResponse(client.scenarios.$post({ json }, inLanguage(lang))).catch(explain)

export const changeScenario = (id: string, key: string, json: ScenarioChange, lang: string) =>
  parseResponse(
    client.scenarios[':id'].$put(
      { param: { id }, header: { 'x-scenario-key': key }, json },
      inLanguage(lang),
    ),
  ).catch(explain)

export const fetchScenario = (id: string, lang: string) =>
  parseResponse(client.scenarios[':id'].$get({ param: { id } }, inLanguage(lang))).catch(explain)
