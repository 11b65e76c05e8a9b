import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { TestServer } from '../fixtures/server'
import { startServer } from '../fixtures/server'
import { coreTests } from './core-tests'
import { crsTests } from './crs-tests'
import { cql2PropertyTests } from './cql2-property-tests'
import { cql2Tests } from './cql2-tests'
import { filterTests } from './filter-tests'
import { htmlTests } from './html-tests'
import type { ConformanceTests } from './conformance-tests'
import type { Service } from './service'
import { serviceOf } from './service'

let server: TestServer
let service: Service
beforeAll(async () => {
  server = await startServer()
  service = serviceOf(server)
})
afterAll(() => server.stop())

/** The requirements of the standards, one by one, by the conformance class that they belong to. */
const table: ConformanceTests = {
  ...coreTests,
  ...htmlTests,
  ...crsTests,
  ...filterTests,
  ...cql2Tests,
  ...cql2PropertyTests,
}

describe.each(Object.entries(table))('%s', (_uri, requirements) => {
  test.each(Object.entries(requirements))('%s', (_id, check) => check(service))
})

test('what is declared is what is tested', async () => {
  const { conformsTo } = await service.json('/conformance')
  expect([...conformsTo].sort()).toEqual(Object.keys(table).sort())
})
