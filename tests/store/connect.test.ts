import { chmodSync, openSync, readFileSync, statSync, writeFileSync, writeSync, closeSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { sql } from 'kysely'
import type { Store } from '../../server/store/connect'
import { openStore } from '../../server/store/connect'
import { migrate } from '../../server/store/migrate'
import { StoreError } from '../../server/store/problem'
import { seed } from '../../server/store/seed'
import { shippedSmall } from '../fixtures/shipped-small'
import { temporaryFolder, temporaryStore } from '../fixtures/store'

let folder: string
let remove: () => void
beforeEach(() => {
  ;({ folder, remove } = temporaryFolder())
})
afterEach(() => {
  chmodSync(folder, 0o755)
  remove()
})

/** Runs as someone without special rights: the tests may be run by root, whom no permission stops. */
function asOrdinaryUser<T>(work: () => T): T {
  const isRoot = process.geteuid?.() === 0
  if (isRoot) process.seteuid?.('nobody')
  try {
    return work()
  } finally {
    if (isRoot) process.seteuid?.('root')
  }
}

function problemOf(open: () => Store): StoreError {
  try {
    open()
  } catch (error) {
    if (error instanceof StoreError) return error
    throw error
  }
  throw new Error('the store opened without complaint')
}

test('a missing file and its folders are created', async () => {
  const file = join(folder, 'new', 'folder', 'store.sqlite')
  await openStore(file).destroy()
  expect(statSync(file).isFile()).toBe(true)
})

test('writes are durable, and foreign keys are checked', async () => {
  const { store, cleanup } = await temporaryStore()
  const pragma = async (name: string) => (await sql.raw(`pragma ${name}`).execute(store)).rows
  expect(await pragma('journal_mode')).toEqual([{ journal_mode: 'wal' }])
  expect(await pragma('synchronous')).toEqual([{ synchronous: 2 }])
  expect(await pragma('foreign_keys')).toEqual([{ foreign_keys: 1 }])
  expect(await pragma('busy_timeout')).toEqual([{ timeout: 5000 }])
  await cleanup()
})

describe('a file that cannot be used is named, with the way out, in both languages', () => {
  test('a folder that is really a file', () => {
    writeFileSync(join(folder, 'data'), '')
    const { text } = problemOf(() => openStore(join(folder, 'data', 'store.sqlite')))
    expect(text.en).toContain(`"${join(folder, 'data', 'store.sqlite')}" cannot be opened or created`)
    expect(text.en).toContain('set DATA_DIR to another folder')
    expect(text.vi).toContain('Không mở hoặc tạo được')
  })

  test('a folder in the place of the file', () => {
    expect(problemOf(() => openStore(folder)).text.en).toContain('cannot be opened or created')
  })

  test('a read-only folder', () => {
    chmodSync(folder, 0o555)
    const { text } = problemOf(() => asOrdinaryUser(() => openStore(join(folder, 'store.sqlite'))))
    expect(text.en).toContain('cannot be opened or created')
    expect(text.en).toContain('folder that can be written')
  })

  test.each([
    { what: 'a read-only file', folderMode: 0o777 },
    { what: 'a read-only file in a read-only folder', folderMode: 0o555 },
  ])('$what', async ({ folderMode }) => {
    const file = join(folder, 'store.sqlite')
    const store = openStore(file)
    await migrate(store)
    await store.destroy()
    chmodSync(file, 0o444)
    chmodSync(folder, folderMode)
    const { text } = problemOf(() => asOrdinaryUser(() => openStore(file)))
    expect(text.en).toContain(`"${file}" cannot be written`)
    expect(text.vi).toContain('chỉ cho đọc')
  })

  test('a file that is no database', () => {
    const file = join(folder, 'store.sqlite')
    writeFileSync(file, 'code,name\n02635,Duyên Hải\n'.repeat(200))
    const { text } = problemOf(() => openStore(file))
    expect(text.en).toContain(`"${file}" is not a SQLite database. Move it elsewhere`)
    expect(readFileSync(file, 'utf8')).toContain('Duyên Hải')
  })

  test('a damaged database', async () => {
    const file = join(folder, 'store.sqlite')
    const store = openStore(file)
    await migrate(store)
    await seed(store, shippedSmall)
    await store.destroy()
    overwrite(file, 4096 * 3, 4096 * 8)
    const { text } = problemOf(() => openStore(file))
    expect(text.en).toContain(`"${file}" is damaged`)
    expect(text.en).toContain('npm run restore')
    expect(text.vi).toContain('bị hỏng')
  })
})

function overwrite(file: string, from: number, to: number) {
  const handle = openSync(file, 'r+')
  writeSync(handle, Buffer.alloc(to - from, 0xee), 0, to - from, from)
  closeSync(handle)
}

test('when the database has already rolled back by itself, the real error is still the one reported', async () => {
  const { store, cleanup } = await temporaryStore()
  const failing = store.transaction().execute(async (trx) => {
    await sql`rollback`.execute(trx) // as SQLite does when the disk is full
    throw new Error('disk full')
  })
  await expect(failing).rejects.toThrow('disk full')
  await cleanup()
})
