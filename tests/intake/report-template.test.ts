import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { filled, namesIn, nearest } from '#domain/report/template'
import { parseReportTemplate } from '../../server/intake/report-template'

const file = fileURLToPath(new URL('../../data/reports/plan.yaml', import.meta.url))
const shipped = readFileSync(file, 'utf8')
const indicators = new Set(['play-areas-villages', 'preschool-3-5'])
const parse = (yaml: string) => parseReportTemplate('plan.yaml', yaml, indicators)
const lineOf = (part: string) => shipped.slice(0, shipped.indexOf(part)).split('\n').length

describe('the template', () => {
  test('that ships can be read', () => {
    expect(parse(shipped).blocks.length).toBeGreaterThan(15)
  })

  test('with a name that does not exist is refused, with its line and the nearest name', () => {
    const part = 'Báo cáo này tính trên {communes}'
    expect(() => parse(shipped.replace(part, 'Báo cáo này tính trên {comunes}'))).toThrow(
      `plan.yaml, line ${lineOf(part)}: nothing stands for {comunes} here. The nearest name is {communes}.`,
    )
  })

  test('may use the figures of an indicator only in the sentences about indicators', () => {
    const part = '{reported} đơn vị đã có số liệu'
    expect(() => parse(shipped.replace(part, '{value} đơn vị đã có số liệu'))).toThrow(
      /nothing stands for \{value\} here/,
    )
  })

  test('cannot show a map of an indicator that does not exist', () => {
    expect(() => parse(shipped.replace('map: play-areas-villages', 'map: play-area-vilages'))).toThrow(
      `line ${lineOf('map: play-areas-villages')}: there is no indicator "play-area-vilages". The nearest one is "play-areas-villages".`,
    )
  })

  test('with an unknown block names those that are known', () => {
    expect(() => parse(shipped.replace('  - heading:', '  - headding:'))).toThrow(
      /heading, text, fill, demands, table, map, bars, trend, annex/,
    )
  })
})

describe('names in braces', () => {
  test('are found and filled in', () => {
    expect(namesIn('{area}: {value} ({area})')).toEqual(['area', 'value', 'area'])
    expect(filled('{area}: {value}{status}.', { area: 'Bắc Hà', value: '41%', status: '' })).toBe(
      'Bắc Hà: 41%.',
    )
  })

  test('that stand for nothing leave no gap before a full stop', () => {
    expect(filled('là {value} {counts}.', { value: '41%', counts: '' })).toBe('là 41%.')
  })

  test('without a value are an error, never printed', () => {
    expect(() => filled('{ara}', { area: 'x' })).toThrow('{ara}')
  })

  test('the nearest one is the one with the fewest letters changed', () => {
    expect(nearest('perod', ['previous', 'period', 'area'])).toBe('period')
    expect(nearest('change-yeer', ['change-previous', 'change-year'])).toBe('change-year')
  })
})
