import { afterAll, expect, test } from 'vitest'
import { equityOf } from '#domain/equity/equity'
import { prioritise } from '#domain/priority/prioritise'
import { randomOf } from '#domain/random'
import { createPlanner } from '../server/planner'
import { need, question } from './fixtures/needs'
import { ask, share, unit, unknown } from './fixtures/priority'

const planner = createPlanner({ maxQueue: 1 })
afterAll(() => planner.close())

const small = question([need('a', { count: 3 }), need('b')], 20)
const random = randomOf(3)
/** Costs that share no divisor and must be matched to the million: a search of many minutes. */
const endless = question(
  Array.from({ length: 900 }, (_, i) =>
    need(String(1000 + i), {
      count: 1 + random.index(9),
      childrenEach: 10 + random.index(90),
      unitCostMillion: 500 + random.index(900),
      weight: random.uniform(),
      favoured: i % 3 === 0,
    }),
  ),
  90_001,
  { objective: 'worst-off', favouredPercent: 60, secondsLimit: 3600 },
)
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

test('a question that nobody wants when it is put is not asked', async () => {
  expect(await planner.plan(small, AbortSignal.abort())).toEqual({ kind: 'stopped' })
  expect(await planner.prioritise(ask([]), AbortSignal.abort())).toEqual({ kind: 'stopped' })
})

test(
  'a long search ends when it is withdrawn, and its thread goes on with the next',
  { timeout: 60_000 },
  async () => {
    const withdrawal = new AbortController()
    const waiting = planner.plan(endless, withdrawal.signal)
    setTimeout(() => withdrawal.abort(), 500)
    expect(await waiting).toEqual({ kind: 'stopped' })
    // were the search not stopped, this would wait for it and run into the test's own limit
    expect((await planner.plan(small, nobody)).kind).toBe('plan')
  },
)

test('a ranking and measures of inequality are worked out in a thread as they would be here', async () => {
  const units = [
    unit('A', { play: share(10), poor: share(90) }),
    unit('B', { play: unknown, poor: share(5) }),
  ]
  expect(await planner.prioritise(ask(units), nobody)).toEqual(prioritise(ask(units)))
  const communes = [10, 40, 70, 95].map((value, at) => ({
    children: 100 + at,
    value,
    disadvantage: -value,
    group: at < 2 ? 'a' : 'b',
  }))
  const measured = await planner.equity({ units: communes, bound: 100, seed: 3, draws: 200 }, nobody)
  expect(measured).toEqual({
    kind: 'equity',
    equity: equityOf(communes, { bound: 100, seed: 3, draws: 200 }),
  })
})

test('threads can be made ready ahead of the first question', async () => {
  await expect(planner.warm()).resolves.toBeUndefined()
})

test('when too many wait, the next is told when to come back', async () => {
  const answers = await Promise.all(Array.from({ length: 4 }, () => planner.plan(small, nobody)))
  const kinds = answers.map(({ kind }) => kind)
  expect(kinds).toContain('plan')
  const busy = answers.find((one) => one.kind === 'busy')
  if (busy?.kind !== 'busy') throw new Error(`nobody was sent away: ${kinds.join()}`)
  expect(busy.retryAfterSeconds).toBeGreaterThan(0)
})
