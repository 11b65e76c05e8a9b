import { contains, partsOf } from '#domain/geodesy'
import { fold } from '#domain/names'
import type { Areas } from '#domain/topology'
import { bare, letters, plain } from '#domain/unit-names'
import type { Unit } from '#domain/units'
import type { FoundArea } from './boundaries-geojson'
import { BoundaryProblem } from './boundaries-problem'

/** Another spelling of a name, in whatever vintage it was met. */
type Spelling = { name: string; variant: string }

export type MatchOptions = {
  /** All communes of the vintage. */
  communes: readonly Unit[]
  spellings: readonly Spelling[]
  /** Field that holds the code; guessed when not given. `id` is the feature's own id. */
  codeField?: string
}

/** Units that a feature may be, with the value that says so. */
type Finding = { area: FoundArea; value: string; candidates: readonly Unit[] }

/**
 * Finds out which commune each polygon is: by code, or else by name (with or without type and diacritics; of
 * several communes with the name, the one whose seat lies in the polygon).
 * @returns one area per commune, in code order
 * @throws BoundaryProblem (content) listing what is unmatched or matched twice
 */
export function matchAreas(found: readonly FoundArea[], options: MatchOptions): Areas {
  const findings = byCode(found, options) ?? byName(found, options)
  const lines = [
    ...unclear(findings, options.communes),
    ...doubles(findings),
    ...missing(findings, options.communes),
  ]
  if (lines.length > 0) {
    throw new BoundaryProblem(
      'content',
      {
        vi: `Không ghép được tệp với ${options.communes.length} xã: ${lines.length} chỗ cần sửa. Bản đồ đang dùng không thay đổi.`,
        en: `The file does not match the ${options.communes.length} communes: ${lines.length} places to mend. The map in use is unchanged.`,
      },
      lines,
    )
  }
  const features = findings.flatMap(({ area, candidates }) =>
    candidates.map(({ code }) => ({
      ...{ type: 'Feature' as const, id: code, properties: {}, geometry: area.geometry },
    })),
  )
  assertPlaces(findings)
  return { type: 'FeatureCollection', features: features.sort((a, b) => (a.id < b.id ? -1 : 1)) }
}

function byCode(found: readonly FoundArea[], { communes, codeField }: MatchOptions): Finding[] | null {
  const unitOf = new Map(communes.map((unit) => [unit.code, unit]))
  const find = (area: FoundArea, field: string): Finding => {
    const value = valueOf(area, field)
    // programs that take codes for numbers drop the zeros
    const unit = /^\d+$/.test(value) ? unitOf.get(value.padStart(5, '0')) : undefined
    return { area, value, candidates: unit ? [unit] : [] }
  }
  if (codeField !== undefined) {
    if (!fieldsOf(found).includes(codeField)) throw unknownField(codeField, fieldsOf(found))
    return found.map((area) => find(area, codeField))
  }
  const best = bestField(found, (field) => found.map((area) => find(area, field)))
  return best && unitsIn(best).size * 2 >= found.length ? best : null
}

function byName(found: readonly FoundArea[], { communes, spellings }: MatchOptions): Finding[] {
  const names = communes.flatMap((unit) => [
    { unit, name: unit.name },
    ...spellings.filter(({ name }) => name === unit.name).map(({ variant }) => ({ unit, name: variant })),
  ])
  const unitsNamed = (key: (name: string) => string) => {
    const units = new Map<string, Set<Unit>>()
    for (const { unit, name } of names) units.set(key(name), (units.get(key(name)) ?? new Set()).add(unit))
    return units
  }
  const exact = unitsNamed(plain)
  const bald = unitsNamed(letters)
  const candidatesFor = (value: string): Unit[] => {
    // some names begin like a type ("Xà Hồ"), so the whole name is tried first
    const units =
      exact.get(plain(value)) ??
      exact.get(bare(plain(value))) ??
      bald.get(letters(value)) ??
      bald.get(letters(bare(fold(value))))
    return [...(units ?? [])]
  }
  const best = bestField(found, (field) =>
    found.map((area) => {
      const value = valueOf(area, field)
      return { area, value, candidates: candidatesFor(value) }
    }),
  )
  return (best ?? found.map((area) => ({ area, value: '', candidates: [] }))).map((finding) => {
    if (finding.candidates.length < 2) return finding
    const inside = finding.candidates.filter((unit) => holdsSeat(finding.area, unit))
    return inside.length === 1 ? { ...finding, candidates: inside } : finding
  })
}

const valueOf = ({ id, properties }: FoundArea, field: string): string => {
  const value = field === 'id' ? (id ?? properties['id']) : properties[field]
  return typeof value === 'string' || typeof value === 'number' ? String(value).trim() : ''
}

const fieldsOf = (found: readonly FoundArea[]): string[] => [
  ...new Set(['id', ...found.flatMap(({ properties }) => Object.keys(properties))]),
]

/** The reading by which most units are found. */
function bestField(found: readonly FoundArea[], read: (field: string) => Finding[]): Finding[] | null {
  const readings = fieldsOf(found).map(read)
  const most = Math.max(...readings.map((findings) => unitsIn(findings).size))
  return most === 0 ? null : (readings.find((findings) => unitsIn(findings).size === most) ?? null)
}

const unitsIn = (findings: readonly Finding[]): Set<Unit> =>
  new Set(findings.flatMap(({ candidates }) => candidates))

const holdsSeat = ({ geometry }: FoundArea, { seat }: Unit): boolean =>
  seat !== null && contains(partsOf(geometry), seat)

function unclear(findings: readonly Finding[], communes: readonly Unit[]): string[] {
  return findings.flatMap(({ area, value, candidates }) => {
    const feature = `đối tượng / feature ${area.place} "${value}"`
    const listed = (units: readonly Unit[]) => units.map(({ code, name }) => `${code} ${name}`).join(', ')
    if (candidates.length === 1) return []
    if (candidates.length > 1) return [`${feature}: có thể là / may be ${listed(candidates)}`]
    const here = communes.filter((unit) => holdsSeat(area, unit))
    const hint = here.length > 0 ? `; ở chỗ của / in the place of ${listed(here)}` : ''
    return [`${feature}: không có xã nào như vậy / no such commune${hint}`]
  })
}

function doubles(findings: readonly Finding[]): string[] {
  const places = new Map<Unit, number[]>()
  for (const { area, candidates } of findings) {
    const [unit, ...others] = candidates
    if (unit && others.length === 0) places.set(unit, [...(places.get(unit) ?? []), area.place])
  }
  return [...places].flatMap(([{ code, name }, of]) =>
    of.length > 1 ? [`${code} ${name}: nhiều đối tượng / several features ${of.join(', ')}`] : [],
  )
}

function missing(findings: readonly Finding[], communes: readonly Unit[]): string[] {
  const matched = unitsIn(findings)
  return communes
    .filter((unit) => !matched.has(unit))
    .map(({ code, name }) => `${code} ${name}: không có trong tệp / not in the file`)
}

/** Codes are reused for other places: a map of another vintage may know them all and yet be wrong. */
function assertPlaces(findings: readonly Finding[]) {
  const apart = findings.flatMap(({ area, candidates }) =>
    candidates.filter((unit) => unit.seat !== null && !holdsSeat(area, unit)),
  )
  if (apart.length * 2 <= findings.length) return
  throw new BoundaryProblem(
    'content',
    {
      vi: 'Đa giác không nằm ở chỗ của xã: hãy kiểm tra năm của bản đồ (--vintage) và thứ tự kinh độ, vĩ độ.',
      en: 'The polygons do not lie where the communes are: check the vintage of the map (--vintage) and the order of longitude and latitude.',
    },
    apart.map(({ code, name }) => `${code} ${name}: trung tâm nằm ngoài đa giác / seat outside the polygon`),
  )
}

const unknownField = (field: string, fields: readonly string[]) =>
  new BoundaryProblem('usage', {
    vi: `Tệp không có trường "${field}". Các trường có trong tệp: ${fields.join(', ')}.`,
    en: `The file has no field "${field}". Its fields are: ${fields.join(', ')}.`,
  })
