import { describe, expect, test } from 'vitest'
import type { DeadlineRules, Sent } from '#domain/flow/campaign'
import {
  campaignOf,
  campaignPeriods,
  collectedPeriod,
  dayInProvince,
  deadlineOf,
} from '#domain/flow/campaign'
import { vintageIn } from '#domain/flow/vintage'
import { smallDataset } from '../../fixtures/small-dataset'

const rules: DeadlineRules = {
  daysAfterEnd: 15,
  named: new Map([['2024-H2', { day: '2025-01-10', source: 'KH50' }]]),
}

test('reports are due so many days after the period, unless a document names the day', () => {
  expect(deadlineOf(rules, '2024-H1')).toEqual({ day: '2024-07-15', isDefault: true })
  expect(deadlineOf(rules, '2023')).toEqual({ day: '2024-01-15', isDefault: true })
  expect(deadlineOf(rules, '2024-H2')).toEqual({ day: '2025-01-10', isDefault: false })
})

const sent = (codes: string[], change: Partial<Sent>): Sent => ({
  id: 1,
  state: 'submitted',
  codes,
  submittedAt: null,
  returnedAt: null,
  ...change,
})

/** Five communes of 2024: 00001 to 00005. */
const board = (reports: Sent[], today: string) =>
  campaignOf(
    smallDataset,
    { vintage: '2024', period: '2024-H1', deadline: deadlineOf(rules, '2024-H1'), today },
    reports,
  )

describe('the board', () => {
  const reports = [
    sent(['00001'], { state: 'published', submittedAt: '2024-07-10T01:00:00Z' }),
    sent(['00002'], { state: 'submitted', submittedAt: '2024-07-20T01:00:00Z' }),
    sent(['00003'], {
      state: 'returned',
      submittedAt: '2024-07-02T01:00:00Z',
      returnedAt: '2024-07-05T01:00:00Z',
    }),
    // once approved, sent again as a correction that was sent back: what stands counts
    sent(['00004'], { state: 'approved', submittedAt: '2024-07-01T01:00:00Z' }),
    sent(['00004'], {
      state: 'returned',
      submittedAt: '2024-08-01T01:00:00Z',
      returnedAt: '2024-08-02T01:00:00Z',
    }),
    sent(['00005'], { state: 'withdrawn', submittedAt: '2024-07-01T01:00:00Z' }),
  ]

  test('tells who delivered in time or late, who has to mend, and who is missing', () => {
    const { deliveries, counts, completeness } = board(reports, '2024-07-16')
    expect(deliveries.map(({ code, state }) => `${code} ${state}`)).toEqual([
      '00001 delivered',
      '00002 late',
      '00003 returned',
      '00004 delivered',
      '00005 missing',
    ])
    expect(counts).toEqual({ delivered: 2, late: 1, returned: 1, missing: 1, due: 0 })
    expect(completeness).toBe(3 / 5)
    expect(deliveries.map(({ isPublished }) => isPublished)).toEqual([true, false, false, false, false])
  })

  test('until the day is over nobody is missing', () => {
    expect(board([], '2024-07-15').counts.due).toBe(5)
    expect(board([], '2024-07-16').counts.missing).toBe(5)
  })

  test('one file may report for several communes', () => {
    const area = sent(['00001', '00002', '00003'], { submittedAt: '2024-07-01T01:00:00Z' })
    expect(board([area], '2024-07-16').counts).toMatchObject({ delivered: 3, missing: 2 })
  })

  test('days are those of Viet Nam: 23:30 of the last day is in time, half an hour later is not', () => {
    expect(dayInProvince('2024-07-15T16:30:00Z')).toBe('2024-07-15')
    const at = (submittedAt: string) =>
      board([sent(['00001'], { submittedAt })], '2024-07-16').deliveries[0]?.state
    expect(at('2024-07-15T16:30:00Z')).toBe('delivered')
    expect(at('2024-07-15T17:00:00Z')).toBe('late')
  })
})

test('periods run from the first that is known to the one that runs today', () => {
  expect(campaignPeriods(['2025-H1', '2025-H2'], '2026-11-24')).toEqual([
    '2025-H1',
    '2025-H2',
    '2026-H1',
    '2026-H2',
  ])
  expect(campaignPeriods([], '2026-06-30')).toEqual(['2026-H1'])
  expect(collectedPeriod('2026-11-24')).toBe('2026-H1')
  expect(collectedPeriod('2026-06-30')).toBe('2025-H2')
})

test('the communes of 2025 report from the second half of 2025 on', () => {
  expect(['2025-H1', '2025-H2', '2025'].map(vintageIn)).toEqual(['2024', '2025', '2025'])
})
