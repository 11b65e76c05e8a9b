import { hc, parseResponse } from 'hono/client'
import type { InferRequestType, InferResponseType } from 'hono/client'
import type { Vintage } from '#domain/units'
import type { ApiType } from '../server/app' // a type: no server code reaches the browser
import { explain } from './api'

// its own client and file, so that the map does not wait for what only the budget needs
const client = hc<ApiType>('/api')

export type Commitments = InferResponseType<(typeof client.commitments)['$get'], 200>
export type Commitment = Commitments['commitments'][number]
export type Decision = InferRequestType<(typeof client.commitments)['$post']>['json']
export type CommitmentChange = InferRequestType<(typeof client.commitments)[':id']['$patch']>['json']

const inLanguage = (lang: string) => ({ headers: { 'Accept-Language': lang } })

/** Never kept: others decide too. */
export const fetchCommitments = (vintage: Vintage, area: string | null, lang: string) =>
  parseResponse(
    client.commitments.$get({ query: { vintage, ...(area === null ? {} : { area }) } }, inLanguage(lang)),
  ).catch(explain)

export const decide = (json: Decision, lang: string) =>
  parseResponse(client.commitments.$post({ json }, inLanguage(lang))).catch(explain)

export const changeCommitment = (id: string, json: CommitmentChange, lang: string) =>
  parseResponse(client.commitments[':id'].$patch({ param: { id }, json }, inLanguage(lang))).catch(explain)
