import { fold } from '#domain/names'
import type { Areas } from '#domain/topology'
import { bare, letters, plain } from '#domain/unit-names'
import type { Unit } from '#domain/units'
import type { FoundArea } from './boundaries-geojson'
import type { Finding } from './boundaries-matching'
import { holdsSeat, isComplete, isElsewhere, matchingOf, mismatch, unitsIn } from './boundaries-matching'
import { BoundaryProblem } from './boundaries-problem'

/** Another spelling of a name, in whatever vintage it was met. */
type Spelling = { name: string; variant: string }

export type MatchOptions = {
  /** All communes of the vintage. */
  communes: readonly Unit[]
  spellings: readonly Spelling[]
  /** Field that holds the code; guessed when not given. `id` is the feature's own id. */
  codeField?: string
  /** What a person decided: the commune that a feature is, by its place in the file, or null to leave it out. */
  mend?: ReadonlyMap<number, string | null>
}

/**
 * Finds out which commune each polygon is: by code, or else by name (with or without type and diacritics; of
 * several communes with the name, the one whose seat lies in the polygon).
 * @returns one area per commune, in code order
 * @throws BoundaryProblem (content) listing what is unmatched or matched twice
 */
export function matchAreas(found: readonly FoundArea[], options: MatchOptions): Areas {
  const findings = findingsOf(found, options)
  const matching = matchingOf(findings, options.communes)
  if (!isComplete(matching) || isElsewhere(matching)) throw mismatch(matching, options.communes)
  return areasOf(findings)
}

/**
 * What each polygon may be, after what a person decided.
 * @throws BoundaryProblem (usage) when the file has no such field
 */
export function findingsOf(found: readonly FoundArea[], options: MatchOptions): Finding[] {
  const { communes, mend } = options
  const unitOf = new Map(communes.map((unit) => [unit.code, unit]))
  return (byCode(found, options) ?? byName(found, options)).flatMap((finding) => {
    const decided = mend?.get(finding.area.place)
    if (decided === undefined) return [finding]
    const unit = decided === null ? undefined : unitOf.get(decided)
    return unit ? [{ ...finding, candidates: [unit] }] : []
  })
}

/** One area per commune, in code order, from findings that match completely. */
export function areasOf(findings: readonly Finding[]): Areas {
  const features = findings.flatMap(({ area, candidates }) =>
    candidates.map(({ code }) => ({
      ...{ type: 'Feature' as const, id: code, properties: {}, geometry: area.geometry },
    })),
  )
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

const unknownField = (field: string, fields: readonly string[]) =>
  new BoundaryProblem('usage', {
    vi: `Tệp không có trường "${field}". Các trường có trong tệp: ${fields.join(', ')}.`,
    en: `The file has no field "${field}". Its fields are: ${fields.join(', ')}.`,
  })
