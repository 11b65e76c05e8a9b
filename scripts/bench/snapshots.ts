import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

// How long a map for a document takes, and whether drawing four at once keeps the server from answering others.
//   npx tsx scripts/bench/snapshots.ts [--json]

const root = fileURLToPath(new URL('../..', import.meta.url))

/** Milliseconds between two looks at the server's health. */
const beat = 5

type Figures = Record<string, number>

/** A server of its own, in a process of its own, on the schematic map. */
async function serve(): Promise<{ url: string; stop: () => Promise<void> }> {
  const folder = mkdtempSync(join(tmpdir(), 'ban-do-bench-'))
  const child = spawn(process.execPath, ['--import', 'tsx', 'server/main.ts'], {
    cwd: root,
    env: { ...process.env, DATA_DIR: folder, PORT: '0', BOUNDARIES: 'schematic' },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  const url = await new Promise<string>((resolve, reject) => {
    let said = ''
    child.stdout.on('data', (chunk: Buffer) => {
      said += chunk.toString()
      const found = /http:\/\/\S+/.exec(said)
      if (found) resolve(found[0])
    })
    child.once('exit', (code) => reject(new Error(`the server ended with ${code}: ${said}`)))
  })
  return {
    url,
    stop: async () => {
      child.kill('SIGTERM')
      await ended
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now()
  await work()
  return performance.now() - start
}

async function fetchAll(address: string): Promise<number> {
  const answer = await fetch(address)
  if (!answer.ok) throw new Error(`${address}: ${answer.status} ${await answer.text()}`)
  return (await answer.arrayBuffer()).byteLength
}

/** Looks at the server's health, one look after the other, until the work is done. */
async function healthDuring(url: string, work: () => Promise<unknown>): Promise<Figures> {
  const waits: number[] = []
  let isDone = false
  const look = async () => {
    while (!isDone) {
      waits.push(await timed(() => fetchAll(`${url}/healthz`)))
      await new Promise((resolve) => setTimeout(resolve, beat))
    }
  }
  const looking = look()
  const took = await timed(work)
  isDone = true
  await looking
  waits.sort((a, b) => a - b)
  const at = (share: number) => waits[Math.min(waits.length - 1, Math.floor(waits.length * share))] ?? 0
  return { took, looks: waits.length, p50: at(0.5), p99: at(0.99), worst: at(1) }
}

async function main() {
  const { url, stop } = await serve()
  try {
    const map = (format: string, query: string) =>
      `${url}/api/snapshots/map.${format}?indicator=play-areas-villages&${query}`
    const figures: Figures = {}
    figures['first PNG, A4, 300 dpi (thread starts)'] = await timed(() => fetchAll(map('png', 'title=0')))
    figures['PNG, A4, 300 dpi'] = await timed(() => fetchAll(map('png', 'title=1')))
    figures['PNG, A3, 300 dpi'] = await timed(() => fetchAll(map('png', 'title=2&layout=a3-landscape')))
    figures['PDF, A4'] = await timed(() => fetchAll(map('pdf', 'title=3')))
    figures['SVG, A4'] = await timed(() => fetchAll(map('svg', 'title=4')))
    figures['the same PNG again'] = await timed(() => fetchAll(map('png', 'title=1')))
    const idle = await healthDuring(url, () => new Promise((resolve) => setTimeout(resolve, 2000)))
    const busy = await healthDuring(url, () =>
      Promise.all(['a', 'b', 'c', 'd'].map((title) => fetchAll(map('png', `title=${title}`)))),
    )
    report(figures, { idle, busy })
  } finally {
    await stop()
  }
}

function report(figures: Figures, health: Record<'idle' | 'busy', Figures>) {
  if (process.argv.includes('--json')) {
    console.log(JSON.stringify({ milliseconds: figures, health }, null, 2))
    return
  }
  const whole = (value: number) => Math.round(value * 10) / 10
  const rounded = (row: Figures) =>
    Object.fromEntries(Object.entries(row).map(([key, value]) => [key, whole(value)]))
  console.table(
    Object.fromEntries(Object.entries(figures).map(([key, value]) => [key, { ms: whole(value) }])),
  )
  console.log('/healthz, milliseconds:')
  console.table({ idle: rounded(health.idle), 'while 4 maps are drawn': rounded(health.busy) })
}

await main()
