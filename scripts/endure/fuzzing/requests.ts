import * as fc from 'fast-check'
import type { Resolve, Schema, Words } from './values'
import { oddText, valuesOf } from './values'

type Parameter = { $ref?: string; name: string; in: string; required?: boolean; schema?: Schema }
type Operation = {
  parameters?: Parameter[]
  requestBody?: { content?: Record<string, { schema?: Schema }> }
}

/** The description of an API, as far as requests are made from it. */
export type Description = {
  paths: Record<string, Record<string, Operation>>
  components?: { schemas?: Record<string, Schema>; parameters?: Record<string, Parameter> }
}

/** One address and method of the API, and what may be asked there. */
export type Route = { method: string; path: string; requests: fc.Arbitrary<Asked> }

/** A request, as it is sent and as it is told of in a report. */
export type Asked = {
  /** Method and pattern of the address. */
  route: string
  method: string
  address: string
  headers: Record<string, string>
  body: string | null
  /** Fields of a form; a list holds the bytes of a file. */
  form: [string, string | number[]][] | null
}

/** Every route of an API with requests made from its own description. @param under path in front of all addresses */
export function routesOf(description: Description, words: Words, under = ''): Route[] {
  const { schemas = {}, parameters = {} } = description.components ?? {}
  const last = (reference: string) => reference.slice(reference.lastIndexOf('/') + 1)
  const resolve: Resolve = (reference) => schemas[last(reference)] ?? {}
  return Object.entries(description.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => {
      const known = (operation.parameters ?? []).map((each) =>
        each.$ref === undefined ? each : (parameters[last(each.$ref)] ?? each),
      )
      return {
        method: method.toUpperCase(),
        path: under + path,
        requests: requestsOf(
          method.toUpperCase(),
          under + path,
          { ...operation, parameters: known },
          resolve,
          words,
        ),
      }
    }),
  )
}

function requestsOf(
  method: string,
  path: string,
  operation: Operation,
  resolve: Resolve,
  words: Words,
): fc.Arbitrary<Asked> {
  const parameters = operation.parameters ?? []
  const at = (place: string) => parameters.filter((each) => each.in === place)
  const values = ({ name, schema = {} }: Parameter) => valuesOf(schema, resolve, words, name)
  const inPath = fc.record(Object.fromEntries(at('path').map((each) => [each.name, values(each)])))
  const inHead = fc.record(Object.fromEntries(at('header').map((each) => [each.name, values(each)])), {
    requiredKeys: [],
  })
  const content = operation.requestBody?.content ?? {}
  return fc
    .record({
      path: inPath,
      query: queryOf(at('query'), values),
      head: inHead,
      language: fc.constantFrom(null, 'vi', 'en', 'fr;q=0.1', ',;=', 'x'.repeat(300)),
      body: bodyOf(content['application/json']?.schema, resolve, words),
      type: fc.oneof(
        { weight: 30, arbitrary: fc.constant('application/json') },
        fc.constantFrom('text/plain', '', 'a/b;c="'),
      ),
      form: formOf(content['multipart/form-data']?.schema, resolve, words),
    })
    .map(({ path: given, query, head, language, body, type, form }): Asked => {
      const filled = path.replace(/\{(\w+)\}/g, (_, name: string) => inAddress(given[name]))
      return {
        route: `${method} ${path}`,
        method,
        address: query.length > 0 ? `${filled}?${query.join('&')}` : filled,
        headers: {
          ...(language === null ? {} : { 'Accept-Language': language }),
          ...Object.fromEntries(Object.entries(head).map(([name, value]) => [name, asHeader(value)])),
          ...(body === null || form !== null ? {} : { 'Content-Type': type }),
        },
        body: form === null ? body : null,
        form,
      }
    })
}

/** Each parameter once or not at all, some twice, some that nobody knows. */
function queryOf(
  known: readonly Parameter[],
  values: (of: Parameter) => fc.Arbitrary<unknown>,
): fc.Arbitrary<string[]> {
  const one = known.map((each) => {
    const pair = values(each).map((value) => `${encodeURIComponent(each.name)}=${inAddress(value)}`)
    return fc.oneof(
      // with dozens of optional ones, most stay out
      {
        weight: each.required === true ? 30 : known.length > 20 ? 1 : 8,
        arbitrary: pair.map((text) => [text]),
      },
      { weight: each.required === true ? 1 : known.length > 20 ? 20 : 6, arbitrary: fc.constant([]) },
      { weight: 1, arbitrary: fc.tuple(pair, pair) },
    )
  })
  const strange = oddText.map((text) => [`${inAddress(text)}=${inAddress(text)}`])
  const odd = fc.oneof({ weight: 12, arbitrary: fc.constant([]) }, { weight: 1, arbitrary: strange })
  return fc.tuple(...one, odd).map((pairs) => pairs.flat())
}

/** JSON after the schema; sometimes none, broken or nested far too deep. */
function bodyOf(schema: Schema | undefined, resolve: Resolve, words: Words): fc.Arbitrary<string | null> {
  if (schema === undefined) return fc.constant(null)
  const valid = valuesOf(schema, resolve, words).map((value) => JSON.stringify(value))
  const broken = fc.tuple(valid, fc.nat(40)).map(([text, at]) => text.slice(0, -1 - at))
  return fc.oneof(
    { weight: 20, arbitrary: valid },
    { weight: 1, arbitrary: broken },
    {
      weight: 1,
      arbitrary: fc.constantFrom(
        null,
        '',
        '[',
        '\ufeff{}',
        '[['.repeat(3000),
        '{"a":'.repeat(2000),
        'null',
        '0',
      ),
    },
  )
}

function formOf(schema: Schema | undefined, resolve: Resolve, words: Words): fc.Arbitrary<Asked['form']> {
  if (schema?.properties === undefined) return fc.constant(null)
  const fields = Object.entries(schema.properties).map(([name, of]) => {
    const value =
      of.format === 'binary'
        ? fc.oneof(
            fc.constantFrom(...((words['bytes'] ?? []) as number[][])),
            fc.array(fc.nat(255), { maxLength: 40 }),
          )
        : valuesOf(of, resolve, words, name).map(asText)
    return fc
      .oneof({ weight: 8, arbitrary: value }, { weight: 1, arbitrary: fc.constant(null) })
      .map((found): [string, string | number[]][] => (found === null ? [] : [[name, found]]))
  })
  return fc.tuple(...fields).map((found) => found.flat())
}

/** Halves of a sign, which no address can hold. */
const halves = /[\ud800-\udfff]/gu

/** As part of an address; now and then a percent sign that begins nothing. */
function inAddress(value: unknown): string {
  const text = Array.isArray(value) ? value.map(asText).join(',') : asText(value)
  return text === '%' || text === '%ff' ? text : encodeURIComponent(text.replace(halves, '\ufffd'))
}

const asText = (value: unknown): string => (typeof value === 'object' ? JSON.stringify(value) : String(value))

/** Headers hold signs of one byte only, and no ends of lines. */
const asHeader = (value: unknown): string =>
  asText(value)
    .replace(/[^\x20-\x7e\xa0-\xff]/g, '?')
    .trim()

export function requestOf(origin: string, { method, address, headers, body, form }: Asked): Request {
  const sent = form === null ? body : formData(form)
  const init = method === 'GET' || method === 'HEAD' ? {} : { body: sent }
  return new Request(origin + address, { method, headers, ...init })
}

function formData(fields: [string, string | number[]][]): FormData {
  const data = new FormData()
  for (const [name, value] of fields) {
    if (typeof value === 'string') data.append(name, value)
    else data.append(name, new File([new Uint8Array(value)], 'bao-cao.csv'))
  }
  return data
}
