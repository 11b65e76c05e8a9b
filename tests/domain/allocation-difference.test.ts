import { expect, test } from 'vitest'
import { allocate } from '#domain/allocation/allocate'
import type { Plan } from '#domain/allocation/answer'
import { differenceOf } from '#domain/allocation/difference'
import type { Need } from '#domain/allocation/needs'
import { loadSolver } from '../../server/solver'
import { need, question } from '../fixtures/needs'

const solver = await loadSolver()
function planOf(needs: Need[], budgetMillion: number, excluded: string[] = []): Plan {
  const places = excluded.map((code) => ({ code, intervention: 'play' }))
  const answer = allocate(question(needs, budgetMillion, { excluded: places }), solver)
  if (answer.kind !== 'planned') throw new Error(answer.kind)
  return answer.plan
}

const needs = [need('a', { count: 2 }), need('b', { count: 1, childrenEach: 5, childrenLast: 5 }), need('c')]

test('a plan beside itself has neither winners nor losers', () => {
  const plan = planOf(needs, 30)
  expect(differenceOf(plan, plan)).toEqual({ gain: [], lose: [], other: [], same: plan.funded.length })
})

test('who gains is first whoever gains most; who loses likewise', () => {
  // 30 builds a, a and c; without a it builds b and c
  const difference = differenceOf(planOf(needs, 30), planOf(needs, 30, ['a']))
  expect(difference.gain).toEqual([
    {
      code: 'b',
      district: '1',
      before: { things: {}, costMillion: 0, children: 0 },
      after: { things: { play: 1 }, costMillion: 10, children: 5 },
    },
  ])
  expect(difference.lose.map(({ code, before, after }) => [code, before.children, after.children])).toEqual([
    ['a', 20, 0],
  ])
  expect(difference.same).toBe(1)
})

test('other money for as many children is a change, but nobody gains', () => {
  const dear = needs.map((one) => ({ ...one, unitCostMillion: 11 }))
  const difference = differenceOf(planOf(needs, 100), planOf(dear, 100))
  expect(difference.gain).toEqual([])
  expect(difference.lose).toEqual([])
  expect(difference.other.map(({ code }) => code)).toEqual(['a', 'b', 'c'])
})
