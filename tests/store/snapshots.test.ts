import { afterEach, beforeEach, expect, test } from 'vitest'
import { sql } from 'kysely'
import type { Store } from '../../server/store/connect'
import { seed } from '../../server/store/seed'
import { keepSnapshot, snapshotBytes, snapshotFile, snapshotOf } from '../../server/store/snapshots'
import { shippedSmall } from '../fixtures/shipped-small'
import { temporaryStore } from '../fixtures/store'

let store: Store
let cleanup: () => Promise<void>
beforeEach(async () => {
  ;({ store, cleanup } = await temporaryStore())
  await seed(store, shippedSmall)
})
afterEach(() => cleanup())

const snapshot = {
  id: 'abcdefghjk',
  createdAt: '2026-11-24T00:00:00.000Z',
  dataVersion: 1,
  boundaryHash: 'feed',
  asked: '{"indicator":"play-areas"}',
  picture: '{"units":[]}',
}
const files = { png: new Uint8Array([0, 255, 13, 10]), svg: new TextEncoder().encode('<svg/>') }

test('a snapshot comes back as it was kept, its files byte for byte', async () => {
  expect(await keepSnapshot(store, snapshot, files)).toBe(true)
  expect(await snapshotOf(store, snapshot.id)).toEqual(snapshot)
  expect([...((await snapshotFile(store, snapshot.id, 'png')) ?? [])]).toEqual([0, 255, 13, 10])
  expect(await snapshotFile(store, snapshot.id, 'pdf')).toBeNull()
  expect(await snapshotOf(store, 'unknown')).toBeNull()
})

test('the same snapshot is kept once', async () => {
  await keepSnapshot(store, snapshot, files)
  expect(await keepSnapshot(store, { ...snapshot, picture: '{}' }, files)).toBe(false)
  expect((await snapshotOf(store, snapshot.id))?.picture).toBe(snapshot.picture)
  expect(await snapshotBytes(store)).toBe(10)
})

test('nobody can change or delete what was frozen', async () => {
  await keepSnapshot(store, snapshot, files)
  for (const statement of [
    sql`update snapshot set picture = '{}'`,
    sql`delete from snapshot`,
    sql`update snapshot_file set content = x'00'`,
    sql`delete from snapshot_file`,
  ]) {
    await expect(statement.execute(store)).rejects.toThrow('append-only')
  }
})

test('freezing leaves a trace', async () => {
  await keepSnapshot(store, snapshot, files)
  const trace = await store.selectFrom('audit').selectAll().where('action', '=', 'freeze-snapshot').execute()
  expect(trace).toMatchObject([{ subject: 'snapshot/abcdefghjk', actor: 'public' }])
})
