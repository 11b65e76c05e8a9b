import { existsSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { readBudgets } from '../../scripts/bench/figures'
import { readConfig } from '../../server/config'
import { readTemplate } from '../../server/routes/page-document'

const { webDir } = readConfig({})
const { head, scripts } = readTemplate(webDir)
const budgets = readBudgets()

/** Bytes of files of the page as they travel: packed where they are kept packed. */
const bytesOf = (files: readonly string[]): number =>
  files.reduce((sum, file) => {
    const packed = join(webDir, `${file}.br`)
    return sum + statSync(existsSync(packed) ? packed : join(webDir, file)).size
  }, 0)

const named = (html: string, pattern: RegExp): string[] =>
  [...html.matchAll(pattern)].map(([, file = '']) => file)
// the elements stand in a script, their quotation marks escaped
const fetched = [...new Set(named(scripts, /href=\\?"\/(assets\/[^"\\]+\.js)/g))]
const ofMap = fetched.filter((file) => /\/(map|MapPanel|worker)-/.test(file))
const ofPage = fetched.filter((file) => !ofMap.includes(file))

test('what every reader waits for stays within its budget', () => {
  const sizes = {
    'page: scripts from the start': bytesOf(ofPage),
    'page: scripts of the interactive map': bytesOf(ofMap.filter((file) => !file.includes('worker'))),
    'page: styles from the start': head.length,
  }
  for (const [name, size] of Object.entries(sizes)) {
    expect(size, name).toBeGreaterThan(1000)
    expect(size, name).toBeLessThanOrEqual(budgets[name]?.most ?? 0)
  }
})

test('no file of the page is left out of the count', () => {
  expect(ofPage.length).toBeGreaterThan(0)
  expect(ofMap.some((file) => file.includes('worker'))).toBe(true)
  // letters are those of the reader's own system
  expect(head).not.toContain('@font-face')
  // a script that the first ones import is named beside them, or it would be fetched after them
  for (const file of ofPage) {
    const imported = named(readFileSync(join(webDir, file), 'utf8'), /from"\.\/([^"]+\.js)"/g)
    for (const name of imported) expect(fetched).toContain(`assets/${name}`)
  }
})
