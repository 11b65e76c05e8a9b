import { editDistance } from '../edit-distance'
import { letters, plain, respelled, typeAndName } from '../unit-names'
import type { Unit, UnitType, Vintage } from '../units'
import type { Candidate, DoubtReason, NameVariant } from './reading'

/** How a row names its unit; null where the column does not exist or the cell is blank. */
export type Written = { code: string | null; name: string | null; district: string | null }

export type Match =
  | { kind: 'sure'; unit: Unit; hasLostZeros: boolean }
  /** Known for sure, but not a unit that this file may report. */
  | { kind: 'outside'; unit: Unit }
  /** The row is about a whole district or the province; it tells where the rows below it lie. */
  | { kind: 'wider'; unit: Unit }
  | { kind: 'doubt'; candidates: Candidate[] }

export type MatchInput = {
  vintage: Vintage
  units: readonly Unit[]
  nameVariants: readonly NameVariant[]
  /** Unit whose communes may be reported; null for all. */
  area: string | null
  /** Whether the names of the file are written without diacritics: then "Sa Pa" may be Sa Pả. */
  isBare: boolean
}

type Spelling = { unit: Unit; name: string; key: string; letters: string }
/** A way to take a written name. */
type Attempt = { text: string; key: string; letters: string }
type Found = { units: Unit[]; reason: DoubtReason | null }

const mostCandidates = 8

/**
 * Matches written units to communes. Sure are: the code, unless the name speaks of another unit; the name as it is
 * spelled, also in the other ways to spell the same syllables; the name with some or all diacritics left out, where
 * only one commune can be meant. Everything else is a doubt: wrong diacritics, slips, another type or district.
 */
export function createMatcher(input: MatchInput): (written: Written) => Match {
  const own = input.units.filter(({ vintage }) => vintage === input.vintage)
  const communes = own.filter(({ level }) => level === 'commune')
  const wider = own.filter(({ level }) => level !== 'commune')
  const byCode = new Map(communes.map((unit) => [unit.code, unit]))
  const spellings = spellingsOf(communes, input)

  const inArea = (unit: Unit): boolean =>
    input.area === null ||
    unit.code === input.area ||
    unit.parent === input.area ||
    wider.some(({ code, level }) => code === input.area && level === 'province')

  const settle = (unit: Unit, hasLostZeros = false): Match =>
    inArea(unit) ? { kind: 'sure', unit, hasLostZeros } : { kind: 'outside', unit }

  const match = (written: Written): Match => {
    const named = written.name === null ? null : nameParts(written.name)
    const places = written.district === null ? (named?.places ?? []) : [written.district]
    const district = widerNamed(wider, places)
    const code = written.code === null ? null : codeIn(written.code)
    if (code === null && named !== null) {
      const above = widerRow(wider, named.name)
      if (above) return { kind: 'wider', unit: above }
    }
    const found = named === null ? null : byName(named.name, spellings, input.isBare)
    if (code !== null) {
      const unit = byCode.get(code.padStart(5, '0'))
      const above = wider.find((each) => each.code === code.padStart(each.code.length, '0'))
      if (!unit && above && found === null) return { kind: 'wider', unit: above }
      if (unit && (found === null || found.units.includes(unit))) {
        if (isElsewhere(unit, district)) return doubt([unit], 'district')
        return settle(unit, code.length < 5)
      }
      // codes were given anew in 2025: a code of one vintage beside a name of the other says nothing for sure
      return doubt([...(unit ? [unit] : []), ...(found?.units ?? [])], 'code-and-name')
    }
    if (found === null) return { kind: 'doubt', candidates: [] }
    return decide(found, {
      named,
      district,
      isElseSaid: places.length > 0 && district === null,
      inArea,
      settle,
    })
  }

  // the same name stands in many rows, and one that is unknown is looked for at length
  const known = new Map<string, Match>()
  return (written) => {
    const key = JSON.stringify(written)
    const found = known.get(key) ?? match(written)
    known.set(key, found)
    return found
  }
}

type Context = {
  named: ReturnType<typeof nameParts> | null
  district: Unit | null
  /** Something stands behind the name that is no place. */
  isElseSaid: boolean
  inArea: (unit: Unit) => boolean
  settle: (unit: Unit) => Match
}

function decide(found: Found, { named, district, isElseSaid, inArea, settle }: Context): Match {
  const here = found.units.filter((unit) => !isElsewhere(unit, district))
  if (here.length === 0 && found.units.length > 0) return doubt(found.units, 'district')
  if (found.reason !== null) return doubt(here, found.reason)
  if (isElseSaid) return doubt(here, 'district')
  const type = named?.type ?? null
  const ofType = type === null ? here : here.filter((unit) => unit.type === type)
  if (ofType.length === 0) return doubt(here, 'type')
  const inside = ofType.filter(inArea)
  const left = inside.length > 0 ? inside : ofType
  const [only, ...others] = left
  if (only && others.length === 0) return settle(only)
  return doubt(left, new Set(left.map(({ name }) => name)).size > 1 ? 'no-diacritics' : 'same-name')
}

function doubt(units: readonly Unit[], reason: DoubtReason): Match {
  const codes = [...new Set(units.map(({ code }) => code))].slice(0, mostCandidates)
  return { kind: 'doubt', candidates: codes.map((code) => ({ code, reason })) }
}

const isElsewhere = (unit: Unit, district: Unit | null): boolean =>
  district?.level === 'district' && !unit.districts.includes(district.code)

function spellingsOf(
  communes: readonly Unit[],
  { nameVariants, vintage }: Pick<MatchInput, 'nameVariants' | 'vintage'>,
): Spelling[] {
  return communes.flatMap((unit) => {
    const names = [
      unit.name,
      ...nameVariants
        .filter((variant) => variant.vintage === vintage && variant.code === unit.code)
        .map(({ variant }) => variant),
    ]
    // the town of a state farm is also called without it
    const all = new Set(names.flatMap((name) => [name, name.replace(/^(nông trường|n\.?\s?t\.?)\s+/iu, '')]))
    return [...all].map((name) => ({ unit, name, key: respelled(name), letters: letters(name) }))
  })
}

/** What a cell says besides the name: the type, and the places behind a comma, a dash or in brackets. */
function nameParts(text: string): { name: string; type: UnitType | null; places: string[] } {
  const numberless = plain(text).replace(/^(\d+([.)]|\s*-)|[-–•+*])\s*/, '')
  const [head = '', ...rest] = numberless.split(/\s*[(),;]\s*|\s+[-–]\s+/).filter((part) => part !== '')
  const [, english = head, type] = /^(.+) (commune|ward|township)$/.exec(head) ?? []
  return {
    name: english,
    type:
      type === undefined
        ? typeAndName(english).type
        : type === 'ward'
          ? 'phường'
          : type === 'township'
            ? 'thị trấn'
            : 'xã',
    places: rest,
  }
}

const widerType = /^(huyện|huyen|thị xã|thi xa|thành phố|thanh pho|tỉnh|tinh|tx|tp|h)[.\s]+/

/** The narrowest of the places that are named; a province narrows nothing, and is no mistake. */
function widerNamed(wider: readonly Unit[], places: readonly string[]): Unit | null {
  const found = places.flatMap((text) => {
    const name = letters(plain(text).replace(widerType, ''))
    return wider.filter((unit) => letters(unit.name) === name || unit.code === name.padStart(3, '0'))
  })
  return found.find(({ level }) => level === 'district') ?? found[0] ?? null
}

/** A row that names the district by its type: "Huyện Bát Xát". Without the type it may be a commune. */
const widerRow = (wider: readonly Unit[], name: string): Unit | null =>
  widerType.test(name)
    ? (wider.find(
        (unit) =>
          letters(unit.name) === letters(name.replace(widerType, '')) &&
          (unit.level === 'province') === /^t[iỉ]nh/.test(name),
      ) ?? null)
    : null

/** A code as text; programs that take it for a number drop its zeros or add decimals. Null where it is no code. */
const codeIn = (text: string): string | null =>
  /^'?(\d{1,5})(?:[.,]0+)?$/.exec(text.trim())?.[1] ?? (text.trim() === '' ? null : text.trim())

function byName(name: string, spellings: readonly Spelling[], isBare: boolean): Found {
  // some names begin like a type ("Xà Hồ"), so the whole name is tried first
  const attempts = [...new Set([name, typeAndName(name).rest])].map((text) => ({
    ...{ text, key: respelled(text), letters: letters(text) },
  }))
  const found = (test: (spelling: Spelling, attempt: Attempt) => boolean): Unit[] =>
    attempts
      .map((attempt) => unitsOf(spellings.filter((spelling) => test(spelling, attempt))))
      .find((units) => units.length > 0) ?? []
  const exact = found(({ key }, attempt) => key === attempt.key)
  const lacking = found(
    (spelling, attempt) => attempt.letters === spelling.letters && isPartOf(attempt.text, spelling.name),
  )
  const isWithoutMarks = !hasMarks(name)
  if (exact.length > 0 && !(isBare && isWithoutMarks)) return { units: exact, reason: null }
  if (lacking.length > 0) return { units: lacking, reason: null }
  const sameLetters = found((spelling, attempt) => attempt.letters === spelling.letters)
  if (sameLetters.length > 0) return { units: sameLetters, reason: 'diacritics' }
  return { units: near(attempts, spellings), reason: 'spelling' }
}

const unitsOf = (spellings: readonly Spelling[]): Unit[] => [...new Set(spellings.map(({ unit }) => unit))]

/** Communes whose name is written nearly so, the nearest first. */
function near(attempts: readonly Attempt[], spellings: readonly Spelling[]): Unit[] {
  const ranked = spellings.map((spelling) => ({
    spelling,
    distance: Math.min(
      ...attempts
        // the distance is at least the difference in length
        .filter(({ letters: { length } }) => Math.abs(length - spelling.letters.length) <= 2)
        .map((attempt) => editDistance(attempt.letters, spelling.letters)),
    ),
  }))
  return unitsOf(
    ranked
      .filter(({ distance, spelling }) => distance <= (spelling.letters.length < 6 ? 1 : 2))
      .sort((a, b) => a.distance - b.distance)
      .map(({ spelling }) => spelling),
  )
}

const lettersOf = (text: string): string[] => [...onePlace(text).replace(/[^\p{Letter}\p{Number}]/gu, '')]

/** Whether a text is the name with some, all or none of its diacritics left out. */
function isPartOf(written: string, name: string): boolean {
  const ours = lettersOf(written)
  const theirs = lettersOf(name)
  return ours.length === theirs.length && ours.every((letter, i) => isLetterPart(letter, theirs[i] ?? ''))
}

/** Tones of oa, oe, uy may stand on either letter; to compare letter by letter they get one place. */
const onePlace = (text: string): string =>
  plain(text)
    .replace(/o([àáảãạ])(?!\p{Letter})/gu, (_, vowel: string) => toned('o', vowel) + 'a')
    .replace(/o([èéẻẽẹ])(?!\p{Letter})/gu, (_, vowel: string) => toned('o', vowel) + 'e')
    .replace(/(?<!q)u([ỳýỷỹỵ])(?!\p{Letter})/gu, (_, vowel: string) => toned('u', vowel) + 'y')

const toned = (base: string, vowel: string): string =>
  (base + vowel.normalize('NFD').slice(1)).normalize('NFC')

function isLetterPart(written: string, full: string): boolean {
  const [base = '', ...marks] = marksOf(written)
  const [fullBase = '', ...fullMarks] = marksOf(full)
  return base === fullBase && marks.every((mark) => fullMarks.includes(mark))
}

const marksOf = (letter: string): string[] => (letter === 'đ' ? ['d', '-'] : [...letter.normalize('NFD')])

/** Whether a text bears any mark that only Vietnamese writing has. */
export const hasMarks = (text: string): boolean => /[đĐ]|\p{Mark}/u.test(text.normalize('NFD'))
