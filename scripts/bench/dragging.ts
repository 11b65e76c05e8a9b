import type { Page } from 'playwright-core'

/** Milliseconds between two movements of the hand: a mouse tells of some 100 in a second. */
const step = 10

/** Runs in a page before anything else. Counts the frames that show the map elsewhere: drawn anew, which begins by clearing the picture, or its picture moved. */
export const countMovedFrames = `
  globalThis.movedFrames = 0
  let [isDrawn, before] = [false, '']
  const clear = WebGL2RenderingContext.prototype.clear
  WebGL2RenderingContext.prototype.clear = function (...bits) {
    isDrawn = true
    globalThis.drawnAt ??= performance.now()
    return clear.apply(this, bits)
  }
  addEventListener('pointermove', () => {
    globalThis.movedAt = performance.now()
    globalThis.drawnAt = null
  }, true)
  const look = () => {
    const place = document.querySelector('.maplibregl-canvas-container')?.style.transform ?? ''
    if (isDrawn || place !== before) globalThis.movedFrames += 1
    ;[isDrawn, before] = [false, place]
    requestAnimationFrame(look)
  }
  requestAnimationFrame(look)`

/** Frames in a second while the map was dragged, and how long after the last step of the hand it was drawn anew. */
export type Drag = { rate: number; ms: number }

/** Drags the map in circles, and counts the frames that show it elsewhere meanwhile. */
export async function drag(page: Page, round: number): Promise<Drag> {
  const box = await page.locator('.frame').boundingBox()
  if (!box) throw new Error('the map is not on the screen')
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2]
  const moved = () => page.evaluate<[number, number]>('[movedFrames, performance.now()]')
  const turn = async (milliseconds: number) => {
    const until = performance.now() + milliseconds
    const told: Promise<void>[] = []
    while (performance.now() < until) {
      const angle = round + performance.now() / 300
      // a hand does not wait for the picture to follow it
      told.push(page.mouse.move(x + 140 * Math.sin(angle), y + 90 * Math.cos(angle)))
      await new Promise((resolve) => setTimeout(resolve, step))
    }
    await Promise.all(told)
  }
  await page.mouse.move(x, y)
  await page.mouse.down()
  await turn(500)
  const [framesBefore, began] = await moved()
  await turn(3000)
  const [framesAfter, ended] = await moved()
  await page.mouse.up()
  // what the new view shows is fetched before the next round
  await page.waitForTimeout(2000)
  const ms = await page.evaluate<number>('(drawnAt ?? NaN) - movedAt')
  return { rate: ((framesAfter - framesBefore) / (ended - began)) * 1000, ms }
}
