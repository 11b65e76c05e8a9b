import { rmSync } from 'node:fs'
import { launchChromium } from '../chromium'
import type { Bench, Figure } from './figures'
import { median } from './figures'
import { buildRivals, rivalPath, rivals } from './rivals'
import { buildPage, serve } from './serve'
import type { Visit } from './slow-page'
import { twoVisits } from './slow-page'

type Visits = { first: Visit; second: Visit }

/**
 * What a planner on an old PC waits for, beside what the same communes take with Leaflet, ECharts and MapLibre,
 * from the same server, one after the other and again, so that all of them meet the same machine.
 */
export const firstMap: Bench = async ({ isShort }) => {
  const webDir = buildPage()
  await buildRivals(webDir)
  const served = await serve(webDir)
  // a server that has just started is another bench's question
  for (const path of ['/?vintage=2024', '/api/indicators/play-areas-villages.geojson?vintage=2024']) {
    for (let turn = 0; turn < 3; turn++) await (await fetch(served.url + path)).arrayBuffer()
  }
  const browser = await launchChromium()
  const pages = [
    { name: 'own', address: `${served.url}/?vintage=2024`, isOwn: true },
    ...rivals.map((rival) => ({ name: rival, address: served.url + rivalPath(rival), isOwn: false })),
  ]
  // the first page of a browser pays for its start: whoever came first would pay for all
  for (const page of pages) await twoVisits(browser, page)
  const runs = new Map<string, Visits[]>()
  for (let round = 0; round < (isShort ? 1 : 5); round++) {
    for (const page of pages) {
      const visits = await twoVisits(browser, page)
      runs.set(page.name, [...(runs.get(page.name) ?? []), visits])
    }
  }
  await browser.close()
  await served.stop()
  rmSync(webDir, { recursive: true, force: true })
  return figuresOf(runs)
}

function figuresOf(runs: ReadonlyMap<string, readonly Visits[]>): Figure[] {
  const of = (name: string, pick: (visits: Visits) => number) => median((runs.get(name) ?? []).map(pick))
  const figures = [...runs.keys()].flatMap((name): Figure[] => [
    { name: `${name}: first complete map`, value: of(name, ({ first }) => first.completeMs), unit: 'ms' },
    {
      name: `${name}: bytes until then`,
      value: of(name, ({ first }) => first.bytesToComplete),
      unit: 'bytes',
    },
    { name: `${name}: interactive`, value: of(name, ({ first }) => first.interactiveMs), unit: 'ms' },
    { name: `${name}: all bytes`, value: of(name, ({ first }) => first.bytes), unit: 'bytes' },
    { name: `${name}: requests`, value: of(name, ({ first }) => first.requests), unit: 'requests' },
    { name: `${name}: second visit`, value: of(name, ({ second }) => second.completeMs), unit: 'ms' },
  ])
  const valueOf = (name: string) => figures.find((figure) => figure.name === name)?.value ?? NaN
  const ratio = (name: string, of: string, to: string): Figure => ({
    name,
    value: valueOf(of) / valueOf(to),
    unit: 'ratio',
  })
  return [
    ...figures,
    { name: 'own: taken over', value: of('own', ({ first }) => first.takenOverMs), unit: 'ms' },
    ratio('first map ÷ Leaflet, time', 'own: first complete map', 'leaflet: first complete map'),
    ratio('first map ÷ Leaflet, bytes', 'own: bytes until then', 'leaflet: bytes until then'),
    ratio('interactive ÷ plain MapLibre, time', 'own: interactive', 'maplibre: interactive'),
    ratio('second visit ÷ first, time', 'own: second visit', 'own: first complete map'),
  ]
}
