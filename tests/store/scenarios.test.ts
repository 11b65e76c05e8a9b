import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Store } from '../../server/store/connect'
import type { Scenario } from '../../server/store/scenarios'
import { addScenario, changeScenario, scenarioBytes, scenarioOf } from '../../server/store/scenarios'
import { seed } from '../../server/store/seed'
import { shippedSmall } from '../fixtures/shipped-small'
import { temporaryStore } from '../fixtures/store'

let store: Store
let cleanup: () => Promise<void>
beforeEach(async () => {
  ;({ store, cleanup } = await temporaryStore())
  await seed(store, shippedSmall)
})
afterEach(() => cleanup())

const scenario: Scenario = {
  id: 'abcdefghjkmnpqrstvwxyz0123',
  keyHash: 'feed',
  name: 'Hai mươi tỷ',
  createdAt: '2026-11-24T00:00:00.000Z',
  updatedAt: '2026-11-24T00:00:00.000Z',
  dataVersion: 1,
  isLocked: false,
  answer: '{"plan":"ổn"}',
}
const change = { ...scenario, name: 'Khác', updatedAt: '2026-11-25T00:00:00.000Z', answer: '{}' }

test('a scenario comes back as it was saved', async () => {
  await addScenario(store, scenario)
  expect(await scenarioOf(store, scenario.id)).toEqual(scenario)
  expect(await scenarioOf(store, 'unknown')).toBeNull()
})

test('its room is that of its answer in bytes', async () => {
  expect(await scenarioBytes(store)).toBe(0)
  await addScenario(store, scenario)
  expect(await scenarioBytes(store)).toBe(new TextEncoder().encode(scenario.answer).length)
})

test('it can be changed until it is locked; key and day of making stay', async () => {
  await addScenario(store, scenario)
  expect(await changeScenario(store, scenario.id, { ...change, isLocked: true })).toBe(true)
  const locked = { ...scenario, name: change.name, updatedAt: change.updatedAt, answer: '{}', isLocked: true }
  expect(await scenarioOf(store, scenario.id)).toEqual(locked)
  expect(await changeScenario(store, scenario.id, { ...change, name: 'Nữa', isLocked: false })).toBe(false)
  expect(await scenarioOf(store, scenario.id)).toEqual(locked)
})

test('a scenario that does not exist cannot be changed', async () => {
  expect(await changeScenario(store, 'unknown', change)).toBe(false)
})

test('saving and locking leave a trace', async () => {
  await addScenario(store, scenario)
  await changeScenario(store, scenario.id, { ...change, isLocked: true })
  const trace = await store.selectFrom('audit').selectAll().where('subject', 'like', 'scenario/%').execute()
  expect(trace.map(({ action }) => action)).toEqual(['save-scenario', 'lock-scenario'])
})
