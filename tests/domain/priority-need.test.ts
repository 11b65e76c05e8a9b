import { describe, expect, test } from 'vitest'
import type { Reading } from '#domain/priority/criteria'
import { needOf } from '#domain/priority/criteria'
import { answerOf } from '#domain/priority/rules'
import { between, noPlayArea, play, poor, share, unknown, zone, zoneThree } from '../fixtures/priority'

describe('a need between 0 and 1', () => {
  test.each([
    { scale: play.scale, reading: share(100), low: 0, high: 0 }, // at target
    { scale: play.scale, reading: share(0), low: 1, high: 1 }, // nothing there
    { scale: play.scale, reading: share(30), low: 0.7, high: 0.7 },
    { scale: play.scale, reading: between(20, 50), low: 0.5, high: 0.8 },
    { scale: play.scale, reading: unknown, low: 0, high: 1 },
    { scale: play.scale, reading: undefined, low: 0, high: 1 },
    { scale: play.scale, reading: share(130), low: 0, high: 0 }, // beyond the scale
    { scale: poor.scale, reading: between(40, null), low: 0.4, high: 1 },
    { scale: zone.scale, reading: share(2), low: 0.5, high: 0.5 },
    { scale: zone.scale, reading: unknown, low: 0, high: 1 },
    { scale: zone.scale, reading: share(7), low: 0, high: 1 }, // no such class
  ])('$reading.low to $reading.high is a need of $low to $high', ({ scale, reading, low, high }) => {
    const need = needOf(scale, reading)
    expect(need.low).toBeCloseTo(low, 12)
    expect(need.high).toBeCloseTo(high, 12)
  })
})

describe('a rule', () => {
  const either = {
    ...zoneThree,
    any: [...zoneThree.any, { reads: 'hard', test: 'above', limit: 0 } as const],
  }
  test.each<[string, Record<string, Reading>, string]>([
    ['holds by its first condition', { zone: share(3), hard: share(0) }, 'holds'],
    ['holds by its second condition', { zone: share(1), hard: share(5) }, 'holds'],
    ['holds whatever is not known', { zone: unknown, hard: share(5) }, 'holds'],
    ['fails when all conditions fail', { zone: share(2), hard: share(0) }, 'fails'],
    ['is open while one may hold', { zone: share(2), hard: between(0, 8) }, 'open'],
    ['is open without any reading', {}, 'open'],
  ])('%s', (_, readings, answer) => {
    expect(answerOf(either, readings)).toBe(answer)
  })

  test('about a limit from above is certain by the other end', () => {
    expect(answerOf(noPlayArea, { play: between(0, 40) })).toBe('open')
    expect(answerOf(noPlayArea, { play: between(0, 0) })).toBe('holds')
    expect(answerOf(noPlayArea, { play: between(10, 40) })).toBe('fails')
  })
})
