import { describe, expect, test } from 'vitest'
import { runKills } from '../../scripts/endure/kills'
import type { Ledger } from '../../scripts/endure/ledger'
import { adopt, expected, faultsOf } from '../../scripts/endure/ledger'
import type { Standing } from '../../scripts/endure/office'

test('a server that is killed at random moments keeps every confirmed step and no half one', async () => {
  const result = await runKills({ kills: 3, seed: 20260101 })
  expect(result.faults).toEqual([])
  expect(result.kills).toBe(3)
  expect(result.confirmed).toBeGreaterThan(0)
}, 600_000)

describe('the ledger', () => {
  const figures = { villages: 20, villages_with_play_area: 10 }
  const report = (id: number, state: string, hash = 'a'): Standing => ({
    id,
    state,
    fileHash: hash,
    revision: 1,
    code: '02839',
    findings: [],
  })
  const ledger = (state: string, pending: Ledger['pending'] = null): Ledger => ({
    reports: new Map([[1, { code: '02839', figures, hash: 'a', state, rank: 1 }]]),
    pending,
  })
  const onItsWay = { id: 1, code: '02839', figures, hash: 'a', to: 'published' }
  const whole = () => true

  test('is content with what was confirmed, and with a step on its way done or undone', () => {
    expect(faultsOf(ledger('approved'), [report(1, 'approved')], whole)).toEqual([])
    expect(faultsOf(ledger('approved', onItsWay), [report(1, 'approved')], whole)).toEqual([])
    expect(faultsOf(ledger('approved', onItsWay), [report(1, 'published')], whole)).toEqual([])
    const upload = { ...onItsWay, id: null, hash: 'b', to: 'draft' }
    expect(faultsOf(ledger('draft', upload), [report(1, 'draft'), report(2, 'draft', 'b')], whole)).toEqual(
      [],
    )
  })

  test.each([
    ['a report that is gone', ledger('published'), [], 'is gone'],
    [
      'a confirmed step that is undone',
      ledger('published'),
      [report(1, 'approved')],
      'confirmed as published',
    ],
    ['a step that nobody took', ledger('approved'), [report(1, 'published')], 'and is published'],
    ['a report that nobody sent', ledger('draft'), [report(1, 'draft'), report(2, 'draft')], 'never sent'],
  ])('finds %s', (_, known, found, fault) => {
    expect(faultsOf(known, found, whole).join()).toContain(fault)
  })

  test('finds a file that is no longer whole', () => {
    expect(faultsOf(ledger('draft'), [report(1, 'draft')], () => false).join()).toContain('lost its file')
  })

  test('takes over what was found, and expects the figures of the report that was published last', () => {
    const known = ledger('approved', onItsWay)
    adopt(known, [report(1, 'published')])
    expect(known.pending).toBeNull()
    expect(expected(known, '02839')).toEqual(figures)
    const later = { villages: 21, villages_with_play_area: 20 }
    known.reports.set(2, { code: '02839', figures: later, hash: 'b', state: 'published', rank: 2 })
    expect(expected(known, '02839')).toEqual(later)
    known.reports.get(2)!.state = 'withdrawn'
    expect(expected(known, '02839')).toEqual(figures)
    expect(expected(known, '02842')).toBeNull()
  })
})
