import { unzipSync } from 'fflate'
import mapshaper from 'mapshaper'
import { z } from 'zod'
import type { Bilingual } from '#domain/measures'
import { referenceSystem } from '#domain/reference-systems'
import type { Survey } from './boundaries-geojson'
import { mostCorners, surveyAreas, tooManyCorners } from './boundaries-geojson'
import { BoundaryProblem } from './boundaries-problem'
import { mostBytes } from './boundaries-size'
import { chosenSystem, foundSystem, toDegrees } from './boundaries-system'

/** What a person may say about a file that the file does not say itself. */
export type FileWishes = {
  /** `EPSG:9208`. */
  crs?: string
  /** Name of the layer, where there are several. */
  layer?: string
  /** Encoding of the names in a Shapefile: `tcvn`, `utf8`, `win1258`. */
  encoding?: string
  /** How many polygons are wanted: of several layers, the one that comes nearest is read. */
  count: number
}

/** The polygons of a file in WGS 84, and how the file was read, told to whoever asked. */
export type FileReading = Survey & { notes: Bilingual[] }

/**
 * Reads polygons from GeoJSON, TopoJSON, a zipped Shapefile or a GeoPackage, and brings them to WGS 84. What a file is
 * shows in its first bytes, not in its name.
 * @param label how the file is called in messages
 * @throws BoundaryProblem when it is none of these, has no polygons, or does not say where it lies
 */
export async function readBoundaryFile(
  bytes: Uint8Array,
  label: string,
  wishes: FileWishes,
): Promise<FileReading> {
  if (bytes.byteLength > mostBytes) throw tooLarge(label, bytes.byteLength)
  const kind = kindOf(bytes, label)
  return kind === 'json' ? readGeoJson(bytes, label, wishes) : readLayers(bytes, kind, label, wishes)
}

type Kind = 'json' | 'topology.json' | 'zip' | 'gpkg'

function kindOf(bytes: Uint8Array, label: string): Kind {
  const start = new TextDecoder('latin1').decode(bytes.subarray(0, 16))
  if (start.startsWith('PK')) return 'zip'
  if (start.startsWith('SQLite format 3')) return 'gpkg'
  const text = new TextDecoder().decode(bytes.subarray(0, 4096))
  if (!/^\uFEFF?\s*\{/.test(text)) throw unknownKind(label)
  return /"type"\s*:\s*"Topology"/.test(text) ? 'topology.json' : 'json'
}

function readGeoJson(bytes: Uint8Array, label: string, { crs }: FileWishes): FileReading {
  const text = new TextDecoder().decode(bytes).replace(/^\uFEFF/, '')
  const declared = /"crs"\s*:\s*\{[^}]*"name"\s*:\s*"([^"]+)"/.exec(text)?.[1]
  const system =
    crs !== undefined ? chosenSystem(crs) : declared === undefined ? null : referenceSystem(declared)
  if (system?.definition == null) return { ...surveyAreas(text, label), notes: [] }
  let collection: Record<string, unknown>
  try {
    // the reader below checks what it is
    collection = JSON.parse(text) as Record<string, unknown>
  } catch {
    return { ...surveyAreas(text, label), notes: [] }
  }
  const moved = { ...toDegrees(collection, system.definition), crs: undefined }
  return { ...surveyAreas(JSON.stringify(moved), label), notes: [systemNote(system.name)] }
}

const Info = z.array(
  z.object({
    layer_name: z.string(),
    geometry_type: z.string().nullish(),
    feature_count: z.number(),
    proj4: z.string().nullish(),
  }),
)
type Layer = z.infer<typeof Info>[number]

async function readLayers(
  bytes: Uint8Array,
  kind: Exclude<Kind, 'json'>,
  label: string,
  wishes: FileWishes,
): Promise<FileReading> {
  const first = await unpack(bytes, kind, label, wishes.encoding ?? null)
  // a Shapefile that does not name its encoding is guessed wrong when it is the old Vietnamese one
  const isGarbled = kind === 'zip' && wishes.encoding === undefined && garbled.test(textOf(first, wishes))
  const files = isGarbled ? await unpack(bytes, kind, label, 'tcvn') : first
  const layer = layerOf(files.layers, label, wishes)
  const collection = files.read(layer.layer_name)
  const system =
    wishes.crs === undefined ? foundSystem(layer.proj4 ?? null, collection) : chosenSystem(wishes.crs)
  if (system === null) throw noSystem(label)
  const moved = system.definition === null ? collection : toDegrees(collection, system.definition)
  return {
    ...surveyAreas(JSON.stringify({ ...moved, crs: undefined }), label),
    notes: [
      {
        vi: `Lớp: ${layer.layer_name}, ${layer.feature_count} đối tượng`,
        en: `Layer: ${layer.layer_name}, ${layer.feature_count} features`,
      },
      systemNote(system.name),
      ...(isGarbled ? [{ vi: 'Bảng mã: TCVN3 (ABC)', en: 'Encoding: TCVN3 (ABC)' }] : []),
    ],
  }
}

const systemNote = (name: Bilingual): Bilingual => ({
  vi: `Hệ toạ độ: ${name.vi}`,
  en: `Reference system: ${name.en}`,
})

/** Signs that stand for Vietnamese letters in TCVN3 and that no name contains. */
const garbled = /[\u0080-\u00BF\uFFFD]/

type Unpacked = { layers: Layer[]; read: (layer: string) => Record<string, unknown> }

const textOf = (files: Unpacked, wishes: FileWishes): string => {
  const nearest = nearestLayer(files.layers, wishes)
  return nearest === undefined ? '' : namesIn(files.read(nearest.layer_name))
}

const namesIn = ({ features }: Record<string, unknown>): string =>
  Array.isArray(features)
    ? JSON.stringify(features.map((each: { properties?: unknown }) => each.properties))
    : ''

async function unpack(
  bytes: Uint8Array,
  kind: Exclude<Kind, 'json'>,
  label: string,
  encoding: string | null,
): Promise<Unpacked> {
  if (kind === 'zip') assertUnpackable(bytes, label)
  const name = kind === 'topology.json' ? 'map.json' : `map.${kind}`
  const option = encoding === null ? '' : ` encoding=${encoding.replace(/[^\w-]/g, '')}`
  let files: Record<string, Uint8Array>
  try {
    // of other arrays of bytes mapshaper takes no zip
    files = await mapshaper.applyCommands(
      `-quiet -i ${name}${option} -info save-to=layers -o format=geojson`,
      {
        [name]: Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength),
      },
    )
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause)
    throw new BoundaryProblem(
      'content',
      {
        vi: `Không đọc được bản đồ trong "${label}": ${why}. Tệp nén Shapefile phải có đủ .shp, .shx, .dbf và nên có .prj.`,
        en: `The map in "${label}" cannot be read: ${why}. A zipped Shapefile holds .shp, .shx, .dbf and should hold .prj.`,
      },
      [],
      { cause },
    )
  }
  // mapshaper gives layers as bytes, but what it says about them as text
  const text = (file: string): string => {
    const content: unknown = files[file]
    return typeof content === 'string' ? content : new TextDecoder().decode(files[file])
  }
  return {
    layers: Info.parse(JSON.parse(text('layers.json'))),
    // written just now by mapshaper, always as an object
    read: (layer) => JSON.parse(text(`${layer}.json`)) as Record<string, unknown>,
  }
}

/** A corner of a Shapefile takes 16 bytes; other parts unpack to no more than a map of the largest size needs. */
function assertUnpackable(bytes: Uint8Array, label: string) {
  const sizes: { name: string; size: number }[] = []
  try {
    unzipSync(bytes, {
      filter: ({ name, originalSize }) => {
        sizes.push({ name, size: originalSize })
        return false
      },
    })
  } catch {
    // what is damaged is told by whoever reads it
    return
  }
  const lines = sizes.filter(({ name }) => /\.shp$/i.test(name))
  const corners = Math.round(lines.reduce((sum, { size }) => sum + size, 0) / 16)
  // records and rings have heads of their own
  if (corners > mostCorners * 1.2) throw tooManyCorners(label, corners)
  const unpacked = sizes.reduce((sum, { size }) => sum + size, 0)
  if (unpacked > 2 * mostBytes) throw tooLarge(label, unpacked)
}

const polygons = (layers: readonly Layer[]) => layers.filter((layer) => layer.geometry_type === 'polygon')

const nearestLayer = (layers: readonly Layer[], { layer, count }: FileWishes): Layer | undefined =>
  layer !== undefined
    ? polygons(layers).find(({ layer_name }) => layer_name === layer)
    : polygons(layers).sort(
        (a, b) => Math.abs(a.feature_count - count) - Math.abs(b.feature_count - count),
      )[0]

function layerOf(layers: readonly Layer[], label: string, wishes: FileWishes): Layer {
  const layer = nearestLayer(layers, wishes)
  if (layer) return layer
  const names = polygons(layers).map(({ layer_name, feature_count }) => `${layer_name} (${feature_count})`)
  const others = layers.map(({ layer_name, geometry_type }) => `${layer_name} (${geometry_type ?? '–'})`)
  const held = (word: string) => (others.length > 0 ? `; ${word}: ${others.join(', ')}` : '')
  throw new BoundaryProblem(
    'content',
    wishes.layer === undefined
      ? {
          vi: `"${label}" không có lớp đa giác nào${held('có')}. Hãy xuất lại lớp xã cùng hình của nó (QGIS: Xuất > Lưu đối tượng thành…), rồi gửi lại.`,
          en: `"${label}" has no layer of polygons${held('it holds')}. Export the layer of communes again, with its shapes (QGIS: Export > Save Features As…), and send that.`,
        }
      : {
          vi: `"${label}" không có lớp đa giác "${wishes.layer}". Hãy chọn một lớp: --layer TÊN.`,
          en: `"${label}" has no layer of polygons "${wishes.layer}". Choose one: --layer NAME.`,
        },
    names,
  )
}

const noSystem = (label: string) =>
  new BoundaryProblem('content', {
    vi: `"${label}" không cho biết hệ toạ độ (thiếu .prj) và toạ độ không phải là độ. Hãy cho biết: --crs EPSG:9208 (VN-2000, múi 3°, 104°45′) hoặc --crs EPSG:3405 (VN-2000, UTM 48).`,
    en: `"${label}" does not say its reference system (no .prj), and its coordinates are no degrees. Say it: --crs EPSG:9208 (VN-2000, TM-3 104°45′) or --crs EPSG:3405 (VN-2000, UTM 48).`,
  })

const unknownKind = (label: string) =>
  new BoundaryProblem('content', {
    vi: `"${label}" không phải GeoJSON, TopoJSON, Shapefile nén (.zip) hay GeoPackage (.gpkg).`,
    en: `"${label}" is no GeoJSON, TopoJSON, zipped Shapefile (.zip) or GeoPackage (.gpkg).`,
  })

const tooLarge = (label: string, size: number) =>
  new BoundaryProblem('content', {
    vi: `"${label}" lớn ${Math.round(size / 1048576)} MB; tối đa 200 MB. Hãy chỉ lấy các xã của tỉnh hoặc đơn giản hoá đường ranh.`,
    en: `"${label}" has ${Math.round(size / 1048576)} MB; 200 MB is the most. Keep the communes of the province only, or simplify the lines.`,
  })
