import { readFileSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { runBackup, runRestore } from '../../scripts/backup/command'
import { backUp } from '../../server/store/backup'
import { claimFolder } from '../../server/store/claim'
import { openStore } from '../../server/store/connect'
import { record } from '../../server/store/audit'
import { migrate } from '../../server/store/migrate'
import { restore } from '../../server/store/restore'
import { temporaryFolder } from '../fixtures/store'

let folder: string
let remove: () => void
beforeEach(() => {
  ;({ folder, remove } = temporaryFolder())
})
afterEach(() => remove())

const databaseFile = () => join(folder, 'ban-do-tre-em.sqlite')
const backups = () => join(folder, 'backups')

/** Writes one entry into the trail, through a store of its own as the server would have. */
async function write(action: string) {
  const store = openStore(databaseFile())
  await migrate(store)
  await record(store, { actor: 'test', action, subject: 'batch/1', detail: {} })
  await store.destroy()
}

async function actions(): Promise<string[]> {
  const store = openStore(databaseFile())
  const rows = await store.selectFrom('audit').select('action').orderBy('id').execute()
  await store.destroy()
  return rows.map((row) => row.action)
}

const files = (of: string) => readdirSync(of).sort()

test('a restored store holds what it held when it was backed up, and the later one is put aside whole', async () => {
  await write('before')
  const made = await backUp(databaseFile(), backups())
  await write('after')

  const { setAside } = await restore(databaseFile(), join(backups(), made.file))

  expect(await actions()).toEqual(['before'])
  expect(setAside).not.toBeNull()
  await restore(
    databaseFile(),
    join(
      backups(),
      (await backUp(join(setAside!, 'ban-do-tre-em.sqlite'), backups(), { now: new Date('2030-01-01') }))
        .file,
    ),
  )
  expect(await actions()).toEqual(['before', 'after'])
})

test('a backup is taken while the store is open and being written to', async () => {
  await write('before')
  const store = openStore(databaseFile())
  await store.transaction().execute(async (trx) => {
    await record(trx, { actor: 'test', action: 'unconfirmed', subject: 'batch/1', detail: {} })
    const made = await backUp(databaseFile(), backups())
    expect(made.bytes).toBe(readFileSync(join(backups(), made.file)).byteLength)
  })
  await store.destroy()
  const [made] = files(backups())
  await restore(databaseFile(), join(backups(), made ?? ''))
  expect(await actions(), 'what was not confirmed is not in it').toEqual(['before'])
})

test('the oldest backups go when a number to keep is given', async () => {
  await write('before')
  for (const day of ['01', '02', '03']) {
    await backUp(databaseFile(), backups(), { now: new Date(`2026-11-${day}T00:00:00Z`), keep: 2 })
  }
  expect(files(backups())).toEqual([
    'ban-do-tre-em-20261102T000000Z.sqlite',
    'ban-do-tre-em-20261102T000000Z.sqlite.json',
    'ban-do-tre-em-20261103T000000Z.sqlite',
    'ban-do-tre-em-20261103T000000Z.sqlite.json',
  ])
})

describe('the store stays as it is', () => {
  async function backup(): Promise<string> {
    await write('before')
    const made = await backUp(databaseFile(), backups())
    await write('after')
    return join(backups(), made.file)
  }
  const isAsBefore = async () => {
    expect(await actions()).toEqual(['before', 'after'])
    expect(files(folder).filter((name) => name.includes('incoming'))).toEqual([])
  }

  test('when a single byte of the backup has changed', async () => {
    const file = await backup()
    const content = readFileSync(file)
    content[content.length - 1]! ^= 1
    writeFileSync(file, content)
    await expect(restore(databaseFile(), file)).rejects.toThrow('its SHA-256 does not match')
    await isAsBefore()
  })

  test('when the backup has lost its description', async () => {
    const file = await backup()
    writeFileSync(`${file}.json`, '{}')
    await expect(restore(databaseFile(), file)).rejects.toThrow('A backup is two files')
    await isAsBefore()
  })

  test('when a server is running on the folder', async () => {
    const file = await backup()
    const claim = claimFolder(folder)
    await expect(restore(databaseFile(), file)).rejects.toThrow('is in use by another process')
    claim.release()
    await isAsBefore()
  })
})

test('a damaged store is not backed up over a whole backup', async () => {
  await write('before')
  const content = readFileSync(databaseFile())
  content.fill(0xff, 4096, 3 * 4096)
  writeFileSync(databaseFile(), content)
  await expect(backUp(databaseFile(), backups())).rejects.toThrow('damaged')
  expect(files(backups())).toEqual([])
})

describe('the commands', () => {
  test('back up and restore, and say where things are', async () => {
    await write('before')
    const lines: string[] = []
    const environment = { DATA_DIR: folder }
    await runBackup(['--keep', '3'], environment, (line) => lines.push(line))
    const [made = ''] = files(backups())
    expect(lines[0]).toContain(join(backups(), made))
    await runRestore(['--from', join(backups(), made)], environment, (line) => lines.push(line))
    expect(lines[2]).toContain(join(folder, 'before-restore-'))
  })

  test.each([
    [['--keep', '0'], 'a whole number of at least 1 is needed'],
    [['--too', 'far'], 'wrong call'],
  ])('refuse %j', async (args, reason) => {
    await expect(runBackup(args, { DATA_DIR: folder }, () => {})).rejects.toThrow(reason)
  })

  test('refuse a folder without a store', async () => {
    await expect(runBackup([], { DATA_DIR: join(folder, 'none') }, () => {})).rejects.toThrow('no database')
  })
})
