import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { landRules } from '#domain/allocation/land'
import { objectives } from '#domain/allocation/question'
import { ends } from '#domain/priority/rules'
import type { Budget } from '#domain/view/budget'
import { budgetMaps, budgetTabs, startingBudget } from '#domain/view/budget'
import { budgetPath, parseView, startingView, viewToAddress } from '#domain/view/address'

const read = (address: string): Budget => {
  const { pathname, search } = new URL(address, 'http://localhost')
  return parseView(pathname, search).budget
}
const addressOf = (budget: Budget) => viewToAddress({ ...startingView, path: budgetPath, budget })

describe('the address of the budget', () => {
  test('is short at the start', () => {
    expect(addressOf(startingBudget)).toBe('/budget')
    expect(read('/budget')).toEqual(startingBudget)
  })

  test('says what the committee asks', () => {
    const budget: Budget = {
      ...startingBudget,
      share: { rule: 'zone-iii', percent: 60 },
      weights: { 'play-areas': 0.6, children: 0.4 },
    }
    const address = addressOf(budget)
    expect(new URLSearchParams(address.split('?')[1]).get('weights')).toBe('play-areas~600.children~400')
    expect(new URLSearchParams(address.split('?')[1]).get('share')).toBe('zone-iii~60')
  })

  test('is not carried to another page', () => {
    const budget = { ...startingBudget, budgetMillion: 5 }
    expect(viewToAddress({ ...startingView, budget })).toBe('/')
  })

  test('brings back every choice', () => {
    const id = fc.constantFrom('play-area', 'preschool-room', 'nursery-room')
    const code = fc.integer({ min: 10, max: 99_999 }).map(String)
    const amount = fc.nat(1_000_000)
    const place = { code, intervention: id }
    const limit = fc.option(amount)
    const weights = fc.nat(1000).map((first) => ({ zone: first / 1000, children: (1000 - first) / 1000 }))
    const ids = (most: number) => fc.option(fc.uniqueArray(id, { maxLength: most }))
    const costs = fc.record({ 0: amount, 1: amount, 2: amount, 3: amount }, { requiredKeys: ['0'] })
    const budget: fc.Arbitrary<Budget> = fc.record({
      tab: fc.constantFrom(...budgetTabs),
      map: fc.constantFrom(...budgetMaps),
      preset: fc.constantFrom(null, 'equal'),
      weights: fc.option(weights),
      rules: ids(3),
      end: fc.constantFrom(null, ...ends),
      budgetMillion: amount,
      objective: fc.constantFrom(...objectives),
      weighting: fc.constantFrom('priority' as const, 'equal' as const),
      share: fc.record({ rule: id, percent: fc.nat(100) }),
      kinds: ids(3),
      minimums: fc.array(fc.record({ intervention: id, things: limit, percent: fc.option(fc.nat(100)) }), {
        maxLength: 2,
      }),
      land: fc.constantFrom(...landRules),
      first: fc.option(id),
      costs: fc.array(fc.record({ intervention: id, costMillion: costs }), { maxLength: 3 }),
      districts: fc.array(fc.record({ district: code, minMillion: limit, maxMillion: limit })),
      pinned: fc.array(fc.record({ ...place, count: amount })),
      excluded: fc.array(fc.record(place)),
      promised: fc.array(fc.record({ ...place, million: amount })),
      beside: fc.option(code),
      scenario: fc.constantFrom(null, '0123456789abcdefghjkmnpqrs'),
      from: fc.constantFrom(null, '0123456789abcdefghjkmnpqrs'),
    })
    fc.assert(
      fc.property(budget, (chosen) => {
        expect(read(addressOf(chosen))).toEqual(chosen)
      }),
    )
  })

  test.each([
    'weights=children~900',
    'weights=children~-1.zone~1001',
    'budget=-5',
    'budget=lots',
    'share=zone-iii',
    'share=zone-iii~x',
    'tab=none',
    'objective=beauty',
    'in=abc~play-area~1',
    'out=02896~<script>',
    'costs=play-area~x~-1',
    'limits=x~1~2',
  ])('%s, which nobody can mean, is as at the start', (search) => {
    expect(read(`/budget?${search}`)).toEqual(startingBudget)
  })
})
