import { describe, expect, test } from 'vitest'
import type { Indicator, Target } from '#domain/indicators'
import { legendOf } from '#domain/legend'
import { classLabel, meetsTarget } from '#domain/legend-label'

const same = (text: string) => ({ vi: text, en: text })

const rate = (direction: Indicator['direction']): Indicator => ({
  id: 'rate',
  theme: 'play',
  kind: 'ratio',
  name: same('Rate'),
  short: same('Rate'),
  description: same(''),
  numerator: 'some',
  denominator: 'all',
  unreported: null,
  unit: 'percent',
  direction,
  targets: [],
  lacking: null,
  minDenominator: 0,
  sensitive: false,
  reporter: same(''),
  classes: [],
})

const zone: Indicator = {
  ...rate('none'),
  kind: 'class',
  unit: 'class',
  classes: [
    { value: 3, name: { vi: 'Khu vực III', en: 'Zone III' } },
    { value: 1, name: { vi: 'Khu vực I', en: 'Zone I' } },
  ],
}

const at = (value: number): Target => ({
  id: 'plan',
  value,
  year: null,
  scope: 'each',
  clause: same(''),
  source: '',
})

const labels = (
  indicator: Indicator,
  target: Target | null,
  language: 'vi' | 'en',
  locked: number[] | null = null,
) => {
  const legend = legendOf(indicator, target, [0, 10, 20, 90], { method: 'target', locked })
  return legend.classes.map((entry) => {
    const met = meetsTarget({ legend, indicator, target }, entry) ? ' *' : ''
    return classLabel({ legend, indicator, target }, entry, language) + met
  })
}

describe('classes in words', () => {
  test('where more is better, none at all and at target stand alone', () => {
    expect(labels(rate('up'), at(90), 'vi')).toEqual([
      'Bằng 0',
      'trên 0 – dưới 30%',
      '30% – dưới 60%',
      '60% – dưới 90%',
      'từ 90% trở lên *',
    ])
  })

  test('nothing lies above 100 %', () => {
    expect(labels(rate('up'), at(100), 'en').at(-1)).toBe('100 % *')
  })

  test('where less is better, the target belongs to the class that meets it', () => {
    expect(labels(rate('down'), at(9), 'en')).toEqual([
      'up to 9 % *',
      'above 9 % – 12 %',
      'above 12 % – 15 %',
      'above 15 % – 18 %',
      '18 % and more',
    ])
  })

  test('without a target no class meets it', () => {
    expect(labels(rate('up'), null, 'vi', [20])).toEqual(['dưới 20%', 'từ 20% trở lên'])
  })

  test('an ordered class is called by its name', () => {
    expect(labels(zone, null, 'vi')).toEqual(['Khu vực I', 'Khu vực III'])
  })
})
