import type { Attribute, AttributeRow } from './attributes'
import type { Dataset } from './dataset'
import type { PlaceLayer } from './places/layers'
import { placeColumns, placeLayers, placeRows } from './places/layers'
import type { Table, TableAsked } from './tables'
import { attributesOf, keyOf, rowsOf, tables } from './tables'

/** What is offered as a layer: the tables that can be taken away, and villages and facilities as points. */
export type Collection = Table | PlaceLayer

export const collections: readonly Collection[] = [...tables, ...placeLayers]

/** The collection with this id, or null. */
export const collectionWith = (id: string): Collection | null =>
  collections.find((each) => each.id === id) ?? null

export const isPlaceLayer = (collection: Collection): collection is PlaceLayer => 'places' in collection

/** Whether its features have a geometry. */
export const hasShapes = (collection: Collection): boolean =>
  collection.units !== null || isPlaceLayer(collection)

/** The columns of a collection, in order. */
export const columnsIn = (dataset: Dataset, collection: Collection): readonly Attribute[] =>
  isPlaceLayer(collection) ? placeColumns(collection) : attributesOf(dataset, collection)

/** The rows of a collection, in the order of their keys. Places hold in every period. */
export const featureRows = (
  dataset: Dataset,
  collection: Collection,
  asked: TableAsked,
): readonly AttributeRow[] =>
  isPlaceLayer(collection)
    ? placeRows(dataset, collection, asked.illustrative).rows
    : rowsOf(dataset, collection, asked)

/** What a feature is known by. */
export const featureKey = (collection: Collection, row: AttributeRow): string =>
  isPlaceLayer(collection) ? String(row['id']) : keyOf(collection, row)
