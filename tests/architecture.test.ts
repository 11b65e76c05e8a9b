import { posix } from 'node:path'
import { describe, expect, test } from 'vitest'
import { filesBelow, importsOf, read } from './imports'

const code = ['server', 'web', 'scripts'].flatMap(filesBelow).filter((path) => /\.(ts|svelte)$/.test(path))
const modules = new Map(code.map((path) => [path, importsOf(path)]))

/** Which parts of the project each part may use at run time, besides itself. The longest prefix counts. */
const mayImport: Record<string, readonly string[]> = {
  'server/domain': [],
  'server/store': ['server/domain'],
  // the forms that it hands out and takes back are drawn
  'server/intake': ['server/domain', 'server/store', 'server/render', 'server/threads', 'server/where'],
  // threads are how heavy work is started, and know of ours only where it lies
  'server/render': ['server/domain', 'server/threads', 'server/where'],
  'server/accounts': ['server/domain', 'server/store'],
  'server/routes': [
    'server/domain',
    'server/store',
    'server/intake',
    'server/render',
    'server/accounts',
    // what the routes answer from: a type and its version, no part of the composition
    'server/published',
    // how long work makes room for others, which imports nothing of ours
    'server/slices',
  ],
  server: ['server'],
  web: ['server/domain'],
  scripts: ['server'],
  // endurance runs are tests that a person starts
  'scripts/endure': ['server', 'scripts', 'tests'],
}

const isBelow = (path: string, folder: string) =>
  path === folder || path.startsWith(`${folder}/`) || path.startsWith(`${folder}.`)

const partOf = (path: string): string =>
  Object.keys(mayImport)
    .filter((folder) => isBelow(path, folder))
    .sort((a, b) => b.length - a.length)[0] ?? ''

/** Imports that break a rule, as "file → what it imports". */
const offences = (breaks: (path: string, one: ReturnType<typeof importsOf>[number]) => boolean): string[] =>
  [...modules].flatMap(([path, imports]) =>
    imports.filter((one) => breaks(path, one)).map(({ specifier }) => `${path} → ${specifier}`),
  )

describe('imports point towards the domain', () => {
  test('each part uses at run time only the parts below it', () => {
    const forbidden = offences((path, { target, isType }) => {
      // data files may be read from anywhere
      if (target === null || isType || target.endsWith('.json')) return false
      const part = partOf(path)
      return ![part, ...(mayImport[part] ?? [])].some((folder) => isBelow(target, folder))
    })
    expect(forbidden).toEqual([])
  })

  test('of the server, the page sees the rules and, as types, what the API answers', () => {
    const forbidden = offences(
      (path, { target, isType }) =>
        isBelow(path, 'web') &&
        target !== null &&
        isBelow(target, 'server') &&
        !isBelow(target, 'server/domain') &&
        !isType,
    )
    expect(forbidden).toEqual([])
  })

  test('the domain knows no other part, not even its types', () => {
    const forbidden = offences(
      (path, { target }) =>
        isBelow(path, 'server/domain') && target !== null && !isBelow(target, 'server/domain'),
    )
    expect(forbidden).toEqual([])
  })

  test('the domain does no input or output and knows no framework', () => {
    const worldly = /^(node:|hono|@hono\/|kysely|better-sqlite3|pino|svelte|maplibre-gl|vite|zod)/
    const builtIn = /^(fs|path|os|http|https|net|crypto|worker_threads|child_process|url)(\/|$)/
    const forbidden = offences(
      (path, { specifier }) =>
        isBelow(path, 'server/domain') && (worldly.test(specifier) || builtIn.test(specifier)),
    )
    expect(forbidden).toEqual([])
  })

  test('no file imports itself in a circle', () => {
    expect(circles()).toEqual([])
  })
})

/** Circles of imports, types included, each as the files it passes. */
function circles(): string[] {
  const found: string[] = []
  const done = new Set<string>()
  const visit = (path: string, trail: readonly string[]): void => {
    const start = trail.indexOf(path)
    if (start >= 0) found.push([...trail.slice(start), path].join(' → '))
    if (start >= 0 || done.has(path)) return
    for (const { target } of modules.get(path) ?? []) {
      const next = target === null ? undefined : fileOf(target)
      if (next !== undefined) visit(next, [...trail, path])
    }
    done.add(path)
  }
  for (const path of modules.keys()) visit(path, [])
  return found
}

const fileOf = (target: string): string | undefined =>
  [target, `${target}.ts`, `${target}.svelte`, target.replace(/\.js$/, '.ts')].find((path) =>
    modules.has(path),
  )

describe('SQL', () => {
  const statement =
    /\b(SELECT\b[\s\S]{1,200}?\bFROM|INSERT\s+INTO|UPDATE\s+\S+\s+SET|DELETE\s+FROM|(CREATE|DROP|ALTER)\s+(TABLE|INDEX|VIEW|TRIGGER)|PRAGMA)\b/
  const builder =
    /\.(selectFrom|insertInto|replaceInto|updateTable|deleteFrom|createTable|alterTable|dropTable)\(|\bsql`/

  test.each([
    'SELECT code\nFROM unit',
    'INSERT INTO unit VALUES (1)',
    'UPDATE unit SET name',
    'PRAGMA journal_mode',
    "store.selectFrom('unit')",
    'sql`now()`',
  ])('%s is recognised', (text) => {
    expect(statement.test(text) || builder.test(text)).toBe(true)
  })

  test('is written in the store only', () => {
    // endurance runs make database files of other programs, to be read as maps
    const outside = code.filter((path) => !isBelow(path, 'server/store') && !isBelow(path, 'scripts/endure'))
    expect(outside.filter((path) => statement.test(read(path)) || builder.test(read(path)))).toEqual([])
  })
})

describe('routes', () => {
  test('are all mounted', () => {
    const app = read('server/app.ts')
    const made = filesBelow('server/routes').flatMap((path) =>
      [...read(path).matchAll(/^export (?:const|function) (\w+Routes)\b/gm)].map((match) => match[1] ?? ''),
    )
    expect(made).not.toEqual([])
    expect(made.filter((name) => !app.includes(`${name}(`))).toEqual([])
  })
})

describe('names', () => {
  test('a file is named after its idea, not after its kind', () => {
    const vague = /^(utils?|helpers?|common|shared|misc|types|index)\.(ts|svelte)$/
    const files = [...code, ...filesBelow('tests')]
    expect(files.filter((path) => vague.test(posix.basename(path)))).toEqual([])
    expect(files.filter((path) => /(^|\/)(utils?|helpers?|common|misc)\//.test(path))).toEqual([])
  })

  test('TypeScript files are lower-case or kebab-case, components in capitals', () => {
    const named = (path: string) =>
      path.endsWith('.svelte')
        ? /^[A-Z]\w*\.svelte$/.test(posix.basename(path))
        : /^[a-z0-9]+(-[a-z0-9]+)*(\.svelte|\.test|\.config|\.d)?\.ts$/.test(posix.basename(path))
    const files = [...code, ...filesBelow('tests').filter((path) => path.endsWith('.ts'))]
    expect(files.filter((path) => !named(path))).toEqual([])
  })
})

test('nothing is left to be done later', () => {
  // taken apart, so that this file does not find itself
  const words = new RegExp(`\\b(${['TO' + 'DO', 'FIX' + 'ME'].join('|')})\\b`)
  const texts = filesBelow('.').filter((path) => /\.(ts|svelte|css|html|md|ya?ml|json|csv)$/.test(path))
  expect(texts.length).toBeGreaterThan(100)
  expect(texts.filter((path) => words.test(read(path)))).toEqual([])
})
