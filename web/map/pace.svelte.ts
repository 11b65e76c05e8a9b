import type { Map as MapLibre } from 'maplibre-gl'

/** Frames in a second below which a map does not seem to move, but to jump. */
const leastFrames = 30
/** Shorter movements tell nothing, in milliseconds. */
const telling = 400

/** Whether this machine draws maps too slowly to draw one anew for each step of the hand: found out by the first that is moved. */
export const pace = $state({ isSlow: false })

/**
 * Counts the frames of a map while its reader moves it, until it was too slow once.
 * @returns what ends it
 */
export function watchPace(map: MapLibre): () => void {
  let frames = 0
  let began: number | null = null
  const begin = ({ originalEvent }: { originalEvent?: unknown }) => {
    // what moves by itself was perhaps not yet loaded
    if (originalEvent === undefined) return
    began = performance.now()
    frames = 0
  }
  const count = () => (frames += 1)
  const end = () => {
    if (began === null) return
    const took = performance.now() - began
    began = null
    if (took >= telling && (frames * 1000) / took < leastFrames) pace.isSlow = true
  }
  map.on('movestart', begin)
  map.on('render', count)
  map.on('moveend', end)
  return () => {
    map.off('movestart', begin)
    map.off('render', count)
    map.off('moveend', end)
  }
}
