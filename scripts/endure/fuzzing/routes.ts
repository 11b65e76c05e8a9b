import Sqlite from 'better-sqlite3'
import * as fc from 'fast-check'
import { schematicTopology } from '#domain/schematic'
import type { Shipped } from '../../../server/intake/shipped'
import { signedIn } from '../../../tests/accounts/sign-in'
import { shippedApi } from '../../../tests/fixtures/shipped-api'
import { faultOf } from './answers'
import type { Asked, Description, Route } from './requests'
import { requestOf, routesOf } from './requests'
import { reportSamples } from './samples'
import type { Target } from './run'
import { within } from './run'
import type { Words } from './values'

/** Milliseconds for one answer; the longest take some seconds on a busy machine. */
const patience = 120_000
const origin = 'http://localhost'

/** Addresses that draw, solve or compute keys of passwords: they get few of the inputs. */
const heavy =
  /^\/api\/(snapshots|reports|allocation|scenarios|access|compare|plan|forms|imports$|auth|join$|exports|places\/photos)|\/password$|marked\.xlsx/
const signOut = 'POST /api/auth/sign-out'
const reading = 'PUT /api/settings/public-reading'

/** Every route of the API and of the layers for GIS, asked as a visitor and as an administrator, on a real store. */
export async function routeTargets(): Promise<{ targets: Target[]; close: () => Promise<void> }> {
  const api = await shippedApi()
  Object.assign(api.published().boundaries, boundariesOf(api.shipped))
  // sees from outside whether anything was written
  const witness = new Sqlite(api.file, { readonly: true })
  const version = () => Number(witness.pragma('data_version', { simple: true }))
  const atFirst = version()
  const administrator = await signedIn(api, 'administrator')
  if (version() === atFirst) throw new Error('an account was made, and the witness saw nothing of it')

  const describe = async (path: string) => (await (await api.get(path)).json()) as Description
  const words = await wordsOf(api.shipped)
  const routes = [
    ...routesOf(await describe('/openapi.json'), words),
    ...routesOf(await describe('/ogc/api'), words, '/ogc'),
  ]

  async function check(asked: Asked, isSignedIn: boolean): Promise<void> {
    // whoever signs out is a visitor from then on
    const account = isSignedIn && asked.route !== signOut ? administrator : { Origin: origin }
    const request = requested({ ...asked, headers: { ...asked.headers, ...account } })
    if (request === null) return
    const before = version()
    const answer = await within(patience, async () => api.app.fetch(request))
    const fault = await faultOf(answer)
    if (fault !== null) throw new Error(fault)
    const isRefused = answer.status >= 400 && answer.status < 500
    if (isRefused && version() !== before) throw new Error(`${answer.status}, and yet something was written`)
    if (asked.route === reading && answer.ok) {
      await api.put('/api/settings/public-reading', { publicReading: 'open' }, administrator)
    }
  }

  const targetOf = (name: string, share: number, some: readonly Route[]): Target => ({
    name,
    share,
    property: fc.asyncProperty(
      fc.constantFrom(...some).chain(({ requests }) => requests),
      fc.boolean(),
      check,
    ),
  })
  const [light, slow] = [
    routes.filter(({ path }) => !heavy.test(path)),
    routes.filter(({ path }) => heavy.test(path)),
  ]
  return {
    targets: [targetOf('routes', 24, light), targetOf('routes that draw or solve', 1, slow)],
    close: async () => {
      witness.close()
      await api.close()
    },
  }
}

/** Null for what no program could send: an address or header that is none. */
function requested(asked: Asked): Request | null {
  try {
    return requestOf(origin, asked)
  } catch (error) {
    if (error instanceof TypeError) return null
    throw error
  }
}

function boundariesOf(shipped: Shipped) {
  const topologies = schematicTopology(shipped)
  const boundary = { quality: 'schematic', source: '', hash: 'schematic' } as const
  return {
    '2024': { ...boundary, topology: topologies['2024'] },
    '2025': { ...boundary, topology: topologies['2025'] },
  }
}

async function wordsOf({ units, catalogue, interventions, priority }: Shipped): Promise<Words> {
  const indicators = catalogue.indicators.map(({ id }) => id)
  const codes = ['02701', '02788', '02839', '085', '10', '15', ...units.slice(0, 3).map(({ code }) => code)]
  const periods = ['2024-H1', '2024-H2', '2025-H1', '2026-H1', '2025', '9999-H9']
  const kinds = interventions.map(({ id }) => id)
  const files = (await reportSamples()).map(({ bytes }) => [...bytes])
  const point = '{"type":"Point","coordinates":[104,22.3]}'
  return {
    vintage: ['2024', '2025'],
    ...{ period: periods, base: periods, due: ['2027', '2026-H2'] },
    ...{ code: codes, unit: codes, units: codes, area: codes, district: ['085', '087'], commune: codes },
    ...{
      indicator: indicators,
      indicators,
      equity: indicators,
      measure: catalogue.measures.map(({ id }) => id),
    },
    id: [...indicators.slice(0, 3), 1, 2, 3, '1', '-1', '1e3', '0x1', 'a'.repeat(64)],
    bytes: files,
    file: ['play-areas-villages.geojson', '02701.xlsx', 'communes.topojson', 'figures.csv', 'figures.xlsx'],
    ...{
      intervention: kinds,
      interventions: kinds,
      firstEverywhere: kinds,
      preset: priority.presets.map(({ id }) => id),
    },
    ...{ rule: priority.rules.map(({ id }) => id), budgetMillion: [0, 1, 5000, 20000, 1e15] },
    ...{
      width: [1, 200],
      layout: ['screen'],
      bbox: ['103,22,104,23', '1,2,3', '180,90,-180,-90'],
      revision: [1, 2],
    },
    filter: [
      "name = 'Sa Pa'",
      'S_INTERSECTS(geometry,POINT(104 22.3))',
      `{"op":"s_intersects","args":[{"property":"geometry"},${point}]}`,
    ],
    datetime: ['2025-01-01/..', '2024-12-31', '../..', '2025-01-01T00:00:00Z/2024-01-01T00:00:00Z'],
    featureId: codes,
  }
}
