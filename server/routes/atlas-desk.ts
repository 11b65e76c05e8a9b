import { randomUUID } from 'node:crypto'

export type AtlasState = 'drawing' | 'ready' | 'failed'

/** An atlas that is being drawn, or that waits to be fetched. */
export type Atlas = {
  readonly id: string
  readonly pages: number
  done: number
  state: AtlasState
  file: Uint8Array<ArrayBuffer> | null
}

/** Where atlases are drawn in the background: so many at once, kept for a while, stopped when asked. */
export type AtlasDesk = {
  /** Null when as many are being drawn as there is room for. */
  start: (
    pages: number,
    draw: (signal: AbortSignal, drawn: () => void) => Promise<Uint8Array<ArrayBuffer>>,
    failed: (error: unknown, atlas: Atlas) => void,
  ) => Atlas | null
  find: (id: string) => Atlas | null
  /** Stops the drawing and forgets the atlas; false where there is none. */
  cancel: (id: string) => boolean
}

export type DeskOptions = {
  /** Atlases drawn at once. */
  mostDrawing?: number
  /** Atlases kept to be fetched; the oldest makes way. */
  mostKept?: number
  keptMilliseconds?: number
}

export function createAtlasDesk({
  mostDrawing = 2,
  mostKept = 6,
  keptMilliseconds = 15 * 60_000,
}: DeskOptions = {}): AtlasDesk {
  const atlases = new Map<string, { atlas: Atlas; stop: AbortController }>()
  const drawing = () => [...atlases.values()].filter(({ atlas }) => atlas.state === 'drawing').length

  function makeRoom(): void {
    const finished = [...atlases.values()].filter(({ atlas }) => atlas.state !== 'drawing')
    for (const { atlas } of finished.slice(0, Math.max(0, finished.length - mostKept + 1))) {
      atlases.delete(atlas.id)
    }
  }

  return {
    start(pages, draw, failed) {
      if (drawing() >= mostDrawing) return null
      makeRoom()
      const atlas: Atlas = { id: randomUUID(), pages, done: 0, state: 'drawing', file: null }
      const stop = new AbortController()
      atlases.set(atlas.id, { atlas, stop })
      draw(stop.signal, () => (atlas.done += 1))
        .then((file) => {
          atlas.file = file
          atlas.state = 'ready'
        })
        .catch((error: unknown) => {
          atlas.state = 'failed'
          if (!stop.signal.aborted) failed(error, atlas)
        })
        .finally(() => {
          setTimeout(() => atlases.delete(atlas.id), keptMilliseconds).unref()
        })
      return atlas
    },
    find: (id) => atlases.get(id)?.atlas ?? null,
    cancel(id) {
      const found = atlases.get(id)
      if (!found) return false
      found.stop.abort()
      atlases.delete(id)
      return true
    },
  }
}
