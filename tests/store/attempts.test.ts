import { expect, test } from 'vitest'
import { attemptsOf } from '../../server/store/attempts'
import { openStore } from '../../server/store/connect'
import { temporaryStore } from '../fixtures/store'

const clock = { now: 1_800_000_000_000 }
const limit = { most: 2, perSeconds: 60 }

test('attempts are counted by key and kind until their time is over, also by a server that was started anew', async () => {
  const { store, file, cleanup } = await temporaryStore()
  const attempts = attemptsOf(store, 'account', limit, () => clock.now)
  expect(await attempts.take('mẩy@laocai.example')).toBeNull()
  clock.now += 20_000
  expect(await attempts.take('mẩy@laocai.example')).toBeNull()
  expect(await attempts.take('other@laocai.example')).toBeNull()
  expect(await attemptsOf(store, 'address', limit, () => clock.now).take('mẩy@laocai.example')).toBeNull()

  const restarted = openStore(file)
  const after = attemptsOf(restarted, 'account', limit, () => clock.now)
  // 40 of the 60 seconds since the first attempt are left
  expect(await after.take('mẩy@laocai.example')).toBe(40)
  clock.now += 40_000
  expect(await after.take('mẩy@laocai.example')).toBeNull()
  await restarted.destroy()
  await cleanup()
})

test('who succeeds starts afresh, and no address is kept in plain', async () => {
  const { store, cleanup } = await temporaryStore()
  const attempts = attemptsOf(store, 'account', { most: 1, perSeconds: 60 }, () => clock.now)
  expect(await attempts.take('a@b.example')).toBeNull()
  expect(await attempts.take('a@b.example')).toBe(60)
  const rows = await store.selectFrom('attempt').selectAll().execute()
  expect(rows.map(({ key, count }) => [key.length, count])).toEqual([[64, 2]])
  await attempts.forget('a@b.example')
  expect(await attempts.take('a@b.example')).toBeNull()
  await cleanup()
})
