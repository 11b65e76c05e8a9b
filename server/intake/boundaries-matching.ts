import { contains, partsOf } from '#domain/geodesy'
import type { Unit } from '#domain/units'
import type { FeatureFault, FoundArea } from './boundaries-geojson'
import { BoundaryProblem } from './boundaries-problem'

/** Units that a feature may be, with the value that says so. */
export type Finding = { area: FoundArea; value: string; candidates: readonly Unit[] }

/** How the polygons of a file and the communes go together. Features are named by their place in the file, from 1. */
export type Matching = {
  matched: { place: number; value: string; code: string }[]
  /** Features that are no commune, with the communes whose seats they hold. */
  unmatched: { place: number; value: string; near: string[] }[]
  /** Features that may be several communes. */
  doubtful: { place: number; value: string; candidates: string[] }[]
  /** Communes that several features are. */
  doubles: { code: string; places: number[] }[]
  /** Communes that no feature is, nor may be. */
  missing: string[]
  /** Communes whose seat lies outside their polygon. */
  apart: string[]
}

export function matchingOf(findings: readonly Finding[], communes: readonly Unit[]): Matching {
  const matching: Matching = { matched: [], unmatched: [], doubtful: [], doubles: [], missing: [], apart: [] }
  const places = new Map<string, number[]>()
  for (const { area, value, candidates } of findings) {
    const { place } = area
    const [unit, ...others] = candidates
    if (!unit) {
      const near = communes.filter((each) => holdsSeat(area, each)).map(({ code }) => code)
      matching.unmatched.push({ place, value, near })
    } else if (others.length > 0) {
      matching.doubtful.push({ place, value, candidates: candidates.map(({ code }) => code) })
    } else {
      matching.matched.push({ place, value, code: unit.code })
      places.set(unit.code, [...(places.get(unit.code) ?? []), place])
      if (unit.seat !== null && !holdsSeat(area, unit)) matching.apart.push(unit.code)
    }
  }
  for (const [code, of] of places) if (of.length > 1) matching.doubles.push({ code, places: of })
  const found = unitsIn(findings)
  matching.missing = communes.filter((unit) => !found.has(unit)).map(({ code }) => code)
  return matching
}

/** Whether every commune has exactly one polygon, and no polygon is left over. */
export const isComplete = ({ unmatched, doubtful, doubles, missing }: Matching): boolean =>
  unmatched.length + doubtful.length + doubles.length + missing.length === 0

/** Codes are reused for other places: a map of another vintage may know them all and yet be wrong. */
export const isElsewhere = ({ matched, apart }: Matching): boolean => apart.length * 2 > matched.length

/**
 * Why a file does not become a map: lists what is unmatched, doubtful, double, missing, or in another place.
 * @param faults those of its features
 */
export function mismatch(
  matching: Matching,
  communes: readonly Unit[],
  faults: readonly FeatureFault[] = [],
): BoundaryProblem {
  const lines = [...faultLines(faults), ...linesOf(matching, communes)]
  if (lines.length > 0) {
    return new BoundaryProblem(
      'content',
      {
        vi: `Không ghép được tệp với ${communes.length} xã: ${lines.length} chỗ cần sửa. Bản đồ đang dùng không thay đổi.`,
        en: `The file does not match the ${communes.length} communes: ${lines.length} places to mend. The map in use is unchanged.`,
      },
      lines,
    )
  }
  const name = nameIn(communes)
  return new BoundaryProblem(
    'content',
    {
      vi: 'Đa giác không nằm ở chỗ của xã: hãy kiểm tra năm của bản đồ (--vintage) và thứ tự kinh độ, vĩ độ.',
      en: 'The polygons do not lie where the communes are: check the vintage of the map (--vintage) and the order of longitude and latitude.',
    },
    matching.apart.map((code) => `${name(code)}: trung tâm nằm ngoài đa giác / seat outside the polygon`),
  )
}

const faultLines = (faults: readonly FeatureFault[]): string[] =>
  faults.flatMap(({ place, name, isMended, text }) =>
    isMended ? [] : [`đối tượng / feature ${place} "${name}": ${text.vi} / ${text.en}`],
  )

function linesOf({ unmatched, doubtful, doubles, missing }: Matching, communes: readonly Unit[]): string[] {
  const name = nameIn(communes)
  const listed = (codes: readonly string[]) => codes.map(name).join(', ')
  const feature = ({ place, value }: { place: number; value: string }) =>
    `đối tượng / feature ${place} "${value}"`
  const unclear = [
    ...doubtful.map((each) => ({
      place: each.place,
      line: `${feature(each)}: có thể là / may be ${listed(each.candidates)}`,
    })),
    ...unmatched.map((each) => {
      const hint = each.near.length > 0 ? `; ở chỗ của / in the place of ${listed(each.near)}` : ''
      return {
        place: each.place,
        line: `${feature(each)}: không có xã nào như vậy / no such commune${hint}`,
      }
    }),
  ]
  return [
    ...unclear.sort((a, b) => a.place - b.place).map(({ line }) => line),
    ...doubles.map(
      ({ code, places }) => `${name(code)}: nhiều đối tượng / several features ${places.join(', ')}`,
    ),
    ...missing.map((code) => `${name(code)}: không có trong tệp / not in the file`),
  ]
}

const nameIn = (communes: readonly Unit[]) => {
  const names = new Map(communes.map(({ code, name }) => [code, name]))
  return (code: string) => `${code} ${names.get(code) ?? ''}`
}

export const unitsIn = (findings: readonly Finding[]): Set<Unit> =>
  new Set(findings.flatMap(({ candidates }) => candidates))

export const holdsSeat = ({ geometry }: FoundArea, { seat }: Unit): boolean =>
  seat !== null && contains(partsOf(geometry), seat)
