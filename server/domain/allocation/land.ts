import type { Dataset } from '../dataset'
import { realOnly, villagesIn } from '../places/places'
import type { Village } from '../places/village'
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

/** Of the places in a commune that may get a thing: how many surely have land for it, how many surely have none. */
export type Land = { ready: number; missing: number; status: Status }

/**
 * Land for a kind of thing in a commune, by the register of villages. What is built village by village needs the land
 * of those villages that lack it; what serves the commune needs land in one of its villages, and has surely none when
 * all of them say so.
 * @returns null where nothing is known
 */
export function landFor(
  dataset: Dataset,
  { vintage, illustrative }: Pick<Figures, 'vintage' | 'illustrative'>,
  { landOf, landM2 }: Pick<Intervention, 'landOf' | 'landM2'>,
  commune: string,
): Land | null {
  if (landOf === null || landM2 === 0) return null
  const places = illustrative ? dataset.places : realOnly(dataset.places)
  const villages = villagesIn(places, vintage, commune)
  return landOf === 'village' ? landOfVillages(villages.filter(lacksPlayArea)) : landOfCommune(villages)
}

function landOfVillages(lacking: readonly Village[]): Land | null {
  const stated = lacking.filter(({ land }) => land !== 'unknown')
  const status = weakestOf(stated)
  if (status === null) return null
  const ready = stated.filter(({ land }) => land === 'yes').length
  return { ready, missing: stated.length - ready, status }
}

function landOfCommune(villages: readonly Village[]): Land | null {
  const status = weakestOf(villages)
  if (status === null) return null
  const withLand = villages.filter(({ land }) => land === 'yes')
  // a made-up village does not weaken what a real one says
  const real = withLand.filter((village) => village.status !== 'illustrative')
  const telling = real.length > 0 ? real : withLand
  if (telling.length > 0) {
    return { ready: telling.length, missing: 0, status: weakestOf(telling) ?? status }
  }
  return villages.every(({ land }) => land === 'no') ? { ready: 0, missing: villages.length, status } : null
}

const weakestOf = (villages: readonly Village[]): Status | null =>
  villages.reduce<Status | null>((worst, { status }) => weakest(worst, status), null)

/** How many of `count` things may be built by the rule. */
export function withLand(count: number, land: Land | null, rule: LandRule): number {
  if (rule === 'any') return count
  if (rule === 'ready') return Math.min(count, land?.ready ?? 0)
  return Math.max(0, count - (land?.missing ?? 0))
}
