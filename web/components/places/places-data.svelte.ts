import type { Catalogue, Units } from '../../api'
import { fetchAccess, fetchCounts, fetchPlaces } from '../../api-places'
import type { AreaPlaces } from '../../api-places'
import { answerTo, rest } from '../../state/answer.svelte'
import { bordersFor } from '../../state/borders.svelte'
import { areaOf } from '../../state/places-area'
import { publications } from '../../state/publications.svelte'
import { view } from '../../state/view.svelte'
import { isOfOne, withinOf } from '../../views/question'
import type { Box } from './map-scene'

/** From this zoom on single villages of the whole province are fetched, below it counts by commune. */
export const nearZoom = 9.6

/** Whoever looks at one area sees it nearer than this. */
const areaZoom = 11

/** A map's view, a little wider and rounded, so that a small movement asks nothing new. */
const widened = ([west, south, east, north]: Box): Box => {
  const grain = 0.1
  return [
    Math.floor(west / grain) * grain,
    Math.floor(south / grain) * grain,
    Math.ceil(east / grain) * grain,
    Math.ceil(north / grain) * grain,
  ].map((degrees) => Math.round(degrees * 10) / 10) as Box // four go in, four come out
}

/** All that the page asks the server for the area it looks at. Call it while a component is set up. */
export function placesData(props: () => { catalogue: Catalogue; units: Units }) {
  let seenBox = $state.raw<Box | null>(null)
  let zoom = $state(0)

  const area = $derived(areaOf(view.now, props().units))
  const isWhole = $derived(area !== null && area.commune === null && area.district === null)
  const within = $derived(withinOf(view.now, props().catalogue))
  const shared = $derived({
    vintage: view.now.vintage,
    within,
    commune: area?.commune ?? null,
    district: area?.district ?? null,
    illustrative: view.now.illustrative,
  })

  const places = answerTo(
    () => {
      if (!area) return null
      const after = publications.seen
      if (!isWhole) return { ...shared, box: null, after }
      return seenBox && zoom >= nearZoom ? { ...shared, box: widened(seenBox), after } : null
    },
    (asked, signal) => fetchPlaces(asked, view.now.lang, signal),
    { restMs: 60 },
  )
  const access = answerTo(
    () => {
      if (!area || isWhole) return null
      const { purpose, children, radius, goal, sites, landReady } = view.now.places
      return { ...shared, purpose, children, radius, goal, sites, landReady, after: publications.seen }
    },
    (asked, signal) => fetchAccess(asked, view.now.lang, signal),
    { restMs: rest },
  )
  const counts = answerTo(
    () => (isWhole ? { ...shared, after: publications.seen } : null),
    ({ illustrative, ...asked }) => fetchCounts(asked, illustrative, view.now.lang),
  )
  const boundary = $derived(props().catalogue.vintages.find(({ id }) => id === view.now.vintage)?.boundary)
  const borders = bordersFor(
    () => (boundary ? { vintage: view.now.vintage, within, ...boundary } : null),
    () => (isWhole ? zoom : areaZoom),
  )
  /** What was fetched, while it belongs to the area that is looked at. */
  const here = $derived.by((): AreaPlaces | null => {
    const { asked, value } = places
    const isSame =
      isOfOne(asked, shared) && asked?.commune === shared.commune && asked.district === shared.district
    return isSame ? value : null
  })

  return {
    get area() {
      return area
    },
    get isWhole() {
      return isWhole
    },
    get boundary() {
      return boundary
    },
    get here() {
      return here
    },
    places,
    access,
    counts,
    borders,
    see(box: Box, at: number): void {
      seenBox = box
      zoom = at
    },
  }
}

export type PlacesData = ReturnType<typeof placesData>
