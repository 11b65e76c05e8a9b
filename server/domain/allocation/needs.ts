import type { Dataset } from '../dataset'
import { InputError } from '../input-problem'
import type { Figures } from '../priority/figures'
import type { End } from '../priority/rules'
import type { Status } from '../status'
import type { Gap, Gaps } from './gaps'
import { gapsOf } from './gaps'
import type { Intervention } from './interventions'
import { costIn } from './interventions'
import type { Land } from './land'

/** What could be built of one kind in one commune. Plain JSON; whole children, whole things, whole million đồng. */
export type Need = {
  code: string
  district: string
  intervention: string
  /** Things lacking, by the end asked for; and how many of them are certain. */
  count: number
  certain: number
  /** Things there already; null when not reported. */
  existing: number | null
  /**
   * Children that the target asks to provide for, those of them provided for already, and those one more thing
   * reaches; the last one may reach fewer.
   */
  children: number
  provided: number
  childrenEach: number
  childrenLast: number
  unitCostMillion: number
  runningMillion: number | null
  landM2: number | null
  /** What is known of land for it; null where nothing is. */
  land: Land | null
  yearsOfUse: number | null
  /** How much a child here counts, 0 to 1. */
  weight: number
  /** The commune is surely one of those that a minimum share is reserved for. */
  favoured: boolean
  status: Status | null
}

/** A gap that cannot be planned for, because its size is not known. It is listed, never taken for zero. */
export type UnknownNeed = { code: string; intervention: string; why: 'gap' | 'children' | 'withheld' }

/** What priority says of a commune. */
export type Standing = { weight: number; favoured: boolean }

/**
 * What every commune of a unit lacks of each kind, in code order.
 * @param index the unit in the geography of the vintage
 * @param end `worst` also plans for what may be lacking because nobody said; `best` only for what surely is
 * @param standings by code; a commune without one counts in full and is not favoured
 * @throws InputError when two kinds close the same gap: only one of them can be planned at a time
 * @throws RangeError when an indicator or target does not exist
 */
export const needsOf = (
  dataset: Dataset,
  figures: Figures,
  index: number,
  interventions: readonly Intervention[],
  end: End,
  standings: ReadonlyMap<string, Standing>,
) => needsFrom(gapsOf(dataset, figures, index, interventions), interventions, end, standings)

/** The same from gaps that are known already; those of other kinds are left alone. */
export function needsFrom(
  { aims, communes }: Gaps,
  interventions: readonly Intervention[],
  end: End,
  standings: ReadonlyMap<string, Standing>,
): { needs: Need[]; unknown: UnknownNeed[] } {
  refuseRivals(interventions)
  const needs: Need[] = []
  const unknown: UnknownNeed[] = []
  for (const { code, district, zone, kinds } of communes) {
    for (const intervention of interventions) {
      const gap = kinds[intervention.id]
      if (!gap) continue
      const reach = reachOf(gap, intervention, end, aims[intervention.id] ?? 0)
      if (typeof reach === 'string') {
        unknown.push({ code, intervention: intervention.id, why: reach })
      } else {
        needs.push({
          code,
          district,
          intervention: intervention.id,
          ...reach,
          existing: gap.existing,
          status: gap.status,
          unitCostMillion: costIn(intervention, zone),
          runningMillion: intervention.runningMillion,
          landM2: intervention.landM2,
          land: gap.land,
          yearsOfUse: intervention.yearsOfUse,
          ...(standings.get(code) ?? { weight: 1, favoured: false }),
        })
      }
    }
  }
  return { needs, unknown }
}

function refuseRivals(interventions: readonly Intervention[]): void {
  for (const [i, one] of interventions.entries()) {
    const rival = interventions.slice(0, i).find(({ indicator }) => indicator === one.indicator)
    if (!rival) continue
    throw new InputError([
      {
        kind: 'rival-interventions',
        at: `interventions.${one.id}`,
        message: {
          vi: `"${one.name.vi}" và "${rival.name.vi}" cùng bù một khoảng thiếu. Hãy chọn một trong hai.`,
          en: `"${one.name.en}" and "${rival.name.en}" close the same gap. Choose one of them.`,
        },
      },
    ])
  }
}

type Reach = Pick<Need, 'count' | 'certain' | 'children' | 'provided' | 'childrenEach' | 'childrenLast'>

function reachOf(gap: Gap, { reach }: Intervention, end: End, aim: number): Reach | UnknownNeed['why'] {
  const lacking = end === 'worst' ? gap.lacking : gap.lackingLeast
  const unless = (why: 'gap' | 'children') => (gap.isWithheld ? 'withheld' : why)
  if (lacking === null || gap.among === null) return unless('gap')
  const size: Size = {
    lacking: whole(lacking),
    certain: whole(gap.lackingLeast ?? lacking),
    among: gap.among,
    aim,
  }
  if (reach.kind === 'places') return placesGap(reach.each, size)
  return gap.children === null ? unless('children') : sharedGap(gap.children, size)
}

/** A gap in the indicator's own count; `aim` is the target as a share of 1. */
type Size = { lacking: number; certain: number; among: number; aim: number }

/** Children without a place, and as many things as give them one; the last may have places left over. */
function placesGap(each: number, { lacking, certain, among, aim }: Size): Reach {
  const count = Math.ceil(lacking / each)
  const children = Math.max(whole(among * aim), lacking)
  return {
    count,
    certain: Math.ceil(certain / each),
    children,
    provided: children - lacking,
    childrenEach: each,
    childrenLast: count === 0 ? 0 : lacking - (count - 1) * each,
  }
}

/**
 * Without figures for single villages every village is taken to hold equally many of the commune's children, in whole
 * children: an estimate.
 */
function sharedGap(allChildren: number, { lacking, certain, among, aim }: Size): Reach {
  const children = Math.round(allChildren * aim)
  const perThing = among === 0 ? 0 : Math.round(allChildren / among)
  const each = Math.min(perThing, Math.floor(children / Math.max(1, lacking)))
  return {
    count: lacking,
    certain,
    children,
    provided: children - each * lacking,
    childrenEach: each,
    childrenLast: each,
  }
}

/** Counts shared out between units are fractions; a part of a village still needs a whole play area. */
const whole = (count: number) => Math.max(0, Math.ceil(count - 1e-9))
