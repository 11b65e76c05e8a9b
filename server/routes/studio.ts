import { createHash } from 'node:crypto'
import type { Topology } from 'topojson-specification'
import type { ReportTemplate } from '#domain/report/template'
import type { Published } from '../published'
import { versionOf } from '../published'
import type { Album } from '../render/album'
import { createAlbum } from '../render/album'
import type { PictureFormat } from '../render/formats'
import { pictureFormats } from '../render/formats'
import type { Renderer } from '../render/renderer'
import { RendererBusy } from '../render/renderer'
import type { Store } from '../store/connect'
import type { Snapshot } from '../store/snapshots'
import { keepSnapshot, snapshotBytes, snapshotOf } from '../store/snapshots'
import type { Allowance } from './allowance'
import type { Atlas, AtlasDesk } from './atlas-desk'
import { createAtlasDesk } from './atlas-desk'
import { createAllowance } from './allowance'
import { groundWithin } from './ground'
import type { Refusal } from './problem'
import { isRefusal } from './question'
import type { AskedPicture, Resolved } from './snapshot-question'
import { draftOf, emptyOf, liveAddress } from './snapshot-question'

/** Where pictures are made and kept: what the snapshot routes need of the outside. */
export type Studio = {
  renderer: Renderer
  store: Store
  /** Address of the installation as people know it, without a slash at its end; it is printed on every picture. */
  publicUrl: () => string
  album: Album
  allowance: Allowance
  atlases: AtlasDesk
  /** Told of an atlas that could not be drawn. */
  onFault: (fault: unknown, atlas: Pick<Atlas, 'id' | 'done' | 'pages'>) => void
  /** What the reports look like. */
  template: ReportTemplate | null
}

/** Pictures of today that are kept ready to send. */
const albumBytes = 96 * 1024 * 1024
/** Room for frozen snapshots; each takes one or two megabytes. */
const mostFrozenBytes = 2 * 1024 ** 3
/** Without an account, too, anyone may freeze a map: what may be done is bounded for everyone together. */
const freezing = { most: 30, perSeconds: 3600 }

export const createStudio = (
  outside: Pick<Studio, 'renderer' | 'store' | 'publicUrl' | 'onFault'> & Partial<Pick<Studio, 'template'>>,
): Studio => ({
  template: null,
  ...outside,
  album: createAlbum(albumBytes),
  allowance: createAllowance(freezing),
  atlases: createAtlasDesk(),
})

/** A picture of today as a file, or why there is none. */
export async function drawToday(
  { renderer, album, publicUrl }: Studio,
  published: Published,
  resolved: Resolved,
  { format, width }: { format: PictureFormat; width: number | null },
): Promise<Uint8Array<ArrayBuffer> | Refusal<404 | 503>> {
  const link = liveAddress(publicUrl(), resolved.asked)
  const picture = draftOf(resolved, { link, frozenId: null })
  const empty = emptyOf(picture, resolved)
  if (empty) return empty
  const topology = groundOf(published, resolved)
  const name = JSON.stringify([versionOf(published), link, resolved.asked, format, width])
  return unlessBusy(() => album.get(name, () => renderer.file({ picture, topology }, { format, width })))
}

/** What a picture is drawn on. */
export const groundOf = (published: Published, { subject }: Resolved): Topology =>
  groundWithin(published, subject.question.vintage, subject.within, 'middle')

const alphabet = '0123456789abcdefghjkmnpqrstvwxyz'

/** Ten letters that hold 50 bits of what was asked and answered: the same picture has the same id. */
export function idOf(asked: AskedPicture, published: Published): string {
  const hash = createHash('sha256')
    .update(JSON.stringify([asked, versionOf(published)]))
    .digest()
  return [...hash.subarray(0, 10)].map((byte) => alphabet[byte % 32]).join('')
}

export type Frozen = { snapshot: Snapshot; isNew: boolean }

/** Draws the picture in every format and keeps it for ever; asked again, the kept one is the answer. */
export async function freeze(
  studio: Studio,
  published: Published,
  resolved: Resolved,
): Promise<Frozen | Refusal<404 | 429 | 503 | 507>> {
  const { renderer, store, publicUrl, allowance } = studio
  const { asked } = resolved
  const id = idOf(asked, published)
  const known = await snapshotOf(store, id)
  if (known) return { snapshot: known, isNew: false }
  const picture = draftOf(resolved, { link: `${publicUrl()}/s/${id}`, frozenId: id })
  const empty = emptyOf(picture, resolved)
  if (empty) return empty
  if ((await snapshotBytes(store)) > mostFrozenBytes) return full
  const seconds = allowance.take()
  if (seconds !== null) return tooMany(seconds)
  const sitting = { picture, topology: groundOf(published, resolved) }
  const files = await unlessBusy(async () => {
    const drawn: Record<string, Uint8Array> = {}
    for (const format of pictureFormats) drawn[format] = await renderer.file(sitting, { format, width: null })
    return drawn
  })
  if (isRefusal(files)) return files
  const snapshot: Snapshot = {
    id,
    createdAt: new Date().toISOString(),
    dataVersion: picture.dataVersion,
    boundaryHash: picture.boundary.hash,
    asked: JSON.stringify(asked),
    picture: JSON.stringify(picture),
  }
  const isNew = await keepSnapshot(store, snapshot, files)
  return { snapshot: isNew ? snapshot : ((await snapshotOf(store, id)) ?? snapshot), isNew }
}

/** That too many wait is no failure but an answer. */
export async function unlessBusy<T extends object>(draw: () => Promise<T>): Promise<T | Refusal<503>> {
  try {
    return await draw()
  } catch (error) {
    if (error instanceof RendererBusy) return busy(error.retryAfterSeconds)
    throw error
  }
}

const busy = (seconds: number): Refusal<503> => ({
  kind: 'busy',
  status: 503,
  retryAfter: seconds,
  detail: {
    vi: `Máy chủ đang vẽ nhiều bản đồ cùng lúc. Hãy thử lại sau ${seconds} giây.`,
    en: `The server is drawing many maps at once. Try again in ${seconds} seconds.`,
  },
})

const full: Refusal<507> = {
  kind: 'too-many',
  status: 507,
  detail: {
    vi: 'Chỗ dành cho bản lưu đã hết. Hãy tải ảnh hoặc PDF về máy, và báo cho quản trị viên.',
    en: 'There is no room left for frozen copies. Download the picture or PDF instead, and tell the administrator.',
  },
}

const tooMany = (seconds: number): Refusal<429> => ({
  kind: 'too-many',
  status: 429,
  retryAfter: seconds,
  detail: {
    vi: `Trong giờ qua đã có ${freezing.most} bản lưu. Hãy thử lại sau ${Math.ceil(seconds / 60)} phút, hoặc tải ảnh về máy.`,
    en: `${freezing.most} copies were frozen in the past hour. Try again in ${Math.ceil(seconds / 60)} minutes, or download the picture.`,
  },
})
