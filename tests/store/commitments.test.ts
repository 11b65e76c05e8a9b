import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Commitment } from '#domain/commitments/commitment'
import { entriesOf } from '../../server/store/audit'
import { addCommitments, changeCommitment, commitmentOf, commitmentsOf } from '../../server/store/commitments'
import type { Store } from '../../server/store/connect'
import { addScenario } from '../../server/store/scenarios'
import { seed } from '../../server/store/seed'
import { shippedSmall } from '../fixtures/shipped-small'
import { temporaryStore } from '../fixtures/store'

let store: Store
let cleanup: () => Promise<void>
const scenario = 'abcdefghjkmnpqrstvwxyz0123'
beforeEach(async () => {
  ;({ store, cleanup } = await temporaryStore())
  await seed(store, shippedSmall)
  await addScenario(store, {
    id: scenario,
    keyHash: 'feed',
    name: 'Hai mươi tỷ',
    createdAt: '2026-11-24T00:00:00.000Z',
    updatedAt: '2026-11-24T00:00:00.000Z',
    dataVersion: 1,
    isLocked: true,
    answer: '{}',
  })
})
afterEach(() => cleanup())

const commitment = (id: string, parts: Partial<Commitment> = {}): Commitment => ({
  id,
  scenario: null,
  vintage: '2024',
  code: '90001',
  intervention: 'play-area',
  count: 2,
  costMillion: 100,
  due: '2027-H1',
  agency: 'UBND xã',
  notes: '',
  standing: 'agreed',
  decidedAt: '2026-11-24T00:00:00.000Z',
  decidedBy: 'account/lan',
  updatedAt: '2026-11-24T00:00:00.000Z',
  dataVersion: 1,
  base: { value: 3, period: '2026-H1', status: 'reported' },
  ...parts,
})
const by = { actor: 'account/hoa', at: '2026-12-01T00:00:00.000Z' }
const trail = async () => (await entriesOf(store, { before: null, limit: 50 })).map(({ action }) => action)

test('a list comes back as it was decided, due first and then by place; what had no base has none', async () => {
  const decided = [
    commitment('late', { due: '2028-H1' }),
    commitment('b', { code: '90002', base: null }),
    commitment('a', { scenario }),
  ]
  expect(await addCommitments(store, decided)).toBe(true)
  expect(await commitmentsOf(store)).toEqual([decided[2], decided[1], decided[0]])
  expect(await commitmentOf(store, 'b')).toEqual(decided[1])
  expect(await commitmentOf(store, 'nobody')).toBeNull()
})

test('a scenario is decided once, and the second list leaves nothing behind', async () => {
  await addCommitments(store, [commitment('a', { scenario })])
  const before = await trail()
  const again = [commitment('alone'), commitment('b', { scenario })]
  expect(await addCommitments(store, again)).toBe(false)
  expect((await commitmentsOf(store)).map(({ id }) => id)).toEqual(['a'])
  expect(await trail()).toEqual(before)
})

test('a list with a fault in its middle is not kept at all', async () => {
  await expect(addCommitments(store, [commitment('a'), commitment('a')])).rejects.toThrow()
  expect(await commitmentsOf(store)).toEqual([])
  expect(await trail()).not.toContain('commit')
})

test('a change sets what it names and nothing else, and the trail says what was there before', async () => {
  await addCommitments(store, [commitment('a'), commitment('b')])
  const changed = await changeCommitment(store, 'a', { standing: 'confirmed', notes: 'Đã xem' }, by)
  expect(changed).toEqual(commitment('a', { standing: 'confirmed', notes: 'Đã xem', updatedAt: by.at }))
  expect(await commitmentOf(store, 'a')).toEqual(changed)
  expect(await commitmentOf(store, 'b')).toEqual(commitment('b'))
  const [latest] = await entriesOf(store, { before: null, limit: 1 })
  expect(latest).toMatchObject({
    actor: by.actor,
    action: 'change-commitment',
    subject: 'commitment/a',
    detail: { standing: 'agreed → confirmed', notes: ' → Đã xem' },
  })
})

test('what does not exist cannot be changed', async () => {
  const before = await trail()
  expect(await changeCommitment(store, 'nobody', { notes: 'x' }, by)).toBeNull()
  expect(await trail()).toEqual(before)
})
