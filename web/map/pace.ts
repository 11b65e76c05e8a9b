import type { Map as MapLibre } from 'maplibre-gl'

/** Frames whose mean length is looked at, and the length from which on the map is too slow: less than 30 a second. */
const frames = 6
const tooLong = 1000 / 32
/** How many of the picture's points are drawn in each direction while a slow map moves. */
const coarse = 0.5

/** Once it was too slow to move in full, it is not tried again until the page is loaded anew. */
let isSlow = false

/**
 * Lets the map follow the hand where there is no graphics card: from the moment that frames prove too slow, it is
 * drawn with a quarter of the points while it moves, and in full as soon as it rests.
 */
export function keepPace(map: MapLibre): () => void {
  let asked = 0
  let isCoarse = false
  let isChanging = false
  let lengths: number[] = []

  function draw(density: number) {
    isCoarse = density === coarse
    // a map that rests answers a new density by saying that it moves and rests
    isChanging = true
    map.setPixelRatio(density)
    isChanging = false
  }

  function watch(before: number) {
    asked = requestAnimationFrame((now) => {
      lengths = [...lengths.slice(1 - frames), now - before]
      if (lengths.length === frames && lengths.reduce((sum, length) => sum + length, 0) / frames > tooLong) {
        isSlow = true
        draw(coarse)
        // what was drawn in this frame is gone with the old density
        map.redraw()
      } else watch(now)
    })
  }

  const begin = () => {
    if (isChanging) return
    if (isSlow) draw(coarse)
    else {
      lengths = []
      watch(performance.now())
    }
  }
  const rest = () => {
    if (isChanging) return
    cancelAnimationFrame(asked)
    if (isCoarse) draw(window.devicePixelRatio)
  }
  map.on('movestart', begin)
  map.on('moveend', rest)
  return () => {
    cancelAnimationFrame(asked)
    map.off('movestart', begin)
    map.off('moveend', rest)
  }
}
