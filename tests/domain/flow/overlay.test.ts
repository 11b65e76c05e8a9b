import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createDataset } from '#domain/dataset'
import { withReport } from '#domain/flow/overlay'
import type { Observation } from '#domain/measures'
import { valueAt } from '#domain/values'
import { newCodes, oldCodes, smallDataset, smallInput } from '../../fixtures/small-dataset'

const source = { id: 'report-9', title: 'Report', issuer: 'Xã An', date: '2026-01-05', url: '' }
const { measures, indicators } = smallInput.catalogue

const anyRow = fc.oneof(
  ...(['2024', '2025'] as const).map((vintage) =>
    fc.record({
      vintage: fc.constant(vintage),
      code: fc.constantFrom(...(vintage === '2024' ? oldCodes : newCodes)),
      measure: fc.constantFrom(...measures.filter(({ kind }) => kind !== 'unit').map(({ id }) => id)),
      period: fc.constantFrom('2023', '2024-H1', '2024-H2', '2024', '2025-H1', '2025-H2'),
      value: fc.integer({ min: 0, max: 3 }),
      status: fc.constant('reported' as const),
      source: fc.constant(source.id),
    }),
  ),
)

test('a report laid over the dataset answers as the dataset that holds it would', () => {
  fc.assert(
    fc.property(fc.array(anyRow, { minLength: 1, maxLength: 25 }), (rows: Observation[]) => {
      const laid = withReport(smallDataset, rows, source)
      const whole = createDataset({
        ...smallInput,
        sources: [...smallInput.sources, source],
        observations: [...smallInput.observations, ...rows],
      })
      expect(laid.periods).toEqual(whole.periods)
      for (const vintage of ['2024', '2025'] as const) {
        for (const period of whole.periods) {
          for (const indicator of indicators) {
            const asked = {
              indicator,
              vintage,
              period,
              illustrative: true,
              target: indicator.targets[0] ?? null,
            }
            const all = whole.geographies[vintage].units.map((_, index) => index)
            expect(all.map((index) => valueAt(laid, asked, index))).toEqual(
              all.map((index) => valueAt(whole, asked, index)),
            )
          }
        }
      }
    }),
    { numRuns: 40 },
  )
})

test('the dataset itself stays as it was', () => {
  const index = smallDataset.geographies['2024'].indexOf.get('00001') ?? -1
  const before = smallDataset.cellAt('real', '2024', index, 'enrolled_3_5', '2024-H2')
  const row: Observation = {
    vintage: '2024',
    code: '00001',
    measure: 'enrolled_3_5',
    period: '2024-H2',
    value: 1,
    status: 'reported',
    source: source.id,
  }
  const laid = withReport(smallDataset, [row], source)
  expect(laid.cellAt('real', '2024', index, 'enrolled_3_5', '2024-H2')?.value).toBe(1)
  expect(smallDataset.cellAt('real', '2024', index, 'enrolled_3_5', '2024-H2')).toEqual(before)
  expect(before?.value).toBe(9)
})
