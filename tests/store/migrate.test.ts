import { join } from 'node:path'
import { Migrator, sql } from 'kysely'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Store } from '../../server/store/connect'
import { openStore } from '../../server/store/connect'
import { migrate, migrations } from '../../server/store/migrate'
import { core } from '../../server/store/migrations/0001-core'
import { dump } from '../fixtures/dump'
import { temporaryFolder } from '../fixtures/store'

let store: Store
let remove: () => void
beforeEach(() => {
  const temporary = temporaryFolder()
  remove = temporary.remove
  store = openStore(join(temporary.folder, 'store.sqlite'))
})
afterEach(async () => {
  await store.destroy()
  remove()
})

const tables = async () =>
  (await store.introspection.getTables())
    .map((table) => table.name)
    .filter((name) => !name.startsWith('sqlite_'))

const migrator = (steps: typeof migrations) =>
  new Migrator({ db: store, provider: { getMigrations: async () => steps } })

test('an empty file gets all tables', async () => {
  expect(await migrate(store)).toEqual(Object.keys(migrations))
  expect(await tables()).toEqual(
    expect.arrayContaining([
      'audit',
      'batch',
      'boundary',
      'crosswalk',
      'data_version',
      'kept_file',
      'layout_mapping',
      'measure',
      'meta',
      'name_variant',
      'observation',
      'publication',
      'published_figure',
      'report',
      'scenario',
      'snapshot',
      'snapshot_file',
      'source',
      'unit',
    ]),
  )
})

test('a second start takes no step and writes nothing', async () => {
  await migrate(store)
  const before = await dump(store)
  const changes = await totalChanges()
  expect(await migrate(store)).toEqual([])
  expect(await totalChanges()).toBe(changes)
  expect(await dump(store)).toEqual(before)
})

const totalChanges = async () => {
  const { rows } = await sql<{ changes: number }>`select total_changes() as changes`.execute(store)
  return rows[0]!.changes
}

test('a file of the previous schema keeps its rows', async () => {
  await migrator({ '0001-core': core }).migrateToLatest()
  expect(await tables()).not.toContain('audit')
  await fillFirstSchema()
  const before = await dump(store)

  expect(await migrate(store)).toEqual(Object.keys(migrations).slice(1))
  // columns that came later are empty
  const observation = before['observation']!.map((row) => ({ ...(row as object), cell: null }))
  expect(await dump(store)).toMatchObject({ ...before, observation, audit: [], report: [], snapshot: [] })
})

/** In plain SQL: these rows were written by a program that knew nothing of today's types. */
async function fillFirstSchema() {
  await sql`insert into source values ('s', 'Title', 'Issuer', '2024', '')`.execute(store)
  await sql`insert into measure values ('villages', 'count', 1, 1)`.execute(store)
  await sql`insert into unit values ('2024', '90', 'province', 'P', 'tỉnh', null, '[]', null, null, null, 1)`.execute(
    store,
  )
  await sql`insert into data_version values (1, '2026-01-01T00:00:00.000Z', 'seed')`.execute(store)
  await sql`
    insert into batch (kind, state, title, created_at, published_version)
    values ('report', 'published', 'A report', '2026-01-01T00:00:00.000Z', 1)
  `.execute(store)
  await sql`insert into publication values (1, 1, null)`.execute(store)
  await sql`
    insert into observation values (1, '2024', 'villages', '2024-H1', '90', 7, 'reported', 's')
  `.execute(store)
}

test('steps that fail leave the file as it was', async () => {
  const failing = {
    ...migrations,
    '0003-failing': {
      async up(db: Store) {
        await sql`create table half_done (id integer)`.execute(db)
        throw new Error('no room left')
      },
    },
  }
  const { error } = await migrator(failing).migrateToLatest()
  expect(error).toMatchObject({ message: 'no room left' })
  expect(await tables()).toEqual([])
})

test('a step that fails is named', async () => {
  await sql`create table audit (id integer)`.execute(store)
  await expect(migrate(store)).rejects.toMatchObject({
    text: {
      en: expect.stringContaining('could not be upgraded (step 0002-boundaries-and-audit)') as string,
      vi: expect.stringContaining('Không nâng cấp được cơ sở dữ liệu') as string,
    },
  })
})

test('a file that a newer program has used is refused', async () => {
  await migrator({ ...migrations, '0999-later': { up: async () => undefined } }).migrateToLatest()
  await expect(migrate(store)).rejects.toMatchObject({
    text: {
      en: expect.stringContaining('newer version of the program (step 0999-later)') as string,
      vi: expect.stringContaining('phiên bản mới hơn') as string,
    },
  })
})
