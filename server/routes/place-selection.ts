import type { Context } from 'hono'
import type { Dataset } from '#domain/dataset'
import { unitOf } from '#domain/dataset'
import { indexesIn } from '#domain/geography'
import type { Vintage } from '#domain/units'
import type { PlacesQuery } from './place-schemas'
import type { Refusal } from './problem'
import { areaAsked, unknownUnit } from './question'

/** Codes of the communes that are asked about; null for all of them. */
export function communesAsked(
  dataset: Dataset,
  {
    vintage,
    commune,
    within,
    district,
  }: { vintage: Vintage; commune?: string; within?: string; district?: string },
): readonly string[] | null | Refusal<404> {
  const codes = commune?.split(',') ?? null
  const unknown = codes?.find((code) => unitOf(dataset, vintage, code)?.level !== 'commune')
  if (unknown !== undefined) return unknownUnit(vintage, unknown)
  const area = areaAsked(dataset, { vintage, within, district })
  if (typeof area !== 'number') return area
  if (within === undefined && district === undefined) return codes
  const geography = dataset.geographies[vintage]
  const inside = indexesIn(geography, 'commune', area).map((index) => geography.units[index]?.code ?? '')
  return codes === null ? inside : inside.filter((code) => codes.includes(code))
}

/** What the list of places asks of the store. One more than the page is asked for, to know whether there is another. */
export const askedOf = (asked: PlacesQuery, communes: readonly string[] | null, dataset: Dataset) => {
  const [west = 0, south = 0, east = 0, north = 0] = asked.bbox ?? []
  return {
    vintage: asked.vintage,
    communes,
    box: asked.bbox === undefined ? null : ([west, south, east, north] as const),
    illustrative: asked.illustrative === 'true' && dataset.places.illustrative,
    after: asked.after ?? null,
    limit: asked.limit + 1,
  }
}

/** A page as GeoJSON with the way to the next. */
export function pageOf<Feature extends { id: string }>(
  c: Context,
  dataset: Dataset,
  found: readonly Feature[],
  limit: number,
) {
  const features = found.slice(0, limit)
  const last = features.at(-1)
  return {
    type: 'FeatureCollection' as const,
    dataVersion: dataset.version,
    numberReturned: features.length,
    links: found.length > limit && last ? [{ rel: 'next' as const, href: addressAfter(c, last.id) }] : [],
    features,
  }
}

function addressAfter(c: Context, id: string): string {
  const url = new URL(c.req.url)
  url.searchParams.set('after', id)
  return `${url.pathname}${url.search}`
}
