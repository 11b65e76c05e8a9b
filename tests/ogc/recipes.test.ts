import { afterAll, beforeAll, expect, test } from 'vitest'
import type { TestServer } from '../fixtures/server'
import { startServer } from '../fixtures/server'
import { read } from '../imports'

let server: TestServer
beforeAll(async () => {
  server = await startServer()
})
afterAll(() => server.stop())

/** The commands of a text as addresses: of `curl -G` the data belong to the address. */
const recipes = [
  ...read('data/README.md')
    .replaceAll('\\\n', ' ')
    .matchAll(/^curl .*$/gm),
].map(([command]) => {
  const [, address = ''] = /'(http:[^']+)'/.exec(command) ?? []
  const url = new URL(address)
  for (const [, name = '', value = ''] of command.matchAll(/--data-urlencode "(\w+)=([^"]+)"/g)) {
    url.searchParams.set(name, value)
  }
  return url.pathname + url.search
})

test('there are recipes', () => expect(recipes.length).toBeGreaterThan(6))

test.each(recipes)('%s answers with something', async (recipe) => {
  const answer = await server.get(recipe)
  expect(answer.status).toBe(200)
  const body = await answer.text()
  const matched = /"numberMatched":(\d+)/.exec(body)?.[1]
  expect(matched === undefined ? body.length > 1000 : Number(matched) > 0).toBe(true)
})
