import { describe, expect, test } from 'vitest'
import type { CompareRequest } from '#domain/compare'
import { compareTable } from '#domain/compare'
import { equityAnswer } from '#domain/equity/answer'
import { rankingOf } from '#domain/equity/ranking'
import { CompareQuery, CompareTableSchema, EquityAnswerSchema } from '../../server/routes/compare-schemas'
import { childrenDataset as dataset } from '../fixtures/children-dataset'
import { question } from '../fixtures/small-dataset'

describe('what may be asked', () => {
  test('lists are split, without repeats and blanks', () => {
    const asked = CompareQuery.parse({ indicators: 'preschool-3-5,zone@x,,preschool-3-5', units: '080,085' })
    expect(asked).toMatchObject({
      vintage: '2025',
      level: 'district',
      indicators: ['preschool-3-5', 'zone@x'],
      units: ['080', '085'],
      rank: 'poor-households',
      illustrative: 'true',
    })
  })

  test.each([
    [{}, 'indicators'],
    [{ indicators: '' }, 'indicators'],
    [{ indicators: 'a b' }, 'indicators'],
    [{ indicators: Array.from({ length: 13 }, (_, at) => `i${at}`).join() }, 'indicators'],
    [{ indicators: 'a', units: Array.from({ length: 41 }, (_, at) => 10_000 + at).join() }, 'units'],
    [{ indicators: 'a', units: 'Bắc Hà' }, 'units'],
    [{ indicators: 'a', level: 'village' }, 'level'],
    [{ indicators: 'a', rank: 'altitude' }, 'rank'],
    [{ indicators: 'a', seed: '-1' }, 'seed'],
    [{ indicators: 'a', seed: 'x' }, 'seed'],
    [{ indicators: 'a', base: '2024-H3' }, 'base'],
  ])('%j is refused at %s', (query, where) => {
    const answer = CompareQuery.safeParse(query)
    expect(answer.error?.issues.map(({ path }) => path[0])).toContain(where)
  })
})

describe('what is answered', () => {
  const ids = ['play-areas-villages', 'preschool-3-5', 'zone', 'children-forums']
  const columns = ids.map((id) => {
    const { indicator, target } = question(id)
    return { indicator, target }
  })
  const request: CompareRequest = {
    vintage: '2024',
    period: '2024-H2',
    base: '2024-H1',
    illustrative: false,
    within: null,
    compared: { level: 'district', district: null },
    columns,
  }

  test('a table goes through JSON unchanged', () => {
    const table = compareTable(dataset, request)
    expect(CompareTableSchema.parse(JSON.parse(JSON.stringify(table)))).toEqual(table)
  })

  test.each(ids)('so does the equity of %s, computed or not', (id) => {
    const ranking = rankingOf('poor-households')!
    const answer = equityAnswer(dataset, { question: question(id), ranking, area: null, draws: 20 })
    expect(EquityAnswerSchema.parse(JSON.parse(JSON.stringify(answer)))).toEqual(answer)
  })
})
