import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Commitment, Count } from '#domain/commitments/commitment'
import { latestCount, reporterOf } from '#domain/commitments/counts'
import { hasEnded, judged } from '#domain/commitments/judge'
import { followed, talliesOf } from '#domain/commitments/progress'
import { playArea } from '../fixtures/interventions'
import { smallDataset } from '../fixtures/small-dataset'

const count = (value: number, period: string, status: Count['status'] = 'reported'): Count => ({
  value,
  period,
  status,
})
const commitment = (parts: Partial<Commitment> = {}): Commitment => ({
  id: 'one',
  scenario: null,
  vintage: '2024',
  code: '00001',
  intervention: 'play-area',
  count: 2,
  costMillion: 100,
  due: '2026-H2',
  agency: 'UBND xã An',
  notes: '',
  standing: 'agreed',
  decidedAt: '2026-01-15T00:00:00.000Z',
  decidedBy: 'account/a',
  updatedAt: '2026-01-15T00:00:00.000Z',
  dataVersion: 1,
  base: count(3, '2025-H2'),
  ...parts,
})
const judge = (one: Commitment, latest: Count | null, today = '2026-11-24', each = 1) =>
  judged([one], { latest, each }, today)[0]!

describe('where a commitment stands', () => {
  test('is done when the count has risen by what was committed', () => {
    expect(judge(commitment(), count(5, '2026-H1'))).toEqual({
      state: 'done',
      because: 'reported',
      built: 2,
      report: count(5, '2026-H1'),
      status: 'reported',
    })
  })

  test('is open while less was built and its period runs, late from the day after', () => {
    const latest = count(4, '2026-H1')
    expect(judge(commitment(), latest)).toMatchObject({ state: 'open', because: 'not-yet', built: 1 })
    expect(judge(commitment(), latest, '2026-12-31')).toMatchObject({ state: 'open' })
    expect(judge(commitment(), latest, '2027-01-01')).toMatchObject({ state: 'late', built: 1 })
  })

  test('a report of the period it started from tells nothing, nor does none', () => {
    for (const latest of [count(9, '2025-H2'), null]) {
      expect(judge(commitment(), latest)).toMatchObject({
        state: 'open',
        because: 'no-later-report',
        built: null,
        report: null,
      })
    }
  })

  test('without a real figure to start from no report can tell', () => {
    expect(judge(commitment({ base: null }), count(9, '2026-H1'))).toMatchObject({
      state: 'open',
      because: 'no-base',
      built: null,
    })
  })

  test('a count that fell is nothing built', () => {
    expect(judge(commitment(), count(1, '2026-H1'))).toMatchObject({ state: 'open', built: 0 })
  })

  test('rooms are seen by the children who got a place', () => {
    const rooms = commitment({ base: count(100, '2025-H2') })
    expect(judge(rooms, count(149, '2026-H1'), '2026-11-24', 25)).toMatchObject({ state: 'open', built: 1 })
    expect(judge(rooms, count(150, '2026-H1'), '2026-11-24', 25)).toMatchObject({ state: 'done', built: 2 })
  })

  test('people may confirm or withdraw it whatever was reported', () => {
    expect(judge(commitment({ standing: 'confirmed' }), null)).toMatchObject({
      state: 'done',
      because: 'confirmed',
      built: null,
    })
    expect(judge(commitment({ standing: 'withdrawn' }), count(9, '2026-H1'))).toMatchObject({
      state: 'withdrawn',
      built: null,
    })
  })

  test('is as trustworthy as the weaker of the two reports', () => {
    const estimated = commitment({ base: count(3, '2025-H2', 'estimated') })
    expect(judge(estimated, count(5, '2026-H1', 'official')).status).toBe('estimated')
  })

  test.each([
    ['2026-H1', '2026-06-30', '2026-07-01'],
    ['2026-H2', '2026-12-31', '2027-01-01'],
    ['2026', '2026-12-31', '2027-01-01'],
  ])('%s ends with %s', (period, last, next) => {
    expect([hasEnded(period, last), hasEnded(period, next)]).toEqual([false, true])
  })
})

describe('several commitments to the same thing in one place', () => {
  test('share one rise, what is due first before what is due later', () => {
    const two = [commitment({ id: 'later', due: '2027-H1' }), commitment({ id: 'first', due: '2026-H1' })]
    const answers = judged(two, { latest: count(6, '2026-H1'), each: 1 }, '2026-11-24')
    expect(answers.map(({ state, built }) => [state, built])).toEqual([
      ['open', 1],
      ['done', 2],
    ])
  })

  test('one decided after another was built starts from there', () => {
    const two = [
      commitment({ id: 'a', due: '2026-H1' }),
      commitment({ id: 'b', due: '2026-H2', count: 1, base: count(5, '2026-H1') }),
    ]
    const answers = judged(two, { latest: count(6, '2026-H2'), each: 1 }, '2027-02-01')
    expect(answers.map(({ state, built }) => [state, built])).toEqual([
      ['done', 2],
      ['done', 1],
    ])
  })

  test('what people saw built is not counted again for others', () => {
    const two = [
      commitment({ id: 'a', due: '2026-H1', standing: 'confirmed' }),
      commitment({ id: 'b', due: '2026-H2' }),
    ]
    const [, b] = judged(two, { latest: count(6, '2026-H2'), each: 1 }, '2026-11-24')
    expect(b).toMatchObject({ state: 'open', built: 1 })
  })

  test('nothing built is counted twice, whatever was decided when', () => {
    const some = fc.array(
      fc.record({
        count: fc.integer({ min: 1, max: 5 }),
        base: fc.integer({ min: 0, max: 9 }),
        half: fc.integer({ min: 1, max: 2 }),
      }),
      { minLength: 1, maxLength: 6 },
    )
    fc.assert(
      fc.property(some, fc.integer({ min: 0, max: 30 }), (parts, latest) => {
        const all = parts.map((part, i) =>
          commitment({
            id: String(i),
            count: part.count,
            due: `2026-H${part.half}`,
            base: count(part.base, '2025-H2'),
          }),
        )
        const answers = judged(all, { latest: count(latest, '2026-H1'), each: 1 }, '2026-11-24')
        const lowest = Math.min(...parts.map(({ base }) => base))
        const built = answers.reduce((sum, one) => sum + (one.built ?? 0), 0)
        expect(built).toBeLessThanOrEqual(Math.max(0, latest - lowest))
      }),
    )
  })
})

describe('the figures that judge', () => {
  test('are those of the commune that reports today, for an old commune too', () => {
    // Xuân joins An and Bình; Yên joins Cao and Dền
    expect(reporterOf(smallDataset, '2025', '00002')).toBe('00002')
    expect(reporterOf(smallDataset, '2024', '00001')).toBe('00002')
    expect(reporterOf(smallDataset, '2024', '00003')).toBe('00004')
    expect(reporterOf(smallDataset, '2025', '99999')).toBeNull()
    expect(reporterOf(smallDataset, '2024', '99999')).toBeNull()
  })

  test('are the latest that were reported, and never made up', () => {
    expect(latestCount(smallDataset, playArea, '00002')).toEqual(count(7, '2025-H2'))
    // a rate over villages that were added up is an estimate
    expect(latestCount(smallDataset, playArea, '00004')).toEqual(count(8, '2025-H2', 'estimated'))
    // Én has reported 0 for 2024-H1; the 1 of 2024-H2 is made up
    expect(latestCount(smallDataset, playArea, '00005')).toMatchObject({ value: 0, period: '2024-H1' })
    expect(latestCount(smallDataset, playArea, null)).toBeNull()
  })

  test('are shared by commitments of old communes that were joined', () => {
    const an = commitment({ base: count(5, '2024-H2'), count: 1, due: '2025-H1' })
    const bình = commitment({ id: 'two', code: '00002', base: count(5, '2024-H2'), due: '2025-H2', count: 3 })
    const xuân = commitment({ id: 'three', vintage: '2025', code: '00002', standing: 'withdrawn' })
    const all = followed(smallDataset, [playArea], [bình, an, xuân], '2026-11-24')
    expect(all.map(({ id, state, built }) => [id, state, built])).toEqual([
      ['two', 'late', 1],
      ['one', 'done', 1],
      ['three', 'withdrawn', null],
    ])
    expect(talliesOf(all)).toEqual({
      open: { commitments: 0, things: 0, costMillion: 0 },
      late: { commitments: 1, things: 3, costMillion: 100 },
      done: { commitments: 1, things: 1, costMillion: 100 },
      withdrawn: { commitments: 1, things: 2, costMillion: 100 },
    })
  })
})
