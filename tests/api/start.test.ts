import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Config } from '../../server/config'
import { readConfig } from '../../server/config'
import { start } from '../../server/start'
import { temporaryFolder } from '../fixtures/store'

let config: Config
let remove: () => void
beforeEach(() => {
  const temporary = temporaryFolder()
  const webDir = join(temporary.folder, 'web')
  mkdirSync(webDir)
  writeFileSync(join(webDir, 'index.html'), '<!doctype html><title>page</title>')
  const environment = { DATA_DIR: temporary.folder, PORT: '0', BOUNDARIES: 'schematic', LOG_LEVEL: 'silent' }
  config = { ...readConfig(environment), webDir }
  remove = temporary.remove
})
afterEach(() => remove())

test('a second server on the same data folder is refused; the first goes on, and its end frees the folder', async () => {
  const first = await start(config)
  await expect(start(config)).rejects.toThrow('is in use by another process')
  expect((await fetch(`${first.url}/healthz`)).status).toBe(200)
  await first.stop()

  const second = await start(config)
  expect((await fetch(`${second.url}/healthz`)).status).toBe(200)
  await second.stop()
})

test('a server that could not start leaves the folder free', async () => {
  writeFileSync(config.databaseFile, 'not a database, but long enough to be looked at '.repeat(20))
  await expect(start(config)).rejects.toThrow('is not a SQLite database')
  await expect(start(config)).rejects.toThrow('is not a SQLite database')
})
