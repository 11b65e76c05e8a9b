import { hc, parseResponse } from 'hono/client'
import type { InferResponseType } from 'hono/client'
import type { ApiType } from '../server/app' // a type: no server code reaches the browser
import { explain } from './api'

const client = hc<ApiType>('/api')

export type Source = InferResponseType<(typeof client.sources)['$get'], 200>['sources'][number]

/** Sources by their ids: those of reports are not in the catalogue, which every page begins with. */
export const fetchSources = (ids: readonly string[], lang: string): Promise<Source[]> =>
  parseResponse(
    client.sources.$get({ query: { ids: ids.join(' ') } }, { headers: { 'Accept-Language': lang } }),
  )
    .then(({ sources }) => sources)
    .catch(explain)

/** Sources of several lists by their ids. */
export const sourcesById = (...lists: readonly (readonly Source[])[]): ReadonlyMap<string, Source> =>
  new Map(lists.flat().map((source) => [source.id, source]))

/** Each id once, those that are known left out, in a fixed order. */
export const unknownIds = (ids: readonly string[], known: ReadonlyMap<string, Source>): string[] =>
  [...new Set(ids)].filter((id) => !known.has(id)).sort()
