import { mkdirSync } from 'node:fs'
import { readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Areas } from '#domain/topology'
import type { OfficialFile, OfficialManifest } from './boundaries-manifest'
import { BoundaryProblem } from './boundaries-problem'
import type { Area } from './boundaries-verify'
import { sha256, verified } from './boundaries-verify'

export type DownloadOptions = {
  manifest: OfficialManifest
  /** Where the files lie; the manifest's own address unless a mirror is used. */
  baseUrl?: string
  /** Finished files are kept here, so that a broken download goes on where it stopped. */
  cacheDir: string
  signal?: AbortSignal
  onProgress?: (done: number, total: number) => void
  /** For each file and attempt. */
  timeoutMs?: number
  /** Attempts per file, and the wait before the second one; it doubles each time. */
  attempts?: number
  backOffMs?: number
}

/** Enough to fill a slow line, few enough not to be a burden to the host. */
const connections = 4

/**
 * Fetches the official map, file by file, and verifies each: checksum where one is recorded, code, area and seat.
 * @returns the communes as published (not yet cleaned or simplified), in the manifest's order, code as id
 * @throws BoundaryProblem `unreachable` when the source does not answer, `content` when a file is not what it
 * should be; the signal's reason when aborted
 */
export async function downloadOfficial(options: DownloadOptions): Promise<Areas> {
  const { files } = options.manifest
  mkdirSync(options.cacheDir, { recursive: true })
  const features: Area[] = []
  const failed = new AbortController()
  const signal = AbortSignal.any([failed.signal, ...(options.signal ? [options.signal] : [])])
  const waiting = files.entries()
  let done = 0
  const work = async () => {
    for (const [index, file] of waiting) {
      features[index] = await obtain(file, { ...options, signal })
      options.onProgress?.(++done, files.length)
    }
  }
  // the first fault ends the other connections; all have ended before the caller hears of it
  const end = (error: unknown) => failed.abort(error)
  await Promise.all(Array.from({ length: connections }, () => work().catch(end)))
  signal.throwIfAborted()
  return { type: 'FeatureCollection', features }
}

/** SHA-256 of every finished file, by path. */
export async function checksumsOf(
  manifest: OfficialManifest,
  cacheDir: string,
): Promise<Map<string, string>> {
  const pairs = manifest.files.map(async ({ path }) => {
    return [path, sha256(await readFile(join(cacheDir, path)))] as const
  })
  return new Map(await Promise.all(pairs))
}

async function obtain(file: OfficialFile, options: DownloadOptions & { signal: AbortSignal }): Promise<Area> {
  const kept = join(options.cacheDir, file.path)
  const earlier = await readFile(kept).catch(() => null)
  if (earlier) {
    try {
      return verified(earlier, file, options.manifest)
    } catch {
      // damaged since, or the manifest has changed: fetch it again
      await rm(kept)
    }
  }
  const content = await fetchFile(file, options)
  const area = verified(content, file, options.manifest)
  await writeFile(`${kept}.part`, content)
  await rename(`${kept}.part`, kept)
  return area
}

async function fetchFile(
  { path }: OfficialFile,
  options: DownloadOptions & { signal: AbortSignal },
): Promise<Buffer> {
  const { signal, timeoutMs = 30_000, attempts = 4, backOffMs = 500 } = options
  const url = new URL(path, (options.baseUrl ?? options.manifest.baseUrl).replace(/\/*$/, '/'))
  for (let attempt = 1; ; attempt++) {
    signal.throwIfAborted()
    const outcome = await tryFetch(url, AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]))
    if (typeof outcome !== 'string') return outcome
    signal.throwIfAborted()
    if (attempt === attempts) throw unreachable(url, outcome)
    await pause(backOffMs * 2 ** (attempt - 1), signal)
  }
}

/** The content, or why it may be worth trying again. */
async function tryFetch(url: URL, signal: AbortSignal): Promise<Buffer | string> {
  try {
    const response = await fetch(url, { signal })
    if (response.ok) return Buffer.from(await response.arrayBuffer())
    await response.body?.cancel()
    if (response.status >= 500 || response.status === 429) return `HTTP ${response.status}`
    throw refused(url, response.status)
  } catch (error) {
    if (error instanceof BoundaryProblem) throw error
    const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error
    return cause instanceof Error ? cause.message : String(cause)
  }
}

function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const end = () => {
      clearTimeout(timer)
      signal.removeEventListener('abort', end)
      resolve()
    }
    const timer = setTimeout(end, milliseconds)
    signal.addEventListener('abort', end)
  })
}

const refused = (url: URL, status: number) =>
  new BoundaryProblem('content', {
    vi: `Nguồn không có tệp ${url.href} (HTTP ${status}). Hãy kiểm tra BOUNDARIES_URL.`,
    en: `The source does not have the file ${url.href} (HTTP ${status}). Check BOUNDARIES_URL.`,
  })

const unreachable = (url: URL, why: string) =>
  new BoundaryProblem('unreachable', {
    vi: `Không tải được ${url.href} (${why}). Hãy kiểm tra mạng rồi chạy lại: các tệp đã tải xong được giữ lại.`,
    en: `${url.href} cannot be fetched (${why}). Check the network and run the command again: finished files are kept.`,
  })
