import { hc, parseResponse } from 'hono/client'
import type { InferRequestType, InferResponseType } from 'hono/client'
import type { Proposal } from '#domain/places/proposal'
import type { Vintage } from '#domain/units'
import type { PlacesChoice } from '#domain/view/places'
import type { ApiType } from '../server/app' // a type: no server code reaches the browser
import type { UnitsQuestion } from './api'
import { explain, withinQuery } from './api'

// its own client and file, so that the map does not wait for what only few people use
const client = hc<ApiType>('/api')

type VillagePage = InferResponseType<(typeof client.villages)['$get'], 200>
type FacilityPage = InferResponseType<(typeof client.facilities)['$get'], 200>
export type VillageFeature = VillagePage['features'][number]
export type FacilityFeature = FacilityPage['features'][number]
export type VillageProfile = InferResponseType<(typeof client.villages)[':id']['$get'], 200>
export type FacilityProfile = InferResponseType<(typeof client.facilities)[':id']['$get'], 200>
export type AccessAnswer = InferResponseType<(typeof client.access)['$get'], 200>
export type CommuneCounts = InferResponseType<
  (typeof client.places.communes)['$get'],
  200
>['communes'][number]
export type ProposalToSend = InferRequestType<(typeof client.places.proposals)['$post']>['json']
export type ProposalAnswer = InferResponseType<
  (typeof client.places.proposals)['$get'],
  200
>['proposals'][number]
export type WholeProposal = InferResponseType<(typeof client.places.proposals)[':id']['$get'], 200>

/** Villages and facilities of some part of the province. */
export type PlacesAsked = UnitsQuestion & {
  commune: string | null
  district: string | null
  /** West, south, east and north; null for all of it. */
  box: readonly [number, number, number, number] | null
  illustrative: boolean
}

export type AreaPlaces = {
  dataVersion: number
  villages: VillageFeature[]
  facilities: FacilityFeature[]
  /** There are more than were fetched: the map must be looked at from nearer. */
  isCut: boolean
}

const inLanguage = (lang: string, signal?: AbortSignal) => ({
  headers: { 'Accept-Language': lang },
  init: signal === undefined ? {} : { signal },
})
const flag = (value: boolean): 'true' | 'false' => (value ? 'true' : 'false')

/** As many as the server gives at once. */
const page = 5000

const queryOf = ({ vintage, within, commune, district, box, illustrative }: PlacesAsked) => ({
  vintage,
  ...withinQuery({ within }),
  ...(commune === null ? {} : { commune }),
  ...(district === null ? {} : { district }),
  ...(box === null ? {} : { bbox: box.join() }),
  illustrative: flag(illustrative),
  limit: String(page),
})

/** What there is in an area, up to one page of each. */
export async function fetchPlaces(
  asked: PlacesAsked,
  lang: string,
  signal: AbortSignal,
): Promise<AreaPlaces> {
  const query = queryOf(asked)
  const [villages, facilities] = await Promise.all([
    parseResponse(client.villages.$get({ query }, inLanguage(lang, signal))),
    parseResponse(client.facilities.$get({ query }, inLanguage(lang, signal))),
  ]).catch(explain)
  return {
    dataVersion: villages.dataVersion,
    villages: villages.features,
    facilities: facilities.features,
    isCut: villages.links.length > 0 || facilities.links.length > 0,
  }
}

export type AccessAsked = Omit<PlacesAsked, 'box'> &
  Pick<PlacesChoice, 'purpose' | 'children' | 'radius' | 'goal' | 'sites' | 'landReady'>

export const fetchAccess = (asked: AccessAsked, lang: string, signal: AbortSignal) =>
  parseResponse(
    client.access.$get(
      {
        query: {
          vintage: asked.vintage,
          ...withinQuery(asked),
          ...(asked.commune === null ? {} : { commune: asked.commune }),
          ...(asked.district === null ? {} : { district: asked.district }),
          purpose: asked.purpose,
          children: asked.children,
          radius: String(asked.radius),
          goal: asked.goal,
          sites: String(asked.sites),
          land: asked.landReady ? 'ready' : 'any',
          circles: 'true',
          illustrative: flag(asked.illustrative),
        },
      },
      inLanguage(lang, signal),
    ),
  ).catch(explain)

export const fetchCounts = ({ vintage, within }: UnitsQuestion, illustrative: boolean, lang: string) =>
  parseResponse(
    client.places.communes.$get(
      { query: { vintage, ...withinQuery({ within }), illustrative: flag(illustrative) } },
      inLanguage(lang),
    ),
  )
    .then(({ communes }) => communes)
    .catch(explain)

export const fetchVillage = (id: string, illustrative: boolean, lang: string) =>
  parseResponse(
    client.villages[':id'].$get(
      { param: { id }, query: { illustrative: flag(illustrative) } },
      inLanguage(lang),
    ),
  ).catch(explain)

export const fetchFacility = (id: string, illustrative: boolean, lang: string) =>
  parseResponse(
    client.facilities[':id'].$get(
      { param: { id }, query: { illustrative: flag(illustrative) } },
      inLanguage(lang),
    ),
  ).catch(explain)

export const postPhoto = (photo: Blob, lang: string) =>
  parseResponse(
    client.places.photos.$post(
      { form: { photo: new File([photo], 'photo.jpg', { type: photo.type }) } },
      inLanguage(lang),
    ),
  ).catch(explain)

export const postProposal = (json: ProposalToSend, lang: string) =>
  parseResponse(client.places.proposals.$post({ json }, inLanguage(lang))).catch(explain)

export const fetchProposals = (lang: string) =>
  parseResponse(client.places.proposals.$get({ query: { limit: '200' } }, inLanguage(lang)))
    .then(({ proposals }) => proposals)
    .catch(explain)

export const fetchProposal = (id: Proposal['id'], lang: string) =>
  parseResponse(client.places.proposals[':id'].$get({ param: { id } }, inLanguage(lang))).catch(explain)

export const approveProposal = (id: string, force: boolean, lang: string) =>
  parseResponse(
    client.places.proposals[':id'].approve.$post({ param: { id }, json: { force } }, inLanguage(lang)),
  ).catch(explain)

export const returnProposal = (id: string, reason: string, lang: string) =>
  parseResponse(
    client.places.proposals[':id'].return.$post({ param: { id }, json: { reason } }, inLanguage(lang)),
  ).catch(explain)

export type PlacesImport = InferResponseType<(typeof client.places.imports)['$post'], 200>
export type ImportAsked = {
  file: File
  kind: 'village' | 'facility'
  vintage: Vintage
  source: string
  asOf: string
  /** Else the file is only looked at. */
  send: boolean
}

export const postImport = ({ send, ...form }: ImportAsked, lang: string) =>
  parseResponse(client.places.imports.$post({ form: { ...form, send: flag(send) } }, inLanguage(lang))).catch(
    explain,
  )
