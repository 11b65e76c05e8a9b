import { cpSync, renameSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { stampOfSources } from '../scripts/built.js'
import { root } from '../server/where'
import { temporaryFolder } from './fixtures/store'

let project: string
let remove: () => void
let stamp: string
beforeEach(() => {
  const temporary = temporaryFolder()
  remove = temporary.remove
  project = join(temporary.folder, 'project')
  for (const path of [
    'package-lock.json',
    'package.json',
    'server',
    'tsconfig.json',
    'vite.config.ts',
    'web',
  ]) {
    cpSync(join(root, path), join(project, path), { recursive: true, preserveTimestamps: true })
  }
  stamp = stampOfSources(project)
})
afterEach(() => remove())

const file = () => join(project, 'server/main.ts')

test('the sources are the same wherever they lie', () => {
  expect(stamp).toBe(stampOfSources(root))
})

test.each([
  ['edited', () => writeFileSync(file(), '// empty\n')],
  ['touched', () => utimesSync(file(), new Date(), new Date(statSync(file()).mtimeMs + 2000))],
  ['replaced by an older one', () => utimesSync(file(), new Date(0), new Date(0))],
  ['renamed', () => renameSync(file(), join(project, 'server/program.ts'))],
])('a file that was %s makes other sources', (_, change) => {
  change()
  expect(stampOfSources(project)).not.toBe(stamp)
})
