import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'
import pixelmatch from 'pixelmatch'
import { PNG } from 'pngjs'
import { afterAll, describe, expect, test } from 'vitest'
import { createPlanner } from '../../server/planner'
import type { Drawing } from '../../server/render/drawing'
import { drawPlateFile } from '../../server/render/job'
import { drawMap } from '../../server/render/map/page'
import { drawPlate } from '../../server/render/plate/draw'
import { toPng } from '../../server/render/png'
import type { Asked } from '../fixtures/pictures'
import { ruledPicture, topologies } from '../fixtures/pictures'
import type { AskedPlate } from '../fixtures/plates'
import { ruledPlate } from '../fixtures/plates'

// Pictures that were looked at and found good. After a change that is meant to be seen:
//   UPDATE_GOLDEN=1 npx vitest run --project unit tests/render/golden.test.ts
// and look at what changed before it is committed.

const maps: Record<string, Asked> = {
  'province-a4': {},
  'district-a4-portrait-both': { district: '085', layout: 'a4-portrait', language: 'both' },
  'province-2025-slide-grey': {
    vintage: '2025',
    layout: 'slide',
    grey: true,
    overlay: 'zone',
    language: 'en',
  },
  'districts-square-frozen': { level: 'district', layout: 'square', frozenId: 'abcdefghjk' },
}

const weights = 'weights=play-areas~600.preschool~400&rules=none&end=worst'

const plates: Record<string, AskedPlate> = {
  bivariate: { kind: 'bivariate', search: 'second=preschool-3-5' },
  'small-maps': { kind: 'small', search: 'columns=play-areas-villages,preschool-3-5,zone', layout: 'slide' },
  'small-maps-periods': { kind: 'small', search: 'several=periods', language: 'en' },
  'plot-spread': { kind: 'spread', search: 'indicator=preschool-3-5' },
  'plot-intervals': { kind: 'intervals', search: 'indicator=preschool-3-5', language: 'both' },
  'plot-funnel': { kind: 'funnel', search: 'indicator=preschool-3-5&district=085', language: 'en' },
  'plot-lines': { kind: 'lines', search: 'lines=080,083,085', layout: 'square' },
  priority: { kind: 'priority', search: weights },
  budget: { kind: 'budget', search: `${weights}&budget=3000&first=none`, layout: 'a4-portrait' },
}

/** Width in pixels: enough to see what is wrong, and small in the repository. */
const width = 560
/** Share of pixels that may differ: letters come out a hair different on other processors. */
const tolerance = 0.004

function expectAsBefore(name: string, drawing: Drawing): void {
  const drawn = toPng(drawing, width)
  const file = fileURLToPath(new URL(`golden/${name}.png`, import.meta.url))
  if (process.env['UPDATE_GOLDEN']) {
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(file, drawn)
  }
  expect(existsSync(file), `there is no ${file}`).toBe(true)
  const [now, then] = [PNG.sync.read(drawn), PNG.sync.read(readFileSync(file))]
  expect([now.width, now.height]).toEqual([then.width, then.height])
  const differing = pixelmatch(now.data, then.data, undefined, now.width, now.height, { threshold: 0.15 })
  expect(differing / (now.width * now.height)).toBeLessThan(tolerance)
}

test.each(Object.keys(maps))('%s looks as it did', (name) => {
  const asked = maps[name] ?? {}
  expectAsBefore(name, drawMap(ruledPicture(asked), topologies[asked.vintage ?? '2024']))
})

describe('a picture of another page', () => {
  const planner = createPlanner()
  afterAll(() => planner.close())
  const plateOf = (name: string) => ruledPlate(plates[name] ?? { kind: '', search: '' }, planner)

  test.each(Object.keys(plates))(
    '%s looks as it did',
    async (name) => expectAsBefore(name, drawPlate(await plateOf(name), topologies['2024'])),
    120_000,
  )

  test.each(Object.keys(plates))(
    '%s asked twice is the same file, byte for byte',
    async (name) => {
      const topology = JSON.stringify(topologies['2024'])
      for (const format of ['svg', 'png', 'pdf'] as const) {
        const draw = async () => drawPlateFile(await plateOf(name), topology, format, 400)
        expect(Buffer.from(await draw()).equals(await draw()), format).toBe(true)
      }
    },
    120_000,
  )
})
