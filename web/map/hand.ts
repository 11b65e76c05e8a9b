import type { Map as MapLibre } from 'maplibre-gl'
import { followGestures } from './gestures'
import type { Moved } from './moved'
import { cameraOf, dragged, since, unmoved, zoomed } from './moved'

/** The hand rests when it has not moved for so long, in milliseconds. */
const pause = 120
/** The part of the view, to each side, that may be empty before the map is drawn anew under a moving hand. */
const mostEmpty = 0.5

/**
 * Lets a reader move a map on a machine that draws slowly: the picture that is there follows the hand, which costs
 * next to nothing, and the map is drawn anew once the hand rests, or when too little of the picture is left in view.
 * The map's own ways to be moved are off from then on.
 * @returns what ends it, once the map is no longer needed
 */
export function followHand(map: MapLibre): () => void {
  const [stage, picture] = [map.getContainer(), map.getCanvasContainer()]
  /** How the reader has moved the map since its picture was drawn. */
  let moved = unmoved
  /** The part of that with which it is just being drawn anew. */
  let asked: Moved | null = null
  let isMoving = false
  let resting: ReturnType<typeof setTimeout> | undefined

  const show = () => {
    const { x, y, times } = moved
    picture.style.transformOrigin = `${stage.clientWidth / 2}px ${stage.clientHeight / 2}px`
    picture.style.transform = moved === unmoved ? '' : `scale(${times}) translate(${-x}px, ${-y}px)`
  }
  const drawAnew = () => {
    clearTimeout(resting)
    if (moved === unmoved || asked) return
    const { lng, lat } = map.getCenter()
    const { longitude, latitude, zoom } = cameraOf(
      { longitude: lng, latitude: lat, zoom: map.getZoom() },
      moved,
    )
    asked = moved
    map.jumpTo({ center: [longitude, latitude], zoom })
  }
  const rest = () => {
    clearTimeout(resting)
    resting = setTimeout(drawAnew, pause)
  }
  /** The new picture is there: only what has been moved since remains to be shown. */
  const drawn = () => {
    if (!asked) return
    moved = moved === asked ? unmoved : since(asked, moved)
    asked = null
    show()
    if (moved !== unmoved) rest()
  }
  const move = (next: Moved) => {
    if (!isMoving) {
      isMoving = true
      // nothing is pointed at while the map moves
      picture.dispatchEvent(new MouseEvent('mouseout'))
    }
    moved = next
    show()
    const { clientWidth, clientHeight } = stage
    const { x, y, times } = moved
    const isEmpty =
      Math.abs(x) * times > clientWidth * mostEmpty || Math.abs(y) * times > clientHeight * mostEmpty
    if (isEmpty) drawAnew()
    else rest()
  }
  const limits = () => {
    const zoom = map.getZoom()
    return { least: 2 ** (map.getMinZoom() - zoom), most: 2 ** (map.getMaxZoom() - zoom) }
  }

  const handlers = [
    map.dragPan,
    map.scrollZoom,
    map.doubleClickZoom,
    map.touchZoomRotate,
    map.boxZoom,
    map.keyboard,
  ]
  for (const handler of handlers) handler.disable()
  stage.style.touchAction = 'none'
  const forget = followGestures(stage, {
    ondrag: (by) => move(dragged(moved, by)),
    onzoom: (factor, at) => move(zoomed(moved, factor, at, limits())),
    onhold(isHeld) {
      if (isHeld) return
      drawAnew()
      // the click that ends a movement is still to come
      setTimeout(() => (isMoving = false))
    },
    onclick: () => undefined,
  })
  /** The map takes what ends a movement for a click, and what goes on in it for pointing. */
  const keep = (event: MouseEvent) => isMoving && event.stopPropagation()
  const controller = new AbortController()
  const options = { signal: controller.signal, capture: true }
  stage.addEventListener('click', keep, options)
  stage.addEventListener('mousemove', keep, options)
  map.on('render', drawn)
  return () => {
    clearTimeout(resting)
    controller.abort()
    forget()
    map.off('render', drawn)
  }
}
