import { describe, expect, test } from 'vitest'
import { keptScenarios, storeKept } from '../../web/state/kept'

describe('scenarios on this machine', () => {
  const one = {
    id: 'a',
    key: 'k',
    name: 'Hai mươi tỷ',
    address: '/budget',
    updatedAt: '2026-11-24T00:00:00.000Z',
    dataVersion: 1,
    isLocked: false,
  }
  const storage = (text: string | null) => {
    let kept = text
    return { getItem: () => kept, setItem: (_: string, next: string) => void (kept = next) }
  }

  test('come back as they were stored', () => {
    const place = storage(null)
    expect(keptScenarios(place)).toEqual([])
    storeKept(place, [one])
    expect(keptScenarios(place)).toEqual([one])
  })

  test('what is damaged or foreign is left out', () => {
    expect(keptScenarios(storage('{'))).toEqual([])
    expect(keptScenarios(storage('{"id":"a"}'))).toEqual([])
    expect(keptScenarios(storage(JSON.stringify([one, { id: 'b' }, null, 3])))).toEqual([one])
  })
})
