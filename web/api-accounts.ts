import { hc, parseResponse } from 'hono/client'
import type { InferRequestType, InferResponseType } from 'hono/client'
import type { ApiType } from '../server/app' // a type: no server code reaches the browser
import { explain } from './api'

// its own client and file, so that the map does not wait for what only few people use
const client = hc<ApiType>('/api')

export type Me = InferResponseType<(typeof client.accounts.me)['$get'], 200>
export type AccountRecord = InferResponseType<(typeof client.accounts)['$get'], 200>['accounts'][number]
export type Invitation = InferResponseType<
  (typeof client.accounts.invitations)['$get'],
  200
>['invitations'][number]
export type InvitationLook = InferResponseType<(typeof client.join.look)['$post'], 200>
export type Entry = InferResponseType<(typeof client.audit)['$get'], 200>['entries'][number]
export type Invite = InferRequestType<(typeof client.accounts.invitations)['$post']>['json']
export type AccountChange = InferRequestType<(typeof client.accounts)[':id']['$patch']>['json']
export type Join = InferRequestType<(typeof client.join)['$post']>['json']
export type SignIn = InferRequestType<(typeof client.auth)['sign-in']['email']['$post']>['json']

const inLanguage = (lang: string) => ({ headers: { 'Accept-Language': lang } })

export const fetchMe = (lang: string) =>
  parseResponse(client.accounts.me.$get({}, inLanguage(lang))).catch(explain)

export const postSignIn = (json: SignIn, lang: string) =>
  parseResponse(client.auth['sign-in'].email.$post({ json }, inLanguage(lang))).catch(explain)

export const postSignOut = (lang: string) =>
  parseResponse(client.auth['sign-out'].$post({}, inLanguage(lang))).catch(explain)

export const lookAtLink = (token: string, lang: string) =>
  parseResponse(client.join.look.$post({ json: { token } }, inLanguage(lang))).catch(explain)

export const postJoin = (json: Join, lang: string) =>
  parseResponse(client.join.$post({ json }, inLanguage(lang))).catch(explain)

export const changeMyPassword = (json: { current: string; next: string }, lang: string) =>
  parseResponse(client.accounts.me.password.$post({ json }, inLanguage(lang))).catch(explain)

export const fetchAccounts = (lang: string) =>
  parseResponse(client.accounts.$get({}, inLanguage(lang))).catch(explain)

export const changeAccount = (id: string, json: AccountChange, lang: string) =>
  parseResponse(client.accounts[':id'].$patch({ param: { id }, json }, inLanguage(lang))).catch(explain)

export const offerReset = (id: string, lang: string) =>
  parseResponse(client.accounts[':id'].reset.$post({ param: { id } }, inLanguage(lang))).catch(explain)

export const fetchInvitations = (lang: string) =>
  parseResponse(client.accounts.invitations.$get({}, inLanguage(lang))).catch(explain)

export const postInvitation = (json: Invite, lang: string) =>
  parseResponse(client.accounts.invitations.$post({ json }, inLanguage(lang))).catch(explain)

export const revokeInvitation = (id: string, lang: string) =>
  parseResponse(client.accounts.invitations[':id'].$delete({ param: { id } }, inLanguage(lang))).catch(
    explain,
  )

export const fetchAudit = (before: number | null, lang: string) =>
  parseResponse(
    client.audit.$get({ query: before === null ? {} : { before: String(before) } }, inLanguage(lang)),
  ).catch(explain)

export const setPublicReading = (publicReading: 'open' | 'closed', lang: string) =>
  parseResponse(client.settings['public-reading'].$put({ json: { publicReading } }, inLanguage(lang))).catch(
    explain,
  )
