import { fileURLToPath } from 'node:url'
import type { Dataset } from '#domain/dataset'
import { createDataset } from '#domain/dataset'
import type { Observation } from '#domain/measures'
import type { Vintage } from '#domain/units'
import { readShipped } from '../../server/intake/shipped'

/** All that ships: the real units, crosswalk and catalogue. */
export const shipped = readShipped(fileURLToPath(new URL('../../data', import.meta.url)))

const source = 'sensitive-reports'

export const sensitiveObservation = (
  measure: string,
  vintage: Vintage,
  code: string,
  period: string,
  value: number,
): Observation => ({ vintage, code, measure, period, value, status: 'reported', source })

/** The real province with observations of sensitive matters and nothing else. */
export const provinceWith = (observations: readonly Observation[]): Dataset =>
  createDataset({
    version: 1,
    publishedAt: '2026-01-01T00:00:00Z',
    catalogue: shipped.catalogue,
    units: shipped.units,
    links: shipped.links,
    sources: [{ id: source, title: '', issuer: '', date: '', url: '' }],
    observations,
    published: [],
  })

export const communesOf = (vintage: Vintage) =>
  shipped.units.filter((unit) => unit.vintage === vintage && unit.level === 'commune')

/** A number from 0 to 1 that looks like chance and is always the same for the same place. */
export const chance = (...place: (string | number)[]): number => {
  let hash = 2166136261
  for (const letter of place.join('/')) hash = Math.imul(hash ^ letter.charCodeAt(0), 16777619)
  hash = Math.imul(hash ^ (hash >>> 15), 2246822519)
  return ((hash ^ (hash >>> 13)) >>> 0) / 2 ** 32
}

/** A count as cases are: mostly none or few, now and then many. */
export const cases = (mean: number, ...place: (string | number)[]): number =>
  Math.floor(-Math.log(1 - chance(...place)) * mean)
