import { describe, expect, test } from 'vitest'
import type { Equity } from '#domain/equity/equity'
import { equityOf } from '#domain/equity/equity'
import { equityFormat } from '#domain/equity/format'
import type { EquityMeasureId } from '#domain/equity/measures'
import { equityMeasureIds, equityMeasures } from '#domain/equity/measures'
import { rankingOf } from '#domain/equity/ranking'
import type { ReadingContext } from '#domain/equity/reading'
import { readingOf, readingsOf } from '#domain/equity/reading'
import type { EquityUnit } from '#domain/equity/sample'
import { reasons } from '#domain/outcome'

const poor = rankingOf('poor-households')!
const context: ReadingContext = {
  indicator: { vi: 'Trẻ 3–5 tuổi ra lớp', en: 'Enrolled at 3–5' },
  direction: 'up',
  ranking: poor,
  nameOf: (code) => ({ '080': 'Lào Cai', '087': 'Si Ma Cai' })[code] ?? code,
}
const stunting: ReadingContext = {
  ...context,
  indicator: { vi: 'Suy dinh dưỡng thấp còi', en: 'Stunting' },
  direction: 'down',
}
const format = equityFormat('percent')

const units: EquityUnit[] = [
  { children: 100, value: 40, disadvantage: 3, group: '087' },
  { children: 100, value: 60, disadvantage: 2, group: '087' },
  { children: 200, value: 92, disadvantage: 1, group: '080' },
]
const equity = equityOf(units, { bound: 100, draws: 0 })

/** The same equity with one figure as wanted. */
const having = (id: EquityMeasureId, value: number, low?: number, high?: number): Equity => ({
  ...equity,
  measures: {
    ...equity.measures,
    [id]: { kind: 'value', value, interval: low === undefined || high === undefined ? null : { low, high } },
  },
})

/** No-break spaces hold number and unit together; for reading they are spaces. */
const plain = (text: string) => text.replaceAll('\u00a0', ' ')
const read = (id: EquityMeasureId, of: Equity, about = context) => {
  const { vi, en } = readingOf(id, of, about, format)
  return { vi: plain(vi), en: plain(en) }
}

test('the slope says by how much, how surely, and who is worse off', () => {
  expect(read('slope', having('slope', 12.34, 8, 16.05))).toEqual({
    vi: 'Trẻ 3–5 tuổi ra lớp: từ nơi nghèo nhất đến nơi ít nghèo nhất, mức ước tính tăng 12,3 điểm phần trăm (khoảng tin cậy 95%: 8,0 đến 16,1), bất lợi cho nơi nghèo nhất.',
    en: 'Enrolled at 3–5: from the poorest places to the least poor places, the fitted level rises by 12.3 percentage points (95 % interval: 8.0 to 16.1), to the disadvantage of the poorest places.',
  })
})

test('a falling slope is said as an amount, its interval turned the same way', () => {
  const { en } = read('slope', having('slope', -12, -16, -8), stunting)
  expect(en).toBe(
    'Stunting: from the poorest places to the least poor places, the fitted level falls by 12.0 percentage points (95 % interval: 8.0 to 16.0), to the disadvantage of the poorest places.',
  )
})

test('where the poorest are better off, it says so', () => {
  expect(read('slope', having('slope', -5, -9, -1)).en).toContain(
    'to the disadvantage of the least poor places',
  )
})

describe('an interval that holds equality claims nothing', () => {
  test.each<[EquityMeasureId, number, number, number]>([
    ['slope', 3, -1, 7],
    ['slope', -3, -7, 0],
    ['quantile-difference', 3, -1, 7],
    ['quantile-ratio', 1.2, 0.9, 1.5],
    ['relative-slope', 0.8, 0.5, 1.1],
    ['concentration', 0.02, -0.01, 0.05],
    ['erreygers', 0.02, -0.01, 0.05],
    ['wagstaff', -0.02, -0.05, 0],
  ])('%s %d (%d to %d)', (id, value, low, high) => {
    const { vi, en } = read(id, having(id, value, low, high))
    expect(en).toMatch(/which is within the range of chance, so no difference can be claimed\.$/)
    expect(vi).toMatch(/nằm trong phạm vi ngẫu nhiên nên chưa thể nói là có chênh lệch\.$/)
    expect(en).not.toContain('disadvantage of')
    expect(en).not.toContain('more of it')
  })

  test('nor does the rounding left over where all are equal', () => {
    expect(read('slope', having('slope', 1e-15, 5e-16, 2e-15)).en).toContain('within the range of chance')
  })

  test('and without an interval there is no verdict either way', () => {
    const { en } = read('slope', having('slope', 12))
    expect(en).toBe(
      'Enrolled at 3–5: from the poorest places to the least poor places, the fitted level rises by 12.0 percentage points.',
    )
  })
})

test('an indicator without a better end has no one worse off', () => {
  const { en } = read('slope', having('slope', 12, 8, 16), { ...context, direction: 'none' })
  expect(en).not.toContain('disadvantage of')
})

test('a ratio says how many times', () => {
  expect(read('relative-slope', having('relative-slope', 1.344, 1.1, 1.6))).toEqual({
    vi: 'Trẻ 3–5 tuổi ra lớp: mức ước tính ở nơi ít nghèo nhất bằng 1,34 lần mức ở nơi nghèo nhất (khoảng tin cậy 95%: 1,10 đến 1,60), bất lợi cho nơi nghèo nhất.',
    en: 'Enrolled at 3–5: the fitted level in the least poor places is 1.34 times that in the poorest places (95 % interval: 1.10 to 1.60), to the disadvantage of the poorest places.',
  })
})

test('the concentration index says where more of it is', () => {
  expect(read('concentration', having('concentration', -0.21, -0.3, -0.1), stunting)).toEqual({
    vi: 'Suy dinh dưỡng thấp còi: chỉ số tập trung là −0,210 (khoảng tin cậy 95%: −0,300 đến −0,100), tập trung nhiều hơn ở nơi nghèo nhất.',
    en: 'Stunting: the concentration index is −0.210 (95 % interval: −0.300 to −0.100), more of it being in the poorest places.',
  })
})

test('the extremes are named with their levels', () => {
  expect(read('group-difference', equity)).toEqual({
    vi: 'Trẻ 3–5 tuổi ra lớp: cao nhất là Lào Cai (92,0%), thấp nhất là Si Ma Cai (50,0%), cách nhau 42,0 điểm phần trăm.',
    en: 'Enrolled at 3–5: the highest is Lào Cai (92.0 %), the lowest Si Ma Cai (50.0 %), 42.0 percentage points apart.',
  })
  expect(read('group-ratio', equity).en).toBe(
    'Enrolled at 3–5: the highest level (Lào Cai) is 1.84 times the lowest (Si Ma Cai).',
  )
})

test('districts that are alike are not ranked', () => {
  const alike = equityOf(
    units.map((unit) => ({ ...unit, value: 70 })),
    { bound: 100, draws: 0 },
  )
  expect(read('group-difference', alike)).toEqual({
    vi: 'Trẻ 3–5 tuổi ra lớp: cả 2 huyện đều như nhau, ở mức 70,0%.',
    en: 'Enrolled at 3–5: both districts are alike, at 70.0 %.',
  })
})

test('each concentration index is called by its name', () => {
  expect(read('erreygers', having('erreygers', 0.2, 0.1, 0.3)).en).toContain(
    'with Erreygers’ correction is 0.200',
  )
  expect(read('wagstaff', having('wagstaff', 0.2, 0.1, 0.3)).vi).toContain('chuẩn hóa Wagstaff là 0,200')
})

test('the outer groups are compared in the indicator’s unit', () => {
  const { vi, en } = read(
    'quantile-difference',
    having('quantile-difference', -20.65, -22.3, -18.8),
    stunting,
  )
  expect(vi).toBe(
    'Suy dinh dưỡng thấp còi: mức của trẻ em ở nơi ít nghèo nhất thấp hơn mức của trẻ em ở nơi nghèo nhất 20,7 điểm phần trăm (khoảng tin cậy 95%: 18,8 đến 22,3), bất lợi cho nơi nghèo nhất.',
  )
  expect(en).toBe(
    'Stunting: the level among children in the least poor places is 20.7 percentage points below that among children in the poorest places (95 % interval: 18.8 to 22.3), to the disadvantage of the poorest places.',
  )
})

test('Theil’s split is said in percent', () => {
  expect(read('theil-between-share', having('theil-between-share', 0.347, 0.2, 0.5))).toEqual({
    vi: 'Trẻ 3–5 tuổi ra lớp: phần bất bình đẳng nằm giữa các huyện là 35% (khoảng tin cậy 95%: 20% đến 50%), còn lại là giữa các xã trong cùng huyện.',
    en: 'Enrolled at 3–5: the share of the inequality that lies between districts is 35 % (95 % interval: 20 % to 50 %), the rest being within districts.',
  })
})

test('what cannot be computed reads as its reason', () => {
  const empty = equityOf([], { bound: 100 })
  for (const id of equityMeasureIds) expect(readingOf(id, empty, context, format)).toEqual(reasons['no-data'])
})

test('every measure has a reading in both languages, a formula and a source', () => {
  const readings = readingsOf(equityOf(units, { bound: 100, draws: 50 }), context, format)
  for (const { id, formula, source, name } of equityMeasures) {
    expect(readings[id].vi).toMatch(/\.$/)
    expect(readings[id].en).toMatch(/\.$/)
    for (const text of [formula.vi, formula.en, source, name.vi, name.en]) expect(text).not.toBe('')
  }
  expect(equityMeasures.map(({ id }) => id)).toEqual([...equityMeasureIds])
})

describe('figures', () => {
  const written = (
    unit: Parameters<typeof equityFormat>[0],
    value: number,
    kind: 'value' | 'difference' | 'index',
  ) => (['vi', 'en'] as const).map((language) => plain(equityFormat(unit)(value, kind, language)))

  test.each([
    { unit: 'percent', kind: 'value', value: 1234.56, expected: ['1.234,6%', '1,234.6 %'] },
    {
      unit: 'percent',
      kind: 'difference',
      value: 1,
      expected: ['1,0 điểm phần trăm', '1.0 percentage points'],
    },
    { unit: 'per-1000', kind: 'difference', value: -2.5, expected: ['−2,5‰', '−2.5 per 1,000'] },
    { unit: 'per-100000', kind: 'value', value: 549.6, expected: ['550 trên 100.000', '550 per 100,000'] },
    { unit: 'count', kind: 'value', value: -0.2, expected: ['0', '0'] },
    { unit: 'percent', kind: 'index', value: 0.0412, expected: ['0,041', '0.041'] },
    { unit: 'percent', kind: 'index', value: -0.000214, expected: ['−0,00021', '−0.00021'] },
    { unit: 'percent', kind: 'index', value: 0, expected: ['0,000', '0.000'] },
  ] as const)('$value $unit as a $kind', ({ unit, kind, value, expected }) => {
    expect(written(unit, value, kind)).toEqual(expected)
  })
})
