import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createDataset } from '#domain/dataset'
import type { Demand } from '#domain/plan-progress'
import { attained, planProgress } from '#domain/plan-progress'
import { datasetWith, observation, smallDataset, smallInput } from '../fixtures/small-dataset'

const demand = (id: string, indicators: string[], more: Partial<Demand> = {}): Demand => ({
  id,
  clause: { vi: id, en: id },
  indicators,
  agency: { vi: 'Sở', en: 'Department' },
  agencyBasis: 'sector',
  target: { vi: 'tất cả', en: 'all' },
  deadline: null,
  collect: null,
  source: 'law',
  confidence: 'official',
  ...more,
})

const asked = { vintage: '2024', period: '2024-H2', illustrative: false, within: null } as const

describe('a demand with figures', () => {
  const [progress] = planProgress(smallDataset, [demand('play', ['play-areas-villages'])], asked)
  const play = progress!.indicators[0]!

  test('shows the province and each district against the target', () => {
    // reported: 2, 3 (and 1 unknown), 5 and 8 of 27 villages; Én did not report
    expect(play.province.value).toMatchObject({ numerator: 18, denominator: 27 })
    expect(play.province.attained).toBeCloseTo(18 / 27, 12)
    expect(play.districts.map(({ code, name }) => [code, name])).toEqual([
      ['080', 'Huyện Bắc'],
      ['085', 'Huyện Nam'],
    ])
  })

  test('a district surely below is not met, one that unreported villages could still bring there is open', () => {
    // north: 10 of 15, at best 11; south: 8 of 12, at best all 12
    expect(play.districts.map(({ isMet }) => isMet)).toEqual([false, null])
    expect(progress!.state).toBe('not-met')
  })

  test('carries the trend of the province and needs nothing more collected', () => {
    expect(play.trend.map(({ period }) => period)).toEqual(smallDataset.periods)
    expect(play.collect).toBeNull()
  })
})

describe('the target', () => {
  test('is the plan’s own where the catalogue has it, else the one shown first', () => {
    const catalogue = {
      ...smallInput.catalogue,
      indicators: smallInput.catalogue.indicators.map((indicator) => ({
        ...indicator,
        targets: indicator.targets.map((target, at) => ({ ...target, source: at === 0 ? 'law' : 'plan' })),
      })),
    }
    const dataset = createDataset({ ...smallInput, catalogue })
    const targetOf = (source: string) =>
      planProgress(dataset, [demand('play', ['play-areas-communes'], { source })], asked)[0]?.indicators[0]
        ?.target?.id
    expect(targetOf('plan')).toBe('decision')
    expect(targetOf('another')).toBe('plan')
  })
})

describe('the state of a demand', () => {
  const villages = (code: string, all: number, withArea: number) => [
    observation('villages', '2023', code, all),
    observation('villages_with_play_area', '2024-H2', code, withArea),
  ]
  const stateOf = (observations: ReturnType<typeof villages>, indicators = ['play-areas-villages']) =>
    planProgress(datasetWith(observations), [demand('play', indicators)], asked)[0]?.state

  const oldCodes = ['00001', '00002', '00003', '00004', '00005']

  test('met when every commune has reported and none lacks anything', () => {
    expect(stateOf(oldCodes.flatMap((code) => villages(code, 4, 4)))).toBe('met')
  })

  test('not met as soon as one village surely lacks its play area', () => {
    expect(stateOf(oldCodes.flatMap((code, at) => villages(code, 4, at === 0 ? 3 : 4)))).toBe('not-met')
    expect(stateOf([...villages('00001', 4, 3), observation('villages', '2023', '00002', 5)])).toBe('open')
  })

  test('partly when one of two indicators is met', () => {
    const met = oldCodes.flatMap((code) => villages(code, 4, 4))
    const poor = oldCodes.flatMap((code) => [
      observation('households', '2024', code, 10),
      observation('households_poor', '2024', code, 5),
    ])
    expect(stateOf([...met, ...poor], ['play-areas-villages', 'poor-households'])).toBe('partly')
  })

  test('without a figure to reach there is nothing to judge', () => {
    const children = oldCodes.map((code) => observation('children_under_16', '2024-H2', code, 100))
    expect(stateOf(children, ['children-under-16'])).toBe('no-target')
  })

  test('without figures, without indicators or with unknown ones there are no data', () => {
    expect(stateOf([])).toBe('no-data')
    expect(stateOf(villages('00001', 4, 4), [])).toBe('no-data')
    expect(stateOf(villages('00001', 4, 4), ['stunting'])).toBe('no-data')
  })
})

describe('a demand without real figures', () => {
  const madeUp = datasetWith([
    observation('villages', '2023', '00001', 4),
    observation('villages_with_play_area', '2024-H2', '00001', 2, 'illustrative'),
  ])

  test.each([false, true])(
    'says what has to be collected and who reports it (made-up figures shown: %s)',
    (illustrative) => {
      const [progress] = planProgress(madeUp, [demand('play', ['play-areas-villages'])], {
        ...asked,
        illustrative,
      })
      expect(progress!.indicators[0]!.collect).toEqual({
        vi: 'Cần thu thập của từng xã: villages_with_play_area; villages; villages_play_area_not_reported. Đơn vị báo cáo: the commune.',
        en: 'To be collected for each commune: villages_with_play_area; villages; villages_play_area_not_reported. Reported by: the commune.',
      })
      expect(progress!.state).toBe(illustrative ? 'open' : 'no-data')
    },
  )

  test('a class of single communes counts as reported', () => {
    const [progress] = planProgress(smallDataset, [demand('zones', ['zone'])], asked)
    expect(progress!.indicators[0]!.collect).toBeNull()
  })

  test('communes themselves need no counting', () => {
    const [progress] = planProgress(madeUp, [demand('play', ['play-areas-communes'])], asked)
    expect(progress!.indicators[0]!.collect?.en).toBe(
      'To be collected for each commune: commune_has_play_area. Reported by: the commune.',
    )
  })
})

describe('how much of the way is attained', () => {
  test.each([
    { value: 40, target: 100, direction: 'up', share: 0.4 },
    { value: 120, target: 100, direction: 'up', share: 1 },
    { value: 0, target: 0, direction: 'up', share: 1 },
    { value: 30, target: 15, direction: 'down', share: 0.5 },
    { value: 10, target: 15, direction: 'down', share: 1 },
    { value: 3, target: 0, direction: 'down', share: 0 },
    { value: null, target: 15, direction: 'down', share: null },
    { value: 3, target: 15, direction: 'none', share: null },
  ] as const)('$value against $target ($direction) is $share', ({ value, target, direction, share }) => {
    expect(attained(value, target, direction)).toBe(share)
  })

  test('is always between 0 and 1, and 1 exactly at the target', () => {
    const figure = fc.double({ min: 0, max: 1e6, noNaN: true })
    fc.assert(
      fc.property(figure, figure, fc.constantFrom('up', 'down'), (value, target, direction) => {
        const share = attained(value, target, direction)!
        expect(share).toBeGreaterThanOrEqual(0)
        expect(share).toBeLessThanOrEqual(1)
        expect(attained(target, target, direction)).toBe(1)
      }),
    )
  })
})
