import Sqlite from 'better-sqlite3'
import type { Database } from 'better-sqlite3'
import type { MultiPolygon, Polygon } from 'geojson'
import type { Extent } from '#domain/located'
import { geoPackageGeometry } from './geopackage-geometry'
import { requiredTables, wgs84 } from './geopackage-tables'

export type ColumnType = 'text' | 'number' | 'integer' | 'boolean' | 'date'

/** What goes into a GeoPackage (OGC 12-128r18): one layer, tables beside it, and styles that QGIS reads. */
export type GeoPackage = {
  layer: {
    name: string
    title: string
    description: string
    columns: readonly { name: string; type: ColumnType; title: string; description: string }[]
    rows: readonly {
      values: readonly (string | number | boolean | null)[]
      geometry: Polygon | MultiPolygon | null
    }[]
    /** Null for a table without shapes. */
    extent: Extent | null
  }
  /** Tables of texts, the head first. */
  tables: readonly { name: string; title: string; rows: readonly (readonly string[])[] }[]
  styles: readonly { name: string; qml: string; description: string }[]
  /** Day of the data, ISO 8601; the same data give the same file. */
  changed: string
}

const sqlTypes: Record<ColumnType, string> = {
  text: 'TEXT',
  number: 'DOUBLE',
  integer: 'INTEGER',
  boolean: 'BOOLEAN',
  date: 'DATE',
}

const shapeColumn = 'geom'

/** The bytes of a GeoPackage file, written in memory. */
export function geoPackageOf(content: GeoPackage): Uint8Array<ArrayBuffer> {
  const database = new Sqlite(':memory:')
  try {
    database.exec(requiredTables)
    database.transaction(() => {
      addLayer(database, content)
      for (const table of content.tables) addTable(database, table, content.changed)
      addStyles(database, content)
    })()
    return new Uint8Array(database.serialize())
  } finally {
    database.close()
  }
}

const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`

function addLayer(database: Database, { layer, changed }: GeoPackage): void {
  const { name, title, description, columns, rows, extent } = layer
  const hasShapes = extent !== null
  const defined = columns.map(({ name: column, type }) => `${quoted(column)} ${sqlTypes[type]}`)
  database.exec(
    `CREATE TABLE ${quoted(name)} (fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, ` +
      `${[...(hasShapes ? [`${shapeColumn} MULTIPOLYGON`] : []), ...defined].join(', ')})`,
  )
  const [west, south, east, north] = extent ?? [null, null, null, null]
  database
    .prepare('INSERT INTO gpkg_contents VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)')
    .run(
      name,
      hasShapes ? 'features' : 'attributes',
      title,
      description,
      moment(changed),
      west,
      south,
      east,
      north,
      hasShapes ? wgs84 : 0,
    )
  if (hasShapes) {
    database
      .prepare('INSERT INTO gpkg_geometry_columns VALUES (?, ?, ?, ?, 0, 0)')
      .run(name, shapeColumn, 'MULTIPOLYGON', wgs84)
  }
  const described = database.prepare('INSERT INTO gpkg_data_columns VALUES (?, ?, NULL, ?, ?, NULL, NULL)')
  for (const column of columns) described.run(name, column.name, column.title, column.description)
  const places = Array.from({ length: columns.length + (hasShapes ? 1 : 0) }, () => '?').join(', ')
  const insert = database.prepare(`INSERT INTO ${quoted(name)} VALUES (NULL, ${places})`)
  for (const { values, geometry } of rows) {
    const shape = geometry === null ? null : geoPackageGeometry(geometry, wgs84)
    insert.run(...(hasShapes ? [shape] : []), ...values.map(stored))
  }
}

const stored = (value: string | number | boolean | null) =>
  typeof value === 'boolean' ? Number(value) : value

function addTable(
  database: Database,
  { name, title, rows }: GeoPackage['tables'][number],
  changed: string,
): void {
  const [head = [], ...body] = rows
  database.exec(
    `CREATE TABLE ${quoted(name)} (fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, ` +
      `${head.map((column) => `${quoted(column)} TEXT`).join(', ')})`,
  )
  database
    .prepare("INSERT INTO gpkg_contents VALUES (?, 'attributes', ?, '', ?, NULL, NULL, NULL, NULL, 0)")
    .run(name, title, moment(changed))
  const insert = database.prepare(
    `INSERT INTO ${quoted(name)} VALUES (NULL, ${head.map(() => '?').join(', ')})`,
  )
  for (const row of body) insert.run(...row)
}

/** The first style is the one that QGIS opens the layer with. */
function addStyles(database: Database, { layer, styles, changed }: GeoPackage): void {
  if (styles.length === 0) return
  database.exec(
    'CREATE TABLE layer_styles (id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, f_table_catalog TEXT(256), ' +
      'f_table_schema TEXT(256), f_table_name TEXT(256), f_geometry_column TEXT(256), styleName TEXT(30), ' +
      'styleQML TEXT, styleSLD TEXT, useAsDefault BOOLEAN, description TEXT, owner TEXT(30), ui TEXT(30), ' +
      'update_time DATETIME)',
  )
  database
    .prepare(
      "INSERT INTO gpkg_contents VALUES ('layer_styles', 'attributes', 'layer_styles', '', ?, NULL, NULL, NULL, NULL, 0)",
    )
    .run(moment(changed))
  const insert = database.prepare(
    "INSERT INTO layer_styles VALUES (NULL, '', '', ?, ?, ?, ?, '', ?, ?, '', '', ?)",
  )
  styles.forEach(({ name, qml, description }, i) =>
    insert.run(layer.name, shapeColumn, name, qml, i === 0 ? 1 : 0, description, moment(changed)),
  )
}

/** The one way in which GeoPackage writes a moment. */
const moment = (iso: string): string => new Date(iso).toISOString()
