import { readFileSync, writeFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { isLarge, lookOver } from '../../server/store/connect'
import { seed } from '../../server/store/seed'
import { shippedSmall } from '../fixtures/shipped-small'
import { temporaryStore } from '../fixtures/store'

test('a store is looked over without being changed, and damage in it is told with the way back', async () => {
  const { store, file, cleanup } = await temporaryStore()
  await seed(store, shippedSmall)
  await store.destroy()
  expect(isLarge(file)).toBe(false)
  expect(() => lookOver(file)).not.toThrow()
  const bytes = readFileSync(file)
  // every page but the first loses its middle
  for (let page = 4096; page < bytes.length; page += 4096) bytes.fill(0xff, page + 8, page + 2000)
  writeFileSync(file, bytes)
  expect(() => lookOver(file)).toThrow(/npm run restore/)
  await cleanup()
})
