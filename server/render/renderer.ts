import { availableParallelism } from 'node:os'
import type { Topology } from 'topojson-specification'
import type { Queue } from '../observe/metrics'
import { createThreads } from '../threads'
import { addressOf } from '../where'
import type { Drawing } from './drawing'
import type { PictureFormat } from './formats'
import type { BoundPage, Job, NamedFile } from './job'
import type { Picture } from './picture'
import type { Plate } from './plate/plate'
import type { Writing } from './report/write'

/** A map to draw, and what on. */
export type Sitting = { picture: Picture; topology: Topology }

/** Draws maps in threads of its own, so that the server goes on answering meanwhile. */
export type Renderer = {
  /** @throws RendererBusy when too many wait already; AbortError when the signal says stop */
  file: (
    sitting: Sitting,
    as: { format: PictureFormat; width: number | null },
    signal?: AbortSignal,
  ) => Promise<Uint8Array<ArrayBuffer>>
  /** A page of another kind. */
  plate: (
    sitting: { plate: Plate; topology: Topology },
    as: { format: PictureFormat; width: number | null },
    signal?: AbortSignal,
  ) => Promise<Uint8Array<ArrayBuffer>>
  /** Any drawing as a PNG. @param width in pixels */
  png: (drawing: Drawing, width: number, signal?: AbortSignal) => Promise<Uint8Array<ArrayBuffer>>
  /** A page to be bound with others. */
  page: (sitting: Sitting, signal?: AbortSignal) => Promise<Uint8Array<ArrayBuffer>>
  /** Pages as one PDF. */
  bind: (pages: readonly BoundPage[], date: string, signal?: AbortSignal) => Promise<Uint8Array<ArrayBuffer>>
  zip: (files: readonly NamedFile[], date: string, signal?: AbortSignal) => Promise<Uint8Array<ArrayBuffer>>
  /** A finished report as a file. */
  report: (writing: Writing, signal?: AbortSignal) => Promise<Uint8Array<ArrayBuffer>>
  /** What waits and what is worked on. */
  queue: Queue
  /** Finishes what runs, then ends the threads. */
  close: () => Promise<void>
}

/** As many pictures wait as the renderer takes. Ask again later. */
export class RendererBusy extends Error {
  constructor(readonly retryAfterSeconds: number) {
    super(`the renderer is busy; ask again in ${retryAfterSeconds} seconds`)
    this.name = 'RendererBusy'
  }
}

/** About how long one picture takes, in seconds, to say when to ask again. */
const secondsPerPicture = 2

const idleMilliseconds = 5 * 60_000

/** What the same threads do to write a report. */
const reportWriter = addressOf('render/report/write')

export type RendererOptions = {
  threads?: number
  /** Pictures that may wait, besides those being drawn. */
  maxQueue?: number
}

/** No thread runs before the first picture is asked for; one core is left to the server itself. */
export function createRenderer({
  threads = Math.max(1, availableParallelism() - 1),
  maxQueue = 24,
}: RendererOptions = {}): Renderer {
  const pool = createThreads<Job | Writing, Uint8Array<ArrayBuffer>>('render/worker', {
    threads,
    maxQueue,
    idleMilliseconds,
    // whoever asks for figures goes before whoever waits for a picture
    isBackground: true,
  })
  const run = async (job: Job | Writing, signal?: AbortSignal, filename?: string) => {
    if (pool.queueSize >= maxQueue) {
      throw new RendererBusy(Math.ceil((secondsPerPicture * pool.queueSize) / threads) || 1)
    }
    return pool.run(job, { signal, ...(filename !== undefined && { filename }) })
  }
  return {
    file: ({ picture, topology }, { format, width }, signal) =>
      run({ kind: 'file', picture, topology: textOf(topology), format, width }, signal),
    plate: ({ plate, topology }, { format, width }, signal) =>
      run({ kind: 'plate', plate, topology: textOf(topology), format, width }, signal),
    png: (drawing, width, signal) => run({ kind: 'png', drawing, width }, signal),
    page: ({ picture, topology }, signal) =>
      run({ kind: 'page', picture, topology: textOf(topology) }, signal),
    bind: (pages, date, signal) => run({ kind: 'bind', pages, date }, signal),
    zip: (files, date, signal) => run({ kind: 'zip', files, date }, signal),
    report: (writing, signal) => run(writing, signal, reportWriter),
    queue: pool.queue,
    close: () => pool.close(),
  }
}

const texts = new WeakMap<Topology, string>()

/** As text boundaries reach a thread in one copy instead of point by point. */
function textOf(topology: Topology): string {
  const known = texts.get(topology)
  if (known !== undefined) return known
  const text = JSON.stringify(topology)
  texts.set(topology, text)
  return text
}
