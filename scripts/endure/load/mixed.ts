import { setTimeout as sleep } from 'node:timers/promises'
import autocannon from 'autocannon'
import type { SignedIn } from '../../../tests/accounts/sign-in'
import type { Child } from '../child'
import { giveReasons, step, upload } from '../office'
import type { Memory } from './memory'
import { watchMemory } from './memory'

/** What readers ask for, in turns of about the same number of connections. */
const reads = {
  page: '/?vintage=2024',
  catalogue: '/api/catalogue',
  values: '/api/indicators/play-areas-villages/values?vintage=2025',
  GeoJSON: '/api/indicators/play-areas-villages.geojson?vintage=2024',
  compare: '/api/compare?indicators=play-areas-villages,preschool-5',
  'OGC items': '/ogc/collections/communes_2025/items?limit=50',
}

export type Line = { route: string; requests: number; p50: number; p99: number; failed: number }
export type Mixed = {
  lines: Line[]
  publications: number
  snapshots: number
  busy: number
  memory: Memory
  faults: string[]
}
export type Officers = { administrator: SignedIn; reporter: SignedIn }

/** Many readers at once, a publication every second and a picture every few, for so many seconds. */
export async function mixedLoad(
  child: Child,
  officers: Officers,
  seconds: number,
  connections: number,
): Promise<Mixed> {
  const { url, pid } = child
  const result: Mixed = {
    ...{ lines: [], publications: 0, snapshots: 0, busy: 0, faults: [] },
    memory: { before: 0, peak: 0, after: 0, slope: 0 },
  }
  const over = new AbortController()
  const memory = watchMemory(pid)
  const share = Math.max(1, Math.round(connections / Object.keys(reads).length))
  const beside = [publishing(url, officers, result, over.signal), drawing(url, result, over.signal)]
  result.lines = await Promise.all(
    Object.entries(reads).map(async ([route, path]) => {
      const found = await autocannon({
        url: url + path,
        connections: share,
        duration: seconds,
        // a busy machine is no fault of the server
        timeout: 120,
        headers: { 'accept-encoding': 'br' },
      })
      const failed = found.non2xx + found.errors
      if (failed > 0) result.faults.push(`${route}: ${found.non2xx} refused, ${found.errors} broken off`)
      return { route, requests: found.requests.total, p50: found.latency.p50, p99: found.latency.p99, failed }
    }),
  )
  over.abort()
  await Promise.all(beside)
  result.memory = memory()
  return result
}

/** Of 2025. */
const communes = ['02647', '02671', '02839', '02842', '02848']

async function publishing(
  url: string,
  { administrator, reporter }: Officers,
  result: Mixed,
  over: AbortSignal,
) {
  for (let turn = 0; !over.aborted; turn++) {
    const next = sleep(1000)
    try {
      const figures = { villages: 20, villages_with_play_area: turn % 20 }
      let report = await upload({ url, who: reporter }, communes[turn % communes.length] ?? '', figures)
      report = await giveReasons({ url, who: reporter }, report)
      report = await step({ url, who: reporter }, 'submit', report)
      report = await step({ url, who: administrator }, 'approve', report)
      await step({ url, who: administrator }, 'publish', report)
      result.publications += 1
    } catch (error) {
      result.faults.push(`publication ${turn}: ${String(error)}`)
    }
    await next
  }
}

async function drawing(url: string, result: Mixed, over: AbortSignal) {
  for (let turn = 0; !over.aborted; turn++) {
    const next = sleep(3000)
    // another title each time, so that none is kept
    const reply = await fetch(`${url}/api/snapshots/map.svg?indicator=play-areas-villages&title=${turn}`)
    const text = await reply.text()
    if (reply.ok && text.trimEnd().endsWith('</svg>')) result.snapshots += 1
    else if ((reply.status === 503 || reply.status === 429) && reply.headers.has('retry-after'))
      result.busy += 1
    else result.faults.push(`snapshot: ${reply.status} ${text.slice(0, 200)}`)
    await next
  }
}
