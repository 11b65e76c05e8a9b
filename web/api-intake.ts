import { hc, parseResponse } from 'hono/client'
import type { InferRequestType, InferResponseType } from 'hono/client'
import type { Deed, ReportState } from '#domain/flow/states'
import type { Vintage } from '#domain/units'
import type { ApiType } from '../server/app' // a type: no server code reaches the browser
import { Refused, explain, isProblem } from './api'

// its own client and file, so that the map does not wait for what only few people use
const client = hc<ApiType>('/api')

export type Campaign = InferResponseType<(typeof client.campaign)['$get'], 200>
export type Report = InferResponseType<(typeof client.imports)['$get'], 200>['reports'][number]
export type WholeReport = InferResponseType<(typeof client.imports)[':id']['$get'], 200>
export type ReportFinding = WholeReport['findings'][number]
export type Changes = InferResponseType<(typeof client.imports)[':id']['changes']['$get'], 200>
export type Answers = InferRequestType<(typeof client.imports)[':id']['answers']['$put']>['json']

const inLanguage = (lang: string) => ({ headers: { 'Accept-Language': lang } })

export const fetchCampaign = (period: string | null, lang: string) =>
  parseResponse(client.campaign.$get({ query: period === null ? {} : { period } }, inLanguage(lang))).catch(
    explain,
  )

export const fetchReports = (query: { period?: string; state?: ReportState }, lang: string) =>
  parseResponse(client.imports.$get({ query }, inLanguage(lang)))
    .then(({ reports }) => reports)
    .catch(explain)

export const fetchReport = (id: number, lang: string) =>
  parseResponse(client.imports[':id'].$get({ param: { id: String(id) } }, inLanguage(lang))).catch(explain)

export const fetchChanges = (id: number, lang: string) =>
  parseResponse(client.imports[':id'].changes.$get({ param: { id: String(id) } }, inLanguage(lang))).catch(
    explain,
  )

export const putAnswers = (id: number, json: Answers, lang: string) =>
  parseResponse(
    client.imports[':id'].answers.$put({ param: { id: String(id) }, json }, inLanguage(lang)),
  ).catch(explain)

/** Moves a report on: with the revision that was looked at, or the data version for what makes a new one. */
export function postStep(
  deed: Deed,
  { id, revision, dataVersion }: Pick<WholeReport, 'id' | 'revision' | 'dataVersion'>,
  remark: string,
  lang: string,
): Promise<WholeReport> {
  const at = client.imports[':id']
  const param = { id: String(id) }
  const options = inLanguage(lang)
  const ask = {
    submit: () => at.submit.$post({ param, json: { revision } }, options),
    return: () => at.return.$post({ param, json: { revision, remark } }, options),
    approve: () => at.approve.$post({ param, json: { revision } }, options),
    publish: () => at.publish.$post({ param, json: { dataVersion } }, options),
    withdraw: () => at.withdraw.$post({ param, json: { dataVersion } }, options),
    restore: () => at.restore.$post({ param, json: { dataVersion } }, options),
  }
  return parseResponse(ask[deed]()).catch(explain)
}

/** Gives a draft up; what was sent is kept where only the trail tells of it. */
export const postDiscard = ({ id, revision }: Pick<WholeReport, 'id' | 'revision'>, lang: string) =>
  parseResponse(
    client.imports[':id'].discard.$post({ param: { id: String(id) }, json: { revision } }, inLanguage(lang)),
  ).catch(explain)

export type Upload = {
  file: File
  vintage: Vintage
  period: string
  unit: string
  /** The open report whose file it replaces. */
  replaces: Pick<Report, 'id' | 'revision'> | null
}

/** Sends a file. By XMLHttpRequest, because fetch cannot tell how much of it has left yet. */
export function uploadReport(
  { file, vintage, period, unit, replaces }: Upload,
  lang: string,
  onprogress: (share: number) => void,
): Promise<WholeReport> {
  const form = new FormData()
  form.set('file', file)
  form.set('vintage', vintage)
  form.set('period', period)
  form.set('unit', unit)
  if (replaces) {
    form.set('report', String(replaces.id))
    form.set('revision', String(replaces.revision))
  }
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    request.open('POST', '/api/imports')
    request.setRequestHeader('Accept-Language', lang)
    request.responseType = 'json'
    request.upload.onprogress = ({ loaded, total }) => onprogress(total > 0 ? loaded / total : 0)
    request.onerror = () => reject(new TypeError('offline'))
    request.onload = () => {
      const body: unknown = request.response
      if (request.status === 201)
        resolve(body as WholeReport) // the type of this very answer
      else reject(isProblem(body) ? new Refused(body) : new Error(`upload: ${request.status}`))
    }
    request.send(form)
  })
}

export const formAddress = (vintage: Vintage, code: string, period: string, lang: string): string =>
  `/api/forms/${vintage}/${code}.xlsx?${new URLSearchParams({ period, lang })}`
export const fileAddress = (id: number): string => `/api/imports/${id}/file`
export const markedAddress = (id: number, lang: string): string =>
  `/api/imports/${id}/marked.xlsx?lang=${lang}`
