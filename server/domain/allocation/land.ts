import type { Dataset } from '../dataset'
import { realOnly, villagesIn } from '../places/places'
import { lacksPlayArea } from '../places/village'
import type { Figures } from '../priority/figures'
import type { Status } from '../status'
import { weakest } from '../status'
import type { Intervention } from './interventions'

/**
 * What land is asked for. `ready`: only where land is known to be ready, so that what is unknown is not built;
 * `not-refused`: everywhere but where land is known to be missing, so that what is unknown counts as possible.
 */
export const landRules = ['any', 'ready', 'not-refused'] as const
export type LandRule = (typeof landRules)[number]

/** Of the places in a commune that lack a thing: how many surely have land for it, and how many surely have none. */
export type Land = { ready: number; missing: number; status: Status }

/**
 * Land for a kind of thing in a commune, counted over the villages of the register that lack it. Only play areas are
 * built village by village; of land for anything else nothing is known.
 * @returns null where nothing is known
 */
export function landFor(
  dataset: Dataset,
  { vintage, illustrative }: Pick<Figures, 'vintage' | 'illustrative'>,
  { reach, landM2 }: Intervention,
  commune: string,
): Land | null {
  if (reach.kind !== 'shared' || landM2 === 0) return null
  const places = illustrative ? dataset.places : realOnly(dataset.places)
  const lacking = villagesIn(places, vintage, commune).filter(lacksPlayArea)
  const stated = lacking.filter(({ land }) => land !== 'unknown')
  const status = stated.reduce<Status | null>((worst, village) => weakest(worst, village.status), null)
  if (status === null) return null
  const ready = stated.filter(({ land }) => land === 'yes').length
  return { ready, missing: stated.length - ready, status }
}

/** How many of `count` things may be built by the rule. */
export function withLand(count: number, land: Land | null, rule: LandRule): number {
  if (rule === 'any') return count
  if (rule === 'ready') return Math.min(count, land?.ready ?? 0)
  return Math.max(0, count - (land?.missing ?? 0))
}
