import type { Page } from 'playwright-core'
import { PNG } from 'pngjs'

export type Rgb = [number, number, number]

/** Where the interactive map looks, in degrees. */
export async function cameraOf(page: Page): Promise<{ longitude: number; latitude: number; zoom: number }> {
  const told = (await page.locator('[data-place]').getAttribute('data-place')) ?? ''
  const [longitude = NaN, latitude = NaN, zoom = NaN] = told.split(',').map(Number)
  return { longitude, latitude, zoom }
}

/** Where a place lies on the map canvas, worked out by the Web Mercator formula (512 px tiles) from centre and zoom. */
export async function pixelOf(page: Page, [lon, lat]: [number, number]): Promise<{ x: number; y: number }> {
  const canvas = page.locator('[data-place]')
  const box = await canvas.boundingBox()
  const { longitude, latitude, zoom } = await cameraOf(page)
  if (!box) throw new Error('the map is not on the screen')
  const world = 512 * 2 ** zoom
  const mercator = (x: number, y: number) => ({
    x: (world * (x + 180)) / 360,
    y: (world * (1 - Math.asinh(Math.tan((y * Math.PI) / 180)) / Math.PI)) / 2,
  })
  const [place, centre] = [mercator(lon, lat), mercator(longitude, latitude)]
  return {
    x: Math.round(box.x + box.width / 2 + place.x - centre.x),
    y: Math.round(box.y + box.height / 2 + place.y - centre.y),
  }
}

/** Half the side of the square around a place that is looked at, in pixels: about what a mark takes. */
const near = 9

/** How many pixels of each colour, as `r,g,b`, are in a square around a place on the map. */
export async function coloursAround(
  page: Page,
  place: [number, number],
  reach = near,
): Promise<ReadonlyMap<string, number>> {
  const { x, y } = await pixelOf(page, place)
  const clip = { x: x - reach, y: y - reach, width: 2 * reach, height: 2 * reach }
  const { data } = PNG.sync.read(await page.screenshot({ clip }))
  const counts = new Map<string, number>()
  for (let i = 0; i < data.length; i += 4) {
    const colour = [data[i], data[i + 1], data[i + 2]].join()
    counts.set(colour, (counts.get(colour) ?? 0) + 1)
  }
  return counts
}

/** The commonest colour in a small square around a place on the map, so that a label or mark does not mislead. */
export async function colourAt(page: Page, place: [number, number]): Promise<Rgb> {
  const [commonest = ''] = [...(await coloursAround(page, place))].sort((a, b) => b[1] - a[1])[0] ?? []
  const [r = NaN, g = NaN, b = NaN] = commonest.split(',').map(Number)
  return [r, g, b]
}

export async function clickAt(page: Page, place: [number, number]): Promise<void> {
  const { x, y } = await pixelOf(page, place)
  await page.mouse.click(x, y)
}

export const rgbOf = (hex: string): Rgb => [1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16)) as Rgb
