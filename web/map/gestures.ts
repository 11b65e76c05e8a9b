/** Right and down, in pixels. */
export type Pixels = readonly [right: number, down: number]

/** What is to happen when a reader moves a map. Places are told from the middle of the view. */
export type Moves = {
  ondrag: (by: Pixels) => void
  /** @param at the place that stays where it is */
  onzoom: (factor: number, at: Pixels) => void
  /** Whether a movement is going on, or may go on in a moment. */
  onhold: (isHeld: boolean) => void
  /** A click that ended no movement. */
  onclick: (event: MouseEvent) => void
}

/** As far as a hand trembles while it clicks, in pixels. */
const tremble = 3
/** After a turn of the wheel or a key the next may follow, in milliseconds. */
const pause = 200
/** How many zooms the wheel goes by a pixel, or by a line where it tells lines. */
const zoomsOfWheel = { pixel: 0.002, line: 0.05, pinched: 10 }

const steps = new Map<string, Pixels>([
  ['ArrowLeft', [100, 0]],
  ['ArrowRight', [-100, 0]],
  ['ArrowUp', [0, 100]],
  ['ArrowDown', [0, -100]],
])
const zoomsOfKeys = new Map([
  ['+', 1],
  ['=', 1],
  ['-', -1],
  ['_', -1],
])

/**
 * Listens to what moves a map: pointers and fingers that drag or pinch, the wheel, a double click, arrows and + and −, with
 * the steps of MapLibre. Small, because every reader waits for it.
 * @returns what ends it
 */
export function followGestures(stage: HTMLElement, { ondrag, onzoom, onhold, onclick }: Moves): () => void {
  const hands = new Map<number, Pixels>()
  let hasMoved = false
  let resting: ReturnType<typeof setTimeout> | undefined

  const placeOf = ({ clientX, clientY }: MouseEvent): Pixels => {
    const { left, top, width, height } = stage.getBoundingClientRect()
    return [clientX - left - width / 2, clientY - top - height / 2]
  }
  const tell = () => onhold(hands.size > 0 || resting !== undefined)
  const rest = () => {
    clearTimeout(resting)
    resting = setTimeout(() => {
      resting = undefined
      tell()
    }, pause)
    tell()
  }

  const take = (event: PointerEvent) => {
    if (event.button !== 0 || event.ctrlKey) return
    if (hands.size === 0) hasMoved = false
    hands.set(event.pointerId, placeOf(event))
    tell()
  }
  const drag = (event: PointerEvent) => {
    const [from, to] = [hands.get(event.pointerId), placeOf(event)]
    if (!from || (!hasMoved && distance(from, to) < tremble)) return
    hasMoved = true
    stage.setPointerCapture(event.pointerId)
    const before = gripOf([...hands.values()])
    hands.set(event.pointerId, to)
    const after = gripOf([...hands.values()])
    ondrag([after.middle[0] - before.middle[0], after.middle[1] - before.middle[1]])
    if (before.reach > 0) onzoom(after.reach / before.reach, after.middle)
  }
  const release = ({ pointerId }: PointerEvent) => {
    if (hands.delete(pointerId)) tell()
  }
  const wheel = (event: WheelEvent) => {
    event.preventDefault()
    const { pixel, line, pinched } = zoomsOfWheel
    const zooms = -event.deltaY * (event.deltaMode === WheelEvent.DOM_DELTA_PIXEL ? pixel : line)
    rest()
    onzoom(2 ** (event.ctrlKey ? zooms * pinched : zooms), placeOf(event))
  }
  const doubleClick = (event: MouseEvent) => {
    rest()
    onzoom(event.shiftKey ? 0.5 : 2, placeOf(event))
  }
  const press = (event: KeyboardEvent) => {
    if (event.altKey || event.ctrlKey || event.metaKey) return
    const step = event.shiftKey ? undefined : steps.get(event.key)
    const zooms = zoomsOfKeys.get(event.key)
    if (!step && zooms === undefined) return
    event.preventDefault()
    rest()
    if (step) ondrag(step)
    if (zooms !== undefined) onzoom(2 ** (event.shiftKey ? 2 * zooms : zooms), [0, 0])
  }

  const controller = new AbortController()
  const { signal } = controller
  stage.addEventListener('pointerdown', take, { signal })
  stage.addEventListener('click', (event) => !hasMoved && onclick(event), { signal })
  stage.addEventListener('wheel', wheel, { signal, passive: false })
  stage.addEventListener('dblclick', doubleClick, { signal })
  stage.addEventListener('keydown', press, { signal })
  // a pointer may leave the map with its first step, and be let go anywhere
  window.addEventListener('pointermove', drag, { signal })
  window.addEventListener('pointerup', release, { signal })
  window.addEventListener('pointercancel', release, { signal })
  return () => {
    clearTimeout(resting)
    controller.abort()
  }
}

const distance = (a: Pixels, b: Pixels): number => Math.hypot(b[0] - a[0], b[1] - a[1])

/** The middle between all pointers, and how far they are from it. */
function gripOf(points: readonly Pixels[]): { middle: Pixels; reach: number } {
  const mean = (axis: 0 | 1) => points.reduce((sum, point) => sum + point[axis], 0) / points.length
  const middle: Pixels = [mean(0), mean(1)]
  return { middle, reach: points.reduce((sum, point) => sum + distance(point, middle), 0) }
}
