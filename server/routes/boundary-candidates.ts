import type { Context } from 'hono'
import { createRoute, z } from '@hono/zod-openapi'
import { mostBytes } from '../intake/boundaries-size'
import type { Candidate } from '../store/boundary-candidates'
import {
  addCandidate,
  candidate,
  candidates,
  dropCandidate,
  installCandidate,
  mendCandidate,
  previewOf,
  readingOf,
} from '../store/boundary-candidates'
import { permitted } from './account'
import { createDesk, toldCandidate } from './boundary-desk'
import { receive } from './boundary-file'
import { mendIn, mendTable } from './boundary-mend'
import {
  brokenOff,
  changedCandidate,
  tooLargeMap,
  unclearCandidate,
  unknownCandidate,
  unknownCommunes,
} from './boundary-refusals'
import { BoundaryVersionSchema, CandidateSchema, MendSchema, SendingQuery } from './boundary-schemas'
import type { Intake } from './intake'
import { json, params } from './intake'
import type { Refusal } from './problem'
import { headersOf, problemJson, problemOf, problemResponse } from './problem'
import { newRouter } from './router'

const tags = ['boundaries']
const restricted = {
  400: problemResponse('The request is not valid'),
  401: problemResponse('Nobody is signed in'),
  403: problemResponse('Only administrators may do this'),
}
const found = { ...restricted, 404: problemResponse('There is no such waiting map') }
const reading = {
  422: problemResponse('The map cannot be used; the text says why and how to mend it'),
  503: problemResponse('Another map is being read'),
}

const send = createRoute({
  method: 'post',
  path: '/boundaries',
  summary: 'Send a map in; it waits, and changes nothing until it is installed',
  description:
    'The file is the body: GeoJSON, TopoJSON, a zipped Shapefile or a GeoPackage, at most 200 MB and 2 million corners.',
  tags,
  request: {
    query: SendingQuery,
    body: {
      required: true,
      content: { 'application/octet-stream': { schema: z.string().openapi({ format: 'binary' }) } },
    },
  },
  responses: {
    201: { description: 'What was found in it', ...json(CandidateSchema) },
    ...restricted,
    413: problemResponse('The file is too large'),
    ...reading,
  },
})

const list = createRoute({
  method: 'get',
  path: '/boundaries/candidates',
  summary: 'Maps that wait to be installed, the latest first',
  tags,
  responses: {
    200: { description: 'The maps', ...json(z.object({ candidates: z.array(CandidateSchema) })) },
    ...restricted,
  },
})

const get = createRoute({
  method: 'get',
  path: '/boundaries/candidates/{id}',
  summary: 'A waiting map: what was matched, what was not, and how its shapes fit together',
  tags,
  request: { params },
  responses: { 200: { description: 'The map', ...json(CandidateSchema) }, ...found },
})

const getPreview = createRoute({
  method: 'get',
  path: '/boundaries/candidates/{id}/map.topojson',
  summary: 'The map as it would be installed',
  tags,
  request: { params },
  responses: {
    200: {
      description: 'TopoJSON',
      ...json(z.object({ type: z.literal('Topology') }).loose()),
    },
    ...found,
    409: problemResponse('Its polygons are not clear yet'),
  },
})

const getTable = createRoute({
  method: 'get',
  path: '/boundaries/candidates/{id}/mend.csv',
  summary: 'Which feature is which commune, as a table to mend in a spreadsheet',
  tags,
  request: { params },
  responses: { 200: { description: 'CSV', content: { 'text/csv': { schema: z.string() } } }, ...found },
})

const mended = {
  200: { description: 'What is found now', ...json(CandidateSchema) },
  ...found,
  409: problemResponse('Somebody else changed it meanwhile'),
  ...reading,
}

const putMend = createRoute({
  method: 'put',
  path: '/boundaries/candidates/{id}/mend',
  summary: 'Say which commune a feature is, or leave it out (null)',
  tags,
  request: {
    params,
    body: {
      required: true,
      ...json(z.object({ revision: z.number().int(), mend: MendSchema }).openapi('BoundaryMend')),
    },
  },
  responses: mended,
})

const putTable = createRoute({
  method: 'put',
  path: '/boundaries/candidates/{id}/mend.csv',
  summary: 'The same by the table, as a spreadsheet saved it',
  tags,
  request: {
    params,
    query: z.object({ revision: z.coerce.number().int() }),
    body: { required: true, content: { 'text/csv': { schema: z.string() } } },
  },
  responses: { ...mended, 413: problemResponse('The table is too large') },
})

const drop = createRoute({
  method: 'delete',
  path: '/boundaries/candidates/{id}',
  summary: 'Put a waiting map away',
  tags,
  request: { params },
  responses: { 204: { description: 'It is gone' }, ...found },
})

const install = createRoute({
  method: 'post',
  path: '/boundaries/candidates/{id}/install',
  summary: 'Put a waiting map in use; the one before is kept and can be used again',
  tags,
  request: { params, body: { required: true, ...json(z.object({ revision: z.number().int() })) } },
  responses: {
    200: { description: 'The version now in use', ...json(BoundaryVersionSchema) },
    ...found,
    409: problemResponse('Its polygons are not clear yet, or somebody else changed it'),
  },
})

/** A table of all features of a province is far below this. */
const mostTableBytes = 4 * 1024 * 1024

/** Maps on their way in: sent, mended, looked at, installed. For administrators. */
export const boundaryCandidateRoutes = ({ store, published, reload }: Intake) => {
  const consider = createDesk({ store, published })

  async function asked(
    c: Context,
    id: number,
  ): Promise<{ waiting: Candidate } | { refusal: Refusal<401 | 403 | 404> }> {
    const allowed = permitted(c, 'administer')
    if ('refusal' in allowed) return allowed
    const waiting = await candidate(store, id)
    return waiting ? { waiting } : { refusal: unknownCandidate(id) }
  }

  const communesOf = ({ vintage }: Pick<Candidate, 'vintage'>) =>
    published().dataset.geographies[vintage].units.filter(({ level }) => level === 'commune')

  async function mend(
    waiting: Candidate,
    revision: number,
    wanted: Candidate['mend'],
  ): Promise<Candidate | { refusal: Refusal<404 | 409 | 422 | 503> }> {
    if (waiting.revision !== revision) return { refusal: changedCandidate }
    const known = new Set(communesOf(waiting).map(({ code }) => code))
    const unknown = Object.values(wanted).filter((code) => code !== null && !known.has(code))
    if (unknown.length > 0) return { refusal: unknownCommunes(unknown.map(String)) }
    const packed = await readingOf(store, waiting.id)
    if (!packed) return { refusal: unknownCandidate(waiting.id) }
    const considered = await consider({ kind: 'reading', packed }, { ...waiting, mend: wanted })
    if ('refusal' in considered) return considered
    const { findings, topology, coarser } = considered
    const all = { ...findings, ...readingIn(waiting) }
    const isDone = await mendCandidate(store, {
      id: waiting.id,
      revision,
      mend: wanted,
      findings: all,
      topology,
      coarser,
    })
    const now = isDone ? await candidate(store, waiting.id) : null
    return now ?? { refusal: changedCandidate }
  }

  return newRouter()
    .openapi(send, async (c) => {
      c.header('Cache-Control', 'no-store')
      const allowed = permitted(c, 'administer')
      if ('refusal' in allowed) {
        return c.json(problemOf(c, allowed.refusal), allowed.refusal.status, problemJson)
      }
      const { vintage, name, source = name, crs, layer, encoding, codeField = null } = c.req.valid('query')
      const received = await receive(c.req.raw, mostBytes)
      if (received === 'too-large') {
        // the rest of the body is not read, so that the connection is of no use any more
        return c.json(problemOf(c, tooLargeMap), 413, { ...problemJson, Connection: 'close' })
      }
      if (received === 'broken-off') return c.json(problemOf(c, brokenOff), 400, problemJson)
      const file = {
        ...{ kind: 'file' as const, path: received.path, label: name },
        wishes: { crs, layer, encoding },
      }
      const considered = await consider(file, { vintage, codeField, mend: {} }).finally(received.remove)
      if ('refusal' in considered) {
        const { refusal } = considered
        return c.json(problemOf(c, refusal), refusal.status, headersOf(refusal))
      }
      const { findings, topology, coarser, packed } = considered
      const { id, name: who } = allowed.account
      const added = await addCandidate(store, {
        ...{ vintage, source, codeField, findings, topology, coarser },
        fileName: name,
        reading: packed,
        actor: { id, name: who },
      })
      return c.json(toldCandidate(added), 201)
    })
    .openapi(list, async (c) => {
      c.header('Cache-Control', 'no-store')
      const allowed = permitted(c, 'administer')
      if ('refusal' in allowed) {
        return c.json(problemOf(c, allowed.refusal), allowed.refusal.status, problemJson)
      }
      return c.json({ candidates: (await candidates(store)).map(toldCandidate) }, 200)
    })
    .openapi(getPreview, async (c) => {
      c.header('Cache-Control', 'no-store')
      const { id } = c.req.valid('param')
      const of = await asked(c, id)
      if ('refusal' in of) return c.json(problemOf(c, of.refusal), of.refusal.status, problemJson)
      const topology = await previewOf(store, id)
      if (topology === null) return c.json(problemOf(c, unclearCandidate), 409, problemJson)
      // kept as it was made, always a topology
      return c.json(JSON.parse(topology) as { type: 'Topology' }, 200)
    })
    .openapi(getTable, async (c) => {
      c.header('Cache-Control', 'no-store')
      const of = await asked(c, c.req.valid('param').id)
      if ('refusal' in of) return c.json(problemOf(c, of.refusal), of.refusal.status, problemJson)
      const { waiting } = of
      return c.text(mendTable(toldCandidate(waiting), waiting.mend, communesOf(waiting)), 200, {
        'Content-Type': 'text/csv; charset=utf-8',
        'Content-Disposition': `attachment; filename="boundaries-${waiting.id}-mend.csv"`,
      })
    })
    .openapi(putMend, async (c) => {
      c.header('Cache-Control', 'no-store')
      const of = await asked(c, c.req.valid('param').id)
      if ('refusal' in of) return c.json(problemOf(c, of.refusal), of.refusal.status, problemJson)
      const { revision, mend: wanted } = c.req.valid('json')
      const done = await mend(of.waiting, revision, wanted)
      if ('refusal' in done)
        return c.json(problemOf(c, done.refusal), done.refusal.status, headersOf(done.refusal))
      return c.json(toldCandidate(done), 200)
    })
    .openapi(putTable, async (c) => {
      c.header('Cache-Control', 'no-store')
      const of = await asked(c, c.req.valid('param').id)
      if ('refusal' in of) return c.json(problemOf(c, of.refusal), of.refusal.status, problemJson)
      if (Number(c.req.header('content-length') ?? 0) > mostTableBytes) {
        return c.json(problemOf(c, tooLargeMap), 413, { ...problemJson, Connection: 'close' })
      }
      const table = mendIn((await c.req.text()).slice(0, mostTableBytes))
      if ('refusal' in table) return c.json(problemOf(c, table.refusal), table.refusal.status, problemJson)
      const done = await mend(of.waiting, c.req.valid('query').revision, {
        ...of.waiting.mend,
        ...table.mend,
      })
      if ('refusal' in done)
        return c.json(problemOf(c, done.refusal), done.refusal.status, headersOf(done.refusal))
      return c.json(toldCandidate(done), 200)
    })
    .openapi(install, async (c) => {
      c.header('Cache-Control', 'no-store')
      const allowed = permitted(c, 'administer')
      if ('refusal' in allowed) {
        return c.json(problemOf(c, allowed.refusal), allowed.refusal.status, problemJson)
      }
      const { id } = c.req.valid('param')
      const { revision } = c.req.valid('json')
      const waiting = await candidate(store, id)
      if (!waiting) return c.json(problemOf(c, unknownCandidate(id)), 404, problemJson)
      if (!waiting.isReady) return c.json(problemOf(c, unclearCandidate), 409, problemJson)
      const { id: who, name } = allowed.account
      const version = await installCandidate(store, { id, revision, actor: { id: who, name } })
      if (!version) return c.json(problemOf(c, changedCandidate), 409, problemJson)
      await reload()
      return c.json(version, 200)
    })
    .openapi(get, async (c) => {
      c.header('Cache-Control', 'no-store')
      const of = await asked(c, c.req.valid('param').id)
      if ('refusal' in of) return c.json(problemOf(c, of.refusal), of.refusal.status, problemJson)
      return c.json(toldCandidate(of.waiting), 200)
    })
    .openapi(drop, async (c) => {
      c.header('Cache-Control', 'no-store')
      const { id } = c.req.valid('param')
      const of = await asked(c, id)
      if ('refusal' in of) return c.json(problemOf(c, of.refusal), of.refusal.status, problemJson)
      await dropCandidate(store, id)
      return c.body(null, 204)
    })
}

/** What is said about the file itself stays as it was when it came. */
const readingIn = (waiting: Candidate) => {
  const { notes, faults, fields } = toldCandidate(waiting)
  return { notes, faults, fields }
}
