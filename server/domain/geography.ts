import type { Level, Unit, Vintage } from './units'

/** The units of one vintage, in a fixed order: province, districts, communes, each by code. */
export type Geography = {
  vintage: Vintage
  units: readonly Unit[]
  indexOf: ReadonlyMap<string, number>
  /** Indexes of the units of a level, in code order. */
  atLevel: Readonly<Record<Level, readonly number[]>>
  /** Indexes of the units directly below a unit. */
  childrenOf: readonly (readonly number[])[]
  /** Indexes of all communes below a unit (of itself for a commune). */
  communesOf: readonly (readonly number[])[]
}

/**
 * Arranges the units of a vintage.
 * @throws Error when a unit exists twice or lies in none
 */
export function geographyOf(vintage: Vintage, all: readonly Unit[]): Geography {
  const rank: Record<Level, number> = { province: 0, district: 1, commune: 2 }
  const units = all
    .filter((unit) => unit.vintage === vintage)
    .sort((a, b) => rank[a.level] - rank[b.level] || (a.code < b.code ? -1 : 1))
  const indexOf = new Map(units.map((unit, index) => [unit.code, index]))
  const childrenOf: number[][] = units.map(() => [])
  for (const [index, { code, parent }] of units.entries()) {
    if (indexOf.get(code) !== index) throw new Error(`unit ${vintage}/${code} exists twice`)
    if (parent === null) continue
    const above = indexOf.get(parent)
    if (above === undefined) {
      throw new Error(`unit ${vintage}/${code} lies in ${parent}, which is no unit of ${vintage}`)
    }
    childrenOf[above]?.push(index)
  }
  const at = (level: Level) => units.flatMap((unit, index) => (unit.level === level ? [index] : []))
  const communesOf: number[][] = units.map(() => [])
  for (const index of at('commune')) {
    let above: number | undefined = index
    while (above !== undefined) {
      communesOf[above]?.push(index)
      const parent: string | null | undefined = units[above]?.parent
      above = parent == null ? undefined : indexOf.get(parent)
    }
  }
  return {
    vintage,
    units,
    indexOf,
    atLevel: { province: at('province'), district: at('district'), commune: at('commune') },
    childrenOf,
    communesOf,
  }
}

/**
 * Code of the province that is looked at: the one asked for, else the first where there are several. Null where the only
 * one is all there is, so that nothing has to be left out.
 * @param provinces of the vintage, in code order
 */
export const provinceLookedAt = (
  provinces: readonly Pick<Unit, 'code'>[],
  within: string | null,
): string | null => {
  const [first, ...others] = provinces
  if (others.length > 0) return within ?? first?.code ?? null
  return within === first?.code ? null : within
}

/** Code of the province that a unit lies in, or is itself; null where no unit has the code. */
export function provinceOf(geography: Geography, code: string): string | null {
  const unit = geography.units[geography.indexOf.get(code) ?? -1]
  if (!unit) return null
  return unit.parent === null ? unit.code : provinceOf(geography, unit.parent)
}

/** The provinces of a geography, in code order. */
export const provincesOf = ({ units, atLevel }: Geography): Unit[] =>
  atLevel.province.flatMap((index) => units[index] ?? [])

/** {@link provinceLookedAt} for whoever asks about a unit; null asks about none. */
export const provinceAround = (geography: Geography, code: string | null): string | null =>
  provinceLookedAt(provincesOf(geography), code === null ? null : provinceOf(geography, code))

/** Index of a unit; null is the first province, for where there is only one. Undefined where no unit has the code. */
export const areaIndex = ({ atLevel, indexOf }: Geography, code: string | null): number | undefined =>
  code === null ? atLevel.province[0] : indexOf.get(code)

/**
 * Indexes of the units of a level, in code order: all of them, or those that are the province or district or lie in it.
 * @throws RangeError when the geography has no province or district with this code
 */
export function indexesWithin(geography: Geography, level: Level, area: string | null): readonly number[] {
  if (area === null) return geography.atLevel[level]
  const index = geography.indexOf.get(area)
  if (index === undefined || geography.units[index]?.level === 'commune') {
    throw new RangeError(`vintage ${geography.vintage} has no province or district with the code "${area}"`)
  }
  return indexesIn(geography, level, index)
}

/** A unit and all below it, in the order of the geography; takes no longer in a larger one. */
export const unitsIn = ({ units, childrenOf, communesOf }: Geography, index: number): Unit[] =>
  [...new Set([index, ...(childrenOf[index] ?? []), ...(communesOf[index] ?? [])])]
    .sort((a, b) => a - b)
    .flatMap((each) => units[each] ?? [])

/** Codes of a unit and of all below it. */
export const codesIn = (geography: Geography, index: number): string[] =>
  unitsIn(geography, index).map(({ code }) => code)

/** Indexes of the units of a level that are a unit or lie in it, in code order; takes no longer in a larger geography. */
export function indexesIn(
  { units, childrenOf, communesOf }: Geography,
  level: Level,
  index: number,
): readonly number[] {
  if (level === 'commune') return communesOf[index] ?? []
  return [index, ...(childrenOf[index] ?? [])].filter((candidate) => units[candidate]?.level === level)
}
