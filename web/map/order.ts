import type { LayerSpecification, Map as MapLibre } from 'maplibre-gl'

/** Every layer of the map from the ground up. Order lives here, never in the order components appear. */
const order = [
  'ground',
  'commune-outside',
  'commune-ground',
  'unit-fill',
  'unit-missing',
  'unit-withheld',
  'unit-estimated',
  'unit-illustrative',
  'overlay-hatch',
  'unit-line',
  'commune-line',
  'district-line',
  'overlay-line',
  'unit-hover',
  'unit-selected-casing',
  'unit-selected',
  'unit-label',
  'district-label',
  'reach-fill',
  'reach-line',
  'commune-count',
  'commune-count-text',
  'place-uncovered',
  'place-cluster',
  'place-cluster-text',
  'place-point',
  'place-best',
  'place-before',
  'place-draft',
  'place-selected',
] as const

export type LayerId = (typeof order)[number]

/** Adds a layer at its place among those that are there already. */
export function addInOrder(map: MapLibre, layer: LayerSpecification & { id: LayerId }): void {
  const above = order.slice(order.indexOf(layer.id) + 1).find((id) => map.getLayer(id))
  map.addLayer(layer, above)
}

/** Takes layers and then their source away, if the map is still there to take them from. */
export function removeAll(map: MapLibre, layers: readonly LayerId[], source?: string): void {
  if (!map.style) return
  for (const id of layers) if (map.getLayer(id)) map.removeLayer(id)
  if (source && map.getSource(source)) map.removeSource(source)
}
