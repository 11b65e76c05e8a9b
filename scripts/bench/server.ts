import { fork } from 'node:child_process'
import { rmSync } from 'node:fs'
import { setTimeout } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import autocannon from 'autocannon'
import { small } from '../../server/routes/packing'
import type { Bench, Figure } from './figures'
import { median } from './figures'
import { buildPage, serve } from './serve'

const answers = {
  GeoJSON: '/api/indicators/play-areas-villages.geojson?vintage=2024',
  values: '/api/indicators/play-areas-villages/values?vintage=2024',
  catalogue: '/api/catalogue',
  page: '/?vintage=2024',
}

type Run = { perSecond: number; p99: number }

/** What was measured of one answer, and of the same bytes from the bare server. */
type Runs = { name: string; path: string; own: Run[]; limit: Run[] }

async function load(address: string, seconds: number): Promise<Run> {
  const result = await autocannon({
    url: address,
    connections: 20,
    duration: seconds,
    headers: { 'accept-encoding': 'br' },
  })
  if (result.non2xx > 0 || result.errors > 0)
    throw new Error(`${address}: ${result.non2xx} refused, ${result.errors} failed`)
  return { perSecond: result.requests.average, p99: result.latency.p99 }
}

/** Throughput and slowest answers beside Node's own server with the same bytes, and the first answers after a publication. */
export const server: Bench = async ({ isShort }) => {
  const webDir = buildPage()
  const runs = Object.entries(answers).map(([name, path]): Runs => ({ name, path, own: [], limit: [] }))
  const starts: number[] = []
  const figures: Figure[] = []
  // one process is up to a tenth faster than the next of the same program, for as long as it lives
  const pairs = isShort ? 1 : 4
  for (let pair = 0; pair < pairs; pair++) {
    const served = await serve(webDir)
    starts.push(served.firstAnswerMs)
    for (const path of Object.values(answers)) await packedBest(served.url + path)
    const bare = await serveBare(served.url, Object.values(answers))
    for (const { path, own, limit } of runs) {
      // the first seconds compile
      await load(served.url + path, 1)
      await load(bare.url + path, 1)
      // short turns, so that whatever else the machine does meets both alike
      for (let round = 0; round < 4; round++) {
        own.push(await load(served.url + path, 1))
        limit.push(await load(bare.url + path, 1))
      }
    }
    if (pair === pairs - 1) figures.push(...(await cold(served, isShort ? 3 : 9)))
    await bare.stop()
    await served.stop()
  }
  rmSync(webDir, { recursive: true, force: true })
  return [
    { name: 'start to first answer', value: median(starts), unit: 'ms' },
    ...runs.flatMap(({ name, own, limit }) => besideBare(name, own, limit)),
    ...figures,
  ]
}

/** Asks until the answer travels as it is kept: what is large is packed better than for the first who asked, as its ETag tells. */
async function packedBest(address: string): Promise<void> {
  for (let turn = 0; turn < 50; turn++) {
    const answer = await fetch(address, { headers: { 'accept-encoding': 'br' } })
    const { byteLength } = await answer.arrayBuffer()
    if (byteLength <= small || answer.headers.get('etag')?.endsWith('+"')) return
    await setTimeout(100)
  }
  throw new Error(`${address} was not packed again`)
}

function besideBare(name: string, own: readonly Run[], bare: readonly Run[]): Figure[] {
  const perSecond = median(own.map((run) => run.perSecond))
  // autocannon counts whole milliseconds: less than one is one
  const p99 = Math.max(1, median(own.map((run) => run.p99)))
  const bareP99 = Math.max(1, median(bare.map((run) => run.p99)))
  return [
    { name: `${name}: answers`, value: perSecond, unit: 'per s' },
    {
      name: `${name}: answers ÷ bare server`,
      value: perSecond / median(bare.map((run) => run.perSecond)),
      unit: 'ratio',
    },
    { name: `${name}: p99`, value: p99, unit: 'ms' },
    { name: `${name}: p99 ÷ bare server`, value: p99 / bareP99, unit: 'ratio' },
  ]
}

/** The first answer of each kind after a publication. */
async function cold(served: Awaited<ReturnType<typeof serve>>, rounds: number): Promise<Figure[]> {
  const times = new Map<string, number[]>()
  for (let round = 0; round < rounds; round++) {
    await served.reload()
    for (const [name, path] of Object.entries(answers)) {
      const began = performance.now()
      const address = `${served.url}${path}${path.includes('?') ? '&' : '?'}cold=${round}`
      await (await fetch(address, { headers: { 'accept-encoding': 'br' } })).arrayBuffer()
      times.set(name, [...(times.get(name) ?? []), performance.now() - began])
    }
  }
  return [...times].map(([name, all]) => ({
    name: `${name}: first after a publication`,
    value: median(all),
    unit: 'ms',
  }))
}

async function serveBare(
  origin: string,
  paths: readonly string[],
): Promise<{ url: string; stop: () => Promise<void> }> {
  const child = fork(fileURLToPath(new URL('bare-server.ts', import.meta.url)), [origin, ...paths], {
    execArgv: ['--import', 'tsx'],
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
  })
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  const url = await new Promise<string>((resolve) => {
    child.stdout?.on('data', (chunk: Buffer) => {
      const found = /"url":"([^"]+)"/.exec(chunk.toString())?.[1]
      if (found !== undefined) resolve(found)
    })
  })
  return {
    url,
    stop: async () => {
      child.kill('SIGTERM')
      await ended
    },
  }
}
