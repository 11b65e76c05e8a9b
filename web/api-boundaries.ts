import { hc, parseResponse } from 'hono/client'
import type { InferResponseType } from 'hono/client'
import type { Topology } from 'topojson-specification'
import type { Vintage } from '#domain/units'
import type { ApiType } from '../server/app' // a type: no server code reaches the browser
import { explain, isProblem, Refused } from './api'

// its own client and file, so that the map does not wait for what only few people use
const client = hc<ApiType>('/api')

export type Candidate = InferResponseType<
  (typeof client.boundaries.candidates)['$get'],
  200
>['candidates'][number]
export type BoundaryVersion = InferResponseType<
  (typeof client.boundaries.versions)['$get'],
  200
>['versions'][number]
export type Mend = Record<string, string | null>

const inLanguage = (lang: string) => ({ headers: { 'Accept-Language': lang } })

export const fetchCandidates = (lang: string) =>
  parseResponse(client.boundaries.candidates.$get({}, inLanguage(lang)))
    .then(({ candidates }) => candidates)
    .catch(explain)

export const fetchVersions = (lang: string) =>
  parseResponse(client.boundaries.versions.$get({}, inLanguage(lang)))
    .then(({ versions }) => versions)
    .catch(explain)

const one = client.boundaries.candidates[':id']
const param = (id: number) => ({ id: String(id) })

export const putMend = (id: number, json: { revision: number; mend: Mend }, lang: string) =>
  parseResponse(one.mend.$put({ param: param(id), json }, inLanguage(lang))).catch(explain)

/** Sends the table as a spreadsheet saved it. */
export async function putMendTable(
  { id, revision }: Pick<Candidate, 'id' | 'revision'>,
  table: File,
  lang: string,
): Promise<Candidate> {
  const reply = await fetch(`${mendTableAddress(id)}?revision=${revision}`, {
    method: 'PUT',
    body: table,
    headers: { 'Content-Type': 'text/csv', 'Accept-Language': lang },
  })
  const body: unknown = await reply.json()
  if (reply.ok) return body as Candidate // the type of this very answer
  throw isProblem(body) ? new Refused(body) : new Error(`table: ${reply.status}`)
}

export const dropCandidate = (id: number, lang: string) =>
  parseResponse(one.$delete({ param: param(id) }, inLanguage(lang))).catch(explain)

export const installCandidate = (id: number, revision: number, lang: string) =>
  parseResponse(one.install.$post({ param: param(id), json: { revision } }, inLanguage(lang))).catch(explain)

export const activateVersion = (id: number, lang: string) =>
  parseResponse(
    client.boundaries.versions[':id'].activate.$post({ param: param(id) }, inLanguage(lang)),
  ).catch(explain)

export const fetchPreview = (id: number, lang: string): Promise<Topology> =>
  parseResponse(one['map.topojson'].$get({ param: param(id) }, inLanguage(lang)))
    // its schema tells no more than that it is one
    .then((topology) => topology as unknown as Topology)
    .catch(explain)

export const mendTableAddress = (id: number): string => `/api/boundaries/candidates/${id}/mend.csv`

export type MapToSend = { file: File; vintage: Vintage; source: string; crs: string; encoding: string }

/** Sends a map. By XMLHttpRequest, because fetch cannot tell how much of it has left yet. */
export function sendMap(
  { file, vintage, source, crs, encoding }: MapToSend,
  lang: string,
  onprogress: (share: number) => void,
): Promise<Candidate> {
  const query = new URLSearchParams({ vintage, name: file.name })
  for (const [name, value] of Object.entries({ source: source.trim(), crs, encoding })) {
    if (value !== '') query.set(name, value)
  }
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    request.open('POST', `/api/boundaries?${query}`)
    request.setRequestHeader('Accept-Language', lang)
    request.setRequestHeader('Content-Type', 'application/octet-stream')
    request.responseType = 'json'
    request.upload.onprogress = ({ loaded, total }) => onprogress(total > 0 ? loaded / total : 0)
    request.onerror = () => reject(new TypeError('offline'))
    request.onload = () => {
      const body: unknown = request.response
      if (request.status === 201)
        resolve(body as Candidate) // the type of this very answer
      else reject(isProblem(body) ? new Refused(body) : new Error(`map: ${request.status}`))
    }
    request.send(file)
  })
}
