import type { Change } from '#domain/places/proposal'
import { childMeasures } from '#domain/places/village'
import { formatFor } from '#domain/format'
import type { ProposalAnswer } from '../../api-places'
import type { placesVi } from '../../i18n/places-vi'
import { villageName } from './texts'

type Words = typeof placesVi
/** As it comes over the network; `Change` is what it is on the server. */
type AnyChange = ProposalAnswer['change'] | Change

/** What a proposal wants, in one line. */
export function proposalTitle({ action, kind, content }: AnyChange, { review, kinds }: Words): string {
  const what = `${review.actions[action]} ${review.sorts[kind]}`
  if (kind === 'register') return review.sorts.register
  if (content === null || 'isComplete' in content) return what
  return 'playArea' in content
    ? `${what}: ${villageName(content)}`
    : `${what}: ${content.name ?? kinds[content.kind]}`
}

type Row = { name: string; before: string; after: string; isChanged: boolean }
/** A record or the content of a proposal: what is there is shown, and nothing is taken for granted. */
type Fields = Readonly<Record<string, unknown>>

const order = [
  'name',
  'type',
  'kind',
  'commune',
  'village',
  'playArea',
  'condition',
  'land',
  'extremelyDisadvantaged',
  'households',
  'children',
  'position',
  'elevation',
  'safetyCheckedOn',
  'openedOn',
  'capacity',
  'isComplete',
  'source',
  'asOf',
] as const
type Field = (typeof order)[number]

const nameOf = (field: Field, { add }: Words): string =>
  ({
    name: add.name,
    type: add.type,
    kind: add.kind,
    commune: add.commune,
    village: add.ofVillage,
    playArea: add.hasPlayArea,
    condition: add.condition,
    land: add.land,
    extremelyDisadvantaged: add.hard,
    households: add.households,
    children: '',
    position: add.place.replace(/^\d+\. /, ''),
    elevation: add.elevation,
    safetyCheckedOn: add.checked,
    openedOn: add.opened,
    capacity: add.capacity,
    isComplete: '',
    source: add.source,
    asOf: add.asOf,
  })[field]

type Naming = {
  lang: 'vi' | 'en'
  words: Words
  nameOfCommune: (code: string) => string
  nameOfPlace: (id: string) => string
}

/** A field as people read it; empty where nothing is known. */
function textOf(field: Field, value: unknown, { lang, words, nameOfCommune, nameOfPlace }: Naming): string {
  const f = formatFor(lang)
  if (value === null || value === undefined || value === '') return words.review.nothing
  if (typeof value === 'boolean') return value ? words.yes : words.no
  if (typeof value === 'number') return f.count(value)
  if (Array.isArray(value)) return value.map((degrees) => Number(degrees).toFixed(5)).join(' ')
  if (typeof value !== 'string') return words.review.nothing
  const listed: Partial<Record<Field, Readonly<Record<string, string>>>> = {
    kind: words.kinds,
    condition: words.conditions,
    playArea: words.playArea,
    land: words.land,
  }
  if (field === 'commune') return nameOfCommune(value)
  if (field === 'village') return nameOfPlace(value)
  if (/^\d{4}-\d{2}-\d{2}$/.test(value)) return f.date(value)
  return listed[field]?.[value] ?? value
}

/** What is on record beside what is proposed, field by field; what neither knows is left out. */
export function rowsOf(before: Fields | null, after: Fields | null, naming: Naming): Row[] {
  const { words } = naming
  const rowOf = (name: string, field: Field, a: unknown, b: unknown): Row[] => {
    if ((a ?? null) === null && (b ?? null) === null) return []
    const isChanged = JSON.stringify(a ?? null) !== JSON.stringify(b ?? null)
    return [{ name, before: textOf(field, a, naming), after: textOf(field, b, naming), isChanged }]
  }
  return order.flatMap((field) => {
    if (field === 'children') {
      const [a, b] = [childrenOf(before), childrenOf(after)]
      return childMeasures.flatMap((measure) => rowOf(words.children[measure], field, a[measure], b[measure]))
    }
    const name = field === 'isComplete' ? words.review.sorts.register : nameOf(field, words)
    return rowOf(name, field, before?.[field], after?.[field])
  })
}

const childrenOf = (record: Fields | null): Fields => {
  const children = record?.['children']
  return typeof children === 'object' && children !== null ? { ...children } : {}
}
