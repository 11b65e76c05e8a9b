import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'
import pixelmatch from 'pixelmatch'
import { PNG } from 'pngjs'
import { expect, test } from 'vitest'
import { drawMap } from '../../server/render/map/page'
import { toPng } from '../../server/render/png'
import type { Asked } from '../fixtures/pictures'
import { ruledPicture, topologies } from '../fixtures/pictures'

// Pictures that were looked at and found good. After a change that is meant to be seen:
//   UPDATE_GOLDEN=1 npx vitest run --project unit tests/render/golden.test.ts
// and look at what changed before it is committed.

const cases: Record<string, Asked> = {
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

/** Width in pixels: enough to see what is wrong, and small in the repository. */
const width = 560
/** Share of pixels that may differ: letters come out a hair different on other processors. */
const tolerance = 0.004

test.each(Object.keys(cases))('%s looks as it did', (name) => {
  const asked = cases[name] ?? {}
  const drawn = toPng(drawMap(ruledPicture(asked), topologies[asked.vintage ?? '2024']), width)
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
})
