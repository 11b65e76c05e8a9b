import { afterAll, expect, test } from 'vitest'
import { createPlanner } from '../server/planner'
import { need, question } from './fixtures/needs'

const planner = createPlanner({ maxQueue: 1 })
afterAll(() => planner.close())

const small = question([need('a', { count: 3 }), need('b')], 20)
const nobody = new AbortController().signal

test('a budget is solved in a thread of its own, with what comes next and how long all takes', async () => {
  const solved = await planner.plan(small, nobody)
  if (solved.kind !== 'plan' || solved.answer.kind !== 'planned') throw new Error(solved.kind)
  expect(solved.answer.plan.totals).toMatchObject({ spentMillion: 20, children: 20 })
  expect(solved.next?.added.reduce((sum, { count }) => sum + count, 0)).toBe(2)
  expect(solved.years?.years).toBe(2)
})

test('a question that is withdrawn stops, and the next one is answered', async () => {
  const withdrawal = new AbortController()
  const waiting = planner.curve(small, withdrawal.signal)
  withdrawal.abort()
  expect(await waiting).toEqual({ kind: 'stopped' })
  expect((await planner.curve(small, nobody)).kind).toBe('curve')
})

test('when too many wait, the next is told when to come back', async () => {
  const answers = await Promise.all(Array.from({ length: 4 }, () => planner.plan(small, nobody)))
  const kinds = answers.map(({ kind }) => kind)
  expect(kinds).toContain('plan')
  const busy = answers.find((one) => one.kind === 'busy')
  if (busy?.kind !== 'busy') throw new Error(`nobody was sent away: ${kinds.join()}`)
  expect(busy.retryAfterSeconds).toBeGreaterThan(0)
})
