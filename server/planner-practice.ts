import type { PriorityQuestion } from '#domain/priority/question'

const anything = { vi: '', en: '' }

/**
 * A question with made-up communes that walks the ways of a real one: the compiler has then seen the work before the
 * first reader asks, who would otherwise wait for it several times as long.
 */
export function practiceQuestion(): PriorityQuestion {
  const needs = ['a', 'b', 'c'].map((id) => ({
    id,
    name: anything,
    reads: id,
    scale: { kind: 'linear' as const, zero: 100, one: 0 },
    note: anything,
    varies: id !== 'c',
    source: null,
  }))
  const unknown = { value: null, low: null, high: null, numerator: null, denominator: null }
  const told = { status: null, sources: [], asOf: null }
  const readings = (unit: number) =>
    Object.fromEntries(
      needs.map(({ id }, at) => {
        const percent = (unit * 37 + at * 11) % 101
        const known = { value: percent, low: percent, high: percent, numerator: percent, denominator: 100 }
        return [id, { ...((unit + at) % 9 === 0 ? unknown : known), ...told }]
      }),
    )
  return {
    units: Array.from({ length: 152 }, (_, unit) => ({
      code: String(10_000 + unit),
      readings: readings(unit),
    })),
    criteria: needs,
    rules: [{ id: 'few', name: anything, any: [{ reads: 'a', test: 'at-most', limit: 20 }], source: null }],
    weights: { a: 0.5, b: 0.3, c: 0.2 },
    end: 'worst',
  }
}
