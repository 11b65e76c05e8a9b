import type { Topology } from 'topojson-specification'
import type { Detail } from '#domain/detail'
import { detailAt } from '#domain/detail'
import type { TopologyQuestion, UnitsQuestion } from '../api'
import { fetchTopology } from '../api'
import type { Answer } from './answer.svelte'
import { answerTo } from './answer.svelte'

/** Which map: of which units, and what the catalogue tells of it. */
export type Ground = UnitsQuestion & { hash: string; details: readonly Detail[] }

/**
 * The borders of a map: at first as they are drawn for the whole province, finer ones once the reader comes near.
 * Finer ones stay, so that nothing is fetched twice. Call it while a component is being set up.
 * @param zoom how near the reader is
 */
export function bordersFor(
  ground: () => Ground | null,
  zoom: () => number,
): {
  /** The coarsest: what an area is found and framed by, so that the map does not move when lines become finer. */
  readonly far: Answer<TopologyQuestion, Topology>
  /** The finest that is here: what is drawn. */
  readonly drawn: Topology | null
} {
  let reached = 0
  const nearest = $derived.by(() => {
    reached = Math.max(reached, zoom())
    return reached
  })
  const far = answerTo(() => {
    const of = ground()
    return of && { vintage: of.vintage, within: of.within, hash: of.hash }
  }, fetchTopology)
  const closer = answerTo(() => {
    const of = ground()
    const detail = of ? detailAt(nearest, of.details) : null
    if (!of || !detail || detail === of.details[0]) return null
    return { vintage: of.vintage, within: of.within, hash: of.hash, detail }
  }, fetchTopology)
  return {
    far,
    get drawn() {
      // an answer for the map before is none for this one
      const isOne = closer.asked?.hash === far.asked?.hash && closer.asked?.within === far.asked?.within
      return isOne ? (closer.value ?? far.value) : far.value
    },
  }
}
