import { zipSync } from 'fflate'
import type { Topology } from 'topojson-specification'
import type { Drawing } from './drawing'
import type { PictureFormat } from './formats'
import { layouts, pixelsOf } from './layout'
import { drawMap } from './map/page'
import { toPdf } from './pdf'
import type { Picture } from './picture'
import { drawPlate } from './plate/draw'
import type { Plate } from './plate/plate'
import { toPng } from './png'
import { toSvg } from './svg'

/** What a worker is asked: to draw one map into a file, to draw it as a page, to make a PNG of a drawing, or to bind pages. */
export type Job =
  | { kind: 'file'; picture: Picture; topology: string; format: PictureFormat; width: number | null }
  | { kind: 'plate'; plate: Plate; topology: string; format: PictureFormat; width: number | null }
  | { kind: 'page'; picture: Picture; topology: string }
  | { kind: 'png'; drawing: Drawing; width: number }
  | { kind: 'bind'; pages: readonly BoundPage[]; date: string }
  | { kind: 'zip'; files: readonly NamedFile[]; date: string }

/** Boundaries are the same for picture after picture. */
let latest: { text: string; topology: Topology } | null = null

function topologyOf(text: string): Topology {
  // written by the application itself, always as a topology
  if (latest?.text !== text) latest = { text, topology: JSON.parse(text) as Topology }
  return latest.topology
}

/** Draws one map as a page. */
export const drawPage = (picture: Picture, topology: string): Drawing =>
  drawMap(picture, topologyOf(topology))

/** Draws one map into a file. @param width of a PNG in pixels; null for the resolution of the layout */
export async function drawFile(
  picture: Picture,
  topology: string,
  format: PictureFormat,
  width: number | null,
): Promise<Uint8Array> {
  return fileOf(drawPage(picture, topology), picture, format, width)
}

/** Draws a page of another kind into a file. */
export const drawPlateFile = (
  plate: Plate,
  topology: string,
  format: PictureFormat,
  width: number | null,
): Promise<Uint8Array> => fileOf(drawPlate(plate, topologyOf(topology)), plate.picture, format, width)

async function fileOf(
  drawing: Drawing,
  picture: Picture,
  format: PictureFormat,
  width: number | null,
): Promise<Uint8Array> {
  if (format === 'svg') return new TextEncoder().encode(toSvg(drawing, { withFonts: true }))
  if (format === 'pdf') return toPdf([drawing], picture.publishedAt)
  return toPng(drawing, width ?? pixelsOf(layouts[picture.layout]))
}

/** A page as bytes: they pass through the server's own thread without being read there. */
export const pageBytes = (picture: Picture, topology: string): Uint8Array =>
  new TextEncoder().encode(JSON.stringify(drawPage(picture, topology)))

/** A page to be bound: a drawing, or one as bytes. */
export type BoundPage = Drawing | Uint8Array

/** Binds pages to one PDF. */
export const bind = (pages: readonly BoundPage[], date: string): Promise<Uint8Array> =>
  toPdf(
    pages.map((page) =>
      // bytes are made by pageBytes alone
      page instanceof Uint8Array ? (JSON.parse(new TextDecoder().decode(page)) as Drawing) : page,
    ),
    date,
  )

export type NamedFile = { name: string; bytes: Uint8Array }

/** Files in one archive; pictures are packed by themselves, so they are only stored. */
export const zipped = (files: readonly NamedFile[], date: string): Uint8Array =>
  zipSync(Object.fromEntries(files.map(({ name, bytes }) => [name, bytes])), {
    level: 0,
    mtime: new Date(date),
  })
