import { cpSync, mkdirSync, renameSync, utimesSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { stampOfSources } from '../scripts/built.js'
import { temporaryFolder } from './fixtures/store'

const files = ['package-lock.json', 'package.json', 'tsconfig.json', 'vite.config.ts', 'web/main.ts']
const program = 'server/routes/page.ts'
const written = new Date('2026-03-01T08:00:00Z')

let folder: string
let remove: () => void
let stamp: string
beforeEach(() => {
  const temporary = temporaryFolder()
  remove = temporary.remove
  folder = join(temporary.folder, 'project')
  for (const file of [...files, program]) {
    mkdirSync(dirname(join(folder, file)), { recursive: true })
    writeFileSync(join(folder, file), '// one line\n')
    utimesSync(join(folder, file), written, written)
  }
  stamp = stampOfSources(folder)
})
afterEach(() => remove())

test('the sources are the same wherever they lie, and whatever is built beside them', () => {
  const other = `${folder}-copy`
  cpSync(folder, other, { recursive: true, preserveTimestamps: true })
  mkdirSync(join(other, 'dist'))
  writeFileSync(join(other, 'dist/sources'), stamp)
  expect(stampOfSources(other)).toBe(stamp)
})

test.each([
  [
    'longer',
    (file: string) => {
      writeFileSync(file, '// two\n// lines\n')
      utimesSync(file, written, written)
    },
  ],
  ['younger', (file: string) => utimesSync(file, written, new Date('2026-03-01T08:00:01Z'))],
  ['older, from a release', (file: string) => utimesSync(file, written, new Date('2026-02-28T08:00:00Z'))],
  ['renamed', (file: string) => renameSync(file, join(folder, 'server/routes/pages.ts'))],
])('a file that is %s makes other sources', (_, change) => {
  change(join(folder, program))
  expect(stampOfSources(folder)).not.toBe(stamp)
})
