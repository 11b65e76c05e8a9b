import { afterEach, beforeEach, expect, test } from 'vitest'
import {
  activateBoundary,
  activeBoundary,
  boundaryVersions,
  installBoundary,
} from '../../server/store/boundaries'
import type { Store } from '../../server/store/connect'
import { temporaryStore } from '../fixtures/store'

const schematic = {
  vintage: '2025',
  quality: 'schematic',
  topology: '{"type":"Topology","objects":{},"arcs":[]}',
  source: 'drawn from the seats',
  actor: 'start',
} as const
const official = {
  ...schematic,
  quality: 'official',
  topology: '{"type":"Topology","objects":{},"arcs":[[[0,0],[1,1]]]}',
  source: 'national map',
} as const

let store: Store
let cleanup: () => Promise<void>
beforeEach(async () => {
  ;({ store, cleanup } = await temporaryStore())
})
afterEach(() => cleanup())

test('a vintage without boundaries has none active', async () => {
  expect(await activeBoundary(store, '2025')).toBeNull()
  expect(await boundaryVersions(store, '2025')).toEqual([])
})

test('installed boundaries are active, with the SHA-256 of their topology', async () => {
  const installed = await installBoundary(store, schematic)
  expect(installed.isActive).toBe(true)
  // printf '%s' '{"type":"Topology","objects":{},"arcs":[]}' | sha256sum
  expect(installed.hash).toBe('8508bc7c39474f41765ad3a1b3c89595f34ab8e2662eadb88909fb93d0243aab')
  expect(await activeBoundary(store, '2025')).toEqual({
    ...installed,
    topology: schematic.topology,
    coarser: {},
  })
  expect(await activeBoundary(store, '2024')).toBeNull()
})

test('new boundaries replace the former ones, which are kept and can come back', async () => {
  const first = await installBoundary(store, schematic)
  const second = await installBoundary(store, official)
  expect((await boundaryVersions(store, '2025')).map(({ id, isActive }) => ({ id, isActive }))).toEqual([
    { id: second.id, isActive: true },
    { id: first.id, isActive: false },
  ])

  expect(await activateBoundary(store, { id: first.id, actor: 'administrator' })).toEqual(first)
  expect((await activeBoundary(store, '2025'))?.topology).toBe(schematic.topology)
})

test('the same boundaries are not stored twice', async () => {
  const first = await installBoundary(store, schematic)
  expect(await installBoundary(store, schematic)).toEqual(first)
  await installBoundary(store, official)
  expect(await installBoundary(store, schematic)).toEqual(first)
  expect(await boundaryVersions(store, '2025')).toHaveLength(2)
})

test('each vintage has its own active boundaries', async () => {
  await installBoundary(store, schematic)
  await installBoundary(store, { ...official, vintage: '2024' })
  expect((await activeBoundary(store, '2025'))?.quality).toBe('schematic')
  expect((await activeBoundary(store, '2024'))?.quality).toBe('official')
})

test('activating what was never installed says so and changes nothing', async () => {
  const first = await installBoundary(store, schematic)
  expect(await activateBoundary(store, { id: 999, actor: 'administrator' })).toBeNull()
  expect((await activeBoundary(store, '2025'))?.id).toBe(first.id)
})

test('the database itself refuses a second active version', async () => {
  const first = await installBoundary(store, schematic)
  await installBoundary(store, official)
  await expect(
    store.updateTable('boundary').set({ active: 1 }).where('id', '=', first.id).execute(),
  ).rejects.toThrow('UNIQUE')
})

test('each change is in the audit trail, and nothing is written when nothing changes', async () => {
  const first = await installBoundary(store, schematic)
  await installBoundary(store, schematic)
  const second = await installBoundary(store, official)
  await activateBoundary(store, { id: first.id, actor: 'administrator' })
  await activateBoundary(store, { id: first.id, actor: 'administrator' })
  const trail = await store.selectFrom('audit').select(['actor', 'action', 'subject']).orderBy('id').execute()
  expect(trail).toEqual([
    { actor: 'start', action: 'install-boundary', subject: `boundary/${first.id}` },
    { actor: 'start', action: 'install-boundary', subject: `boundary/${second.id}` },
    { actor: 'administrator', action: 'activate-boundary', subject: `boundary/${first.id}` },
  ])
})

test('a map is kept with its coarser drawings, and comes back with them', async () => {
  const coarser = { far: '{"type":"Topology","far":1}', middle: '{"type":"Topology","middle":1}' }
  const fine = await installBoundary(store, { ...official, coarser })
  expect((await activeBoundary(store, '2025'))?.coarser).toEqual(coarser)
  await installBoundary(store, schematic)
  expect((await activeBoundary(store, '2025'))?.coarser).toEqual({})
  await activateBoundary(store, { id: fine.id, actor: 'test' })
  expect((await activeBoundary(store, '2025'))?.coarser).toEqual(coarser)
})

test('a map from before there were coarser drawings gets them when it is installed again', async () => {
  await installBoundary(store, official)
  const coarser = { far: '{"type":"Topology","far":1}' }
  await installBoundary(store, { ...official, coarser })
  expect((await activeBoundary(store, '2025'))?.coarser).toEqual(coarser)
})
