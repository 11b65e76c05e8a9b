import { expect } from 'vitest'
import { inJson } from './cql2-json'
import type { Service } from './service'

type Field = { type: string; format?: string }

/** Layers that the tests of fields are made on: units with their figures, a table without shapes, and points. */
export const sources = ['communes_2024', 'crosswalk', 'facilities']

/** A value of the type of a field, as the abstract tests have it. */
export const sample = ({ type, format }: Field): string =>
  format === 'date'
    ? "DATE('2022-04-14')"
    : { string: "'foo'", number: '3.14', integer: '1', boolean: 'true' }[type]!

export async function fieldsOf({ json }: Service, id: string): Promise<[string, Field][]> {
  const { properties } = await json(`/collections/${id}/queryables`)
  return Object.entries<Field>(properties).filter(([name]) => name !== 'geometry')
}

/** The fields of all sources that hold texts. */
export async function textsOf(service: Service): Promise<[source: string, name: string][]> {
  const all = await Promise.all(sources.map(async (id) => ({ id, fields: await fieldsOf(service, id) })))
  return all.flatMap(({ id, fields }) =>
    fields.flatMap(([name, { type, format }]): [string, string][] =>
      type === 'string' && !format ? [[id, name]] : [],
    ),
  )
}

/** Number of features for which the filter is true, which is the same in both encodings. */
export async function count({ items }: Service, filter: string, id = 'communes_2024'): Promise<number> {
  const asked = { limit: 1, filter, 'filter-lang': 'cql2-text' }
  const inText = await items(id, asked)
  expect(inText.numberMatched, `${filter}: ${inText.detail}`).toBeTypeOf('number')
  const other = await items(id, { ...asked, filter: inJson(filter), 'filter-lang': 'cql2-json' })
  expect(other.numberMatched, `${filter}, as JSON: ${other.detail}`).toBe(inText.numberMatched)
  return inText.numberMatched
}

export const notBoth = async (service: Service, a: string, b: string, id?: string) =>
  expect(await count(service, `(${a}) AND (${b})`, id), `${a} and ${b}`).toBe(0)

/** That no feature fulfils two opposite comparisons; one question for all three pairs. */
export const noOpposites = async (service: Service, comparing: (sign: string) => string, id: string) => {
  const pairs = ['= <>', '> <=', '< >='].map((pair) => pair.split(' ').map(comparing).join(' AND '))
  expect(await count(service, pairs.map((pair) => `(${pair})`).join(' OR '), id), comparing('=')).toBe(0)
}

/** That both filters are true of the same features. */
export const same = async (service: Service, a: string, b: string, id?: string) =>
  expect(await count(service, `(${a}) AND (${b})`, id), `${a} as ${b}`).toBe(
    await count(service, `(${a}) OR (${b})`, id),
  )

export async function refused(service: Service, filter: string): Promise<void> {
  for (const [written, language] of [
    [filter, 'cql2-text'],
    [inJson(filter), 'cql2-json'],
  ] as const) {
    const query = new URLSearchParams({ filter: written, 'filter-lang': language })
    expect((await service.answer(`/collections/communes_2024/items?${query}`)).status, written).toBe(400)
  }
}

/** Filters of a class joined by AND, OR and NOT in every order, against the codes for which each is true or false. */
export const logical = (predicates: [string, string, string, string]) => async (service: Service) => {
  const codesOf = async (filter: string) => new Set(await service.codes('communes_2024', { filter }))
  const all = await service.codes('communes_2024', {})
  const known = await Promise.all(
    predicates.map(async (text) => ({
      text,
      isTrue: await codesOf(text),
      isFalse: await codesOf(`NOT (${text})`),
    })),
  )
  for (let first = 0; first < 4; first++) {
    const [p1, p2, p3, p4] = [0, 1, 2, 3].map((i) => known[(first + i) % 4]!)
    const filter = `((NOT (${p1!.text}) AND (${p2!.text})) OR ((${p3!.text}) and NOT (${p4!.text})) or not ((${p1!.text}) AND (${p4!.text})))`
    const wanted = all.filter(
      (code) =>
        (p1!.isFalse.has(code) && p2!.isTrue.has(code)) ||
        (p3!.isTrue.has(code) && p4!.isFalse.has(code)) ||
        p1!.isFalse.has(code) ||
        p4!.isFalse.has(code),
    )
    expect(await service.codes('communes_2024', { filter }), filter).toEqual(wanted)
    expect(await count(service, filter)).toBe(wanted.length)
  }
}
