import { groups } from 'd3'
import type { MeasureKind } from '#domain/measures'
import type { Counts, Row } from './coverage'
import type { Known } from './tables'

/**
 * What the new communes of old Lào Cai say: the counts of the old ones added up; a merged commune has what one of
 * its parts has, and the highest class of its parts. Ethnic minorities keep their share of the published population.
 */
export function mergeCounts(olds: readonly Row[], known: Known): Row[] {
  const heirOf = new Map(known.links.map((link) => [link.from, link.to]))
  const kinds = new Map(known.catalogue.measures.map((measure) => [measure.id, measure.kind]))
  const merged = groups(olds, (row) => `${heirOf.get(row.code) ?? ''}/${row.period}`)
  return merged.map(([key, parts]) => {
    const [code = '', period = ''] = key.split('/')
    const counts = parts.map((part) => part.counts).reduce((a, b) => addCounts(a, b, kinds))
    const published = known.population['2025'].get(code)
    const minority = ((counts.population_ethnic_minority ?? 0) / (counts.population ?? 1)) * (published ?? 0)
    return {
      vintage: '2025',
      code,
      period,
      counts:
        published === undefined ? counts : { ...counts, population_ethnic_minority: Math.round(minority) },
    }
  })
}

function addCounts(a: Counts, b: Counts, kinds: ReadonlyMap<string, MeasureKind>): Counts {
  return Object.fromEntries(
    Object.keys(a).map((measure) => {
      const [x, y] = [a[measure] ?? 0, b[measure] ?? 0]
      return [measure, kinds.get(measure) === 'count' ? x + y : Math.max(x, y)]
    }),
  )
}
