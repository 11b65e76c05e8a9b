import * as fc from 'fast-check'

/** What a JSON schema of the API's description may say. */
export type Schema = {
  $ref?: string
  type?: string | string[]
  enum?: unknown[]
  const?: unknown
  anyOf?: Schema[]
  oneOf?: Schema[]
  allOf?: Schema[]
  properties?: Record<string, Schema>
  required?: string[]
  additionalProperties?: boolean | Schema
  items?: Schema
  prefixItems?: Schema[]
  minItems?: number
  maxItems?: number
  pattern?: string
  format?: string
  minLength?: number
  maxLength?: number
  minimum?: number
  maximum?: number
  exclusiveMinimum?: number
  exclusiveMaximum?: number
  default?: unknown
  example?: unknown
}

export type Resolve = (reference: string) => Schema

/** Real values by the name of the field that takes them, so that not every question ends at an unknown name. */
export type Words = Readonly<Record<string, readonly unknown[]>>

/** Texts that trouble programs: odd Unicode, the same letters in two ways, signs of other languages, long ones. */
export const oddText: fc.Arbitrary<string> = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 12 }),
  fc.string({ unit: 'grapheme', maxLength: 12 }),
  fc.constantFrom(
    ...[
      '',
      ' ',
      '\0',
      '\u202e',
      '\ufeff',
      '\ud800',
      '%',
      '%00',
      '%ff',
      '../..',
      '..%2f',
      "'; drop table unit; --",
    ],
    ...[
      'Sa Pả'.normalize('NFD'),
      'Đầu Sậy',
      '__proto__',
      'constructor',
      'toString',
      'null',
      'undefined',
      'NaN',
    ],
    ...[
      '-1',
      '0',
      '1e999',
      '9007199254740993',
      '0x10',
      '1,2',
      '١٢',
      '２０２５',
      '2025-13-45',
      '<script>',
      '{{x}}',
      '${x}',
    ],
    ...['=cmd|1', 'a'.repeat(5000), 'ế'.repeat(300), '🧒🏽'.repeat(40), '\n', '\r\nX-Injected: 1', '\u2028'],
  ),
)

const oddNumber = fc.oneof(
  fc.constantFrom(
    0,
    -0,
    -1,
    0.5,
    1e-320,
    1e21,
    1e308,
    -1e308,
    2 ** 31,
    2 ** 53,
    -(2 ** 53),
    NaN,
    Infinity,
    -Infinity,
  ),
  fc.double(),
)

/** Anything that JSON can hold. */
export const anything: fc.Arbitrary<unknown> = fc.oneof(
  oddText,
  oddNumber,
  fc.constantFrom(null, true, false, [], {}, [[]], [null], { length: -1 }),
  fc.jsonValue({ maxDepth: 3 }),
)

// a pattern is only read for what it makes: those that fast-check cannot read are left to the odd texts
function patterned(pattern: string): fc.Arbitrary<string> {
  try {
    return fc.stringMatching(new RegExp(pattern), { size: 'small' })
  } catch {
    return oddText
  }
}

/** Values after a schema: mostly valid, sometimes at its bounds, sometimes anything else. */
export function valuesOf(
  schema: Schema,
  resolve: Resolve,
  words: Words,
  name = '',
  depth = 0,
): fc.Arbitrary<unknown> {
  const known = [...(words[name] ?? []), ...(schema.default === undefined ? [] : [schema.default])]
  if (schema.example !== undefined) known.push(schema.example)
  const fitting = fittingTo(schema, resolve, words, name, depth)
  return fc.oneof(
    { weight: 12, arbitrary: fitting },
    ...(known.length > 0 ? [{ weight: 12, arbitrary: fc.constantFrom(...known) }] : []),
    { weight: 1, arbitrary: anything },
  )
}

function fittingTo(
  schema: Schema,
  resolve: Resolve,
  words: Words,
  name: string,
  depth: number,
): fc.Arbitrary<unknown> {
  const inside = (of: Schema, called = name) => valuesOf(of, resolve, words, called, depth + 1)
  if (depth > 8) return fc.constant(null)
  if (schema.$ref !== undefined) return inside(resolve(schema.$ref))
  if (schema.allOf) {
    return fc
      .tuple(...schema.allOf.map((each) => inside(each)))
      .map((parts) => Object.assign({}, ...parts) as unknown)
  }
  const choices = schema.anyOf ?? schema.oneOf
  if (choices)
    return fc.oneof(
      ...choices.map((each) => inside({ ...schema, anyOf: undefined, oneOf: undefined, ...each })),
    )
  if (schema.enum) return fc.constantFrom(...schema.enum)
  if ('const' in schema) return fc.constant(schema.const)
  const types = Array.isArray(schema.type) ? schema.type : [schema.type ?? 'any']
  return fc.oneof(...types.map((type) => typed(type, schema, inside)))
}

function typed(type: string, schema: Schema, inside: (of: Schema, called?: string) => fc.Arbitrary<unknown>) {
  switch (type) {
    case 'null':
      return fc.constant(null)
    case 'boolean':
      return fc.boolean()
    case 'integer':
    case 'number': {
      const [low, high] = [
        schema.minimum ?? schema.exclusiveMinimum,
        schema.maximum ?? schema.exclusiveMaximum,
      ]
      const bounds = [low, high]
        .filter((bound) => bound !== undefined)
        .flatMap((bound) => [bound - 1, bound, bound + 1])
      const whole = fc.integer({ min: Math.ceil(low ?? -1000), max: Math.floor(high ?? 1_000_000) })
      return fc.oneof(
        { weight: 6, arbitrary: whole },
        { weight: 1, arbitrary: oddNumber },
        ...(bounds.length > 0 ? [{ weight: 2, arbitrary: fc.constantFrom(...bounds) }] : []),
      )
    }
    case 'string':
      return fc.oneof(
        {
          weight: 4,
          arbitrary:
            schema.pattern === undefined
              ? fc.string({ unit: 'grapheme', maxLength: 10 })
              : patterned(schema.pattern),
        },
        { weight: 1, arbitrary: oddText },
      )
    case 'array': {
      if (schema.prefixItems) return fc.tuple(...schema.prefixItems.map((each) => inside(each)))
      const items = inside(schema.items ?? {})
      const least = schema.minItems ?? 0
      return fc.array(items, {
        minLength: least,
        maxLength: Math.max(least, Math.min(schema.maxItems ?? 4, 4)),
      })
    }
    case 'object':
      return objects(schema, inside)
    default:
      return anything
  }
}

function objects(schema: Schema, inside: (of: Schema, called?: string) => fc.Arbitrary<unknown>) {
  const fields = Object.entries(schema.properties ?? {})
  const own = fc.record(Object.fromEntries(fields.map(([key, of]) => [key, inside(of, key)])), {
    requiredKeys: schema.required ?? [],
  })
  const more = typeof schema.additionalProperties === 'object' ? schema.additionalProperties : {}
  const isOpen = schema.additionalProperties !== undefined && schema.additionalProperties !== false
  const extra = fc.dictionary(oddText, inside(more), { maxKeys: isOpen ? 3 : 1 })
  return fc.oneof(
    { weight: isOpen ? 1 : 8, arbitrary: own },
    { weight: 1, arbitrary: fc.tuple(own, extra).map(([known, added]) => ({ ...added, ...known })) },
    // something that must be there is left out
    { weight: 1, arbitrary: fc.tuple(own, fc.nat(20)).map(([known, at]) => without(known, at)) },
  )
}

function without(fields: Record<string, unknown>, at: number): Record<string, unknown> {
  const entries = Object.entries(fields)
  return Object.fromEntries(entries.filter((_, i) => i !== at % Math.max(1, entries.length)))
}
