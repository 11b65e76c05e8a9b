import { rmSync } from 'node:fs'
import type { Bench, Figure } from './figures'
import { median } from './figures'
import { buildPage, serve } from './serve'

/** Milliseconds between two looks at the server's health. */
const beat = 5

const map = (format: string, query: string) =>
  `/api/snapshots/map.${format}?vintage=2024&indicator=play-areas-villages&${query}`

/** How long maps and reports for documents take, and whether drawing them keeps the server from answering others. */
export const snapshots: Bench = async ({ isShort }) => {
  const webDir = buildPage()
  const served = await serve(webDir)
  const ask = (path: string) => fetchAll(served.url + path)
  // another title each time, so that nothing comes from the album of what was drawn before
  let titles = 0
  const timesOf = async (path: (title: string) => string): Promise<number> => {
    const times: number[] = []
    for (let round = 0; round < (isShort ? 2 : 5); round++) {
      times.push(await timed(() => ask(path(`title=${(titles += 1)}`))))
    }
    return median(times)
  }
  const figures: Figure[] = [
    {
      name: 'snapshot: first PNG, thread starts',
      value: await timed(() => ask(map('png', 'title=0'))),
      unit: 'ms',
    },
    { name: 'snapshot: PNG, A4, 300 dpi', value: await timesOf((title) => map('png', title)), unit: 'ms' },
    {
      name: 'snapshot: PNG, A3, 300 dpi',
      value: await timesOf((title) => map('png', `layout=a3-landscape&${title}`)),
      unit: 'ms',
    },
    { name: 'snapshot: PDF, A4', value: await timesOf((title) => map('pdf', title)), unit: 'ms' },
  ]
  const report = '/api/reports/half-yearly.docx?vintage=2024'
  await ask(report)
  figures.push({ name: 'report: DOCX', value: await timed(() => ask(`${report}&lang=en`)), unit: 'ms' })
  const idle = await healthDuring(served.url, () => new Promise((resolve) => setTimeout(resolve, 1000)))
  const drawing = await healthDuring(served.url, () =>
    Promise.all(['a', 'b', 'c', 'd'].map((title) => ask(map('png', `title=${title}`)))),
  )
  const writing = await healthDuring(served.url, () => ask(`${report}&district=085`))
  figures.push(
    { name: 'health: longest answer, idle', value: Math.max(...idle), unit: 'ms' },
    { name: 'health: longest answer while 4 snapshots are drawn', value: Math.max(...drawing), unit: 'ms' },
    { name: 'health: longest answer while a report is written', value: Math.max(...writing), unit: 'ms' },
  )
  await served.stop()
  rmSync(webDir, { recursive: true, force: true })
  return figures
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

/** Looks at the server's health, one look after the other, until the work is done; how long each answer took. */
async function healthDuring(url: string, work: () => Promise<unknown>): Promise<number[]> {
  const waits: number[] = []
  let isDone = false
  const look = async () => {
    while (!isDone) {
      waits.push(await timed(() => fetchAll(`${url}/healthz`)))
      await new Promise((resolve) => setTimeout(resolve, beat))
    }
  }
  const looking = look()
  await work()
  isDone = true
  await looking
  return waits
}
