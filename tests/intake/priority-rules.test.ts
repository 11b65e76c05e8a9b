import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { rebalance } from '#domain/priority/weights'
import { parseCatalogue } from '../../server/intake/catalogue'
import { readPriority } from '../../server/intake/priority-rules'
import { SourceRow } from '../../server/intake/shipped-rows'
import { readTable } from '../../server/intake/table'

const read = (name: string) => readFileSync(join('data', name), 'utf8')
const known = {
  catalogue: parseCatalogue('catalogue.yaml', read('catalogue.yaml')),
  sources: new Set(readTable('sources.csv', read('sources.csv'), SourceRow).map(({ row }) => row.id)),
}
const text = read('priority.yaml')
const parse = (yaml: string) => readPriority('priority.yaml', yaml, known)

describe('the priority settings as shipped', () => {
  const settings = parse(text)

  test('cover gaps, hardship and children on fixed scales', () => {
    expect(settings.criteria.map(({ id }) => id)).toEqual([
      'play-areas',
      'preschool',
      'zone',
      'difficult-villages',
      'poverty',
      'ethnic-minority',
      'children',
      'distance',
    ])
  })

  test('let only rates of single children and households vary by chance', () => {
    expect(settings.criteria.filter(({ varies }) => varies).map(({ id }) => id)).toEqual([
      'preschool',
      'poverty',
    ])
  })

  test('begin with the plan, whose rules come in its order', () => {
    expect(settings.presets.map(({ id }) => id)).toEqual(['plan-50', 'most-children', 'equal'])
    expect(settings.presets[0]?.rules).toEqual([
      'extremely-difficult',
      'ethnic-minority-area',
      'no-play-area',
    ])
  })

  test('have weights that a slider leaves as they are', () => {
    for (const { id, weights } of settings.presets) {
      const [first] = Object.keys(weights)
      expect(rebalance(weights, first!, weights[first!]!), id).toEqual(weights)
    }
  })
})

/** The shipped text with one passage changed, and the line it stands on. */
function changed(from: string, to: string): { yaml: string; line: number } {
  const at = text.indexOf(from)
  if (at < 0) throw new Error(`"${from}" is not in the file`)
  return { yaml: text.replace(from, to), line: text.slice(0, at).split('\n').length }
}

describe('a fault', () => {
  test.each([
    ['an unknown indicator', 'reads: preschool-3-5', 'reads: preschool-3-6', /no indicator "preschool-3-6"/],
    ['an unknown source', 'source: KH303', 'source: KH304', /no source "KH304"/],
    ['a scale without length', 'zero: 97.5, one: 0', 'zero: 0, one: 0', /zero and one must differ/],
    [
      'an unknown kind of scale',
      'kind: linear, zero: 97.5',
      'kind: curved, zero: 97.5',
      /criteria\.1\.scale/,
    ],
    ['a misspelt field', 'varies: true', 'varise: true', /"varise" is not a field/],
    ['an unknown test', 'test: at-most', 'test: about', /rules\.3\.any\.0\.test/],
    [
      'a rule about an unknown indicator',
      'reads: play-areas-villages, test',
      'reads: pools, test',
      /no indicator "pools"/,
    ],
    ['a preset with an unknown rule', '[extremely-difficult, ', '[difficult, ', /no rule "difficult"/],
    ['weights that do not add to 1', 'play-areas: 0.35', 'play-areas: 0.45', /weights add to 110 %/],
    ['a weight for an unknown criterion', 'poverty: 0.1\n', 'wealth: 0.1\n', /no criterion "wealth"/],
    ['an unknown end', 'end: worst\n', 'end: middle\n', /presets\.0\.end/],
    ['broken YAML', 'criteria:\n', 'criteria: [\n', /not valid YAML/],
  ])('is told: %s', (_, from, to, message) => {
    expect(() => parse(changed(from, to).yaml)).toThrow(message)
  })

  test('is told with its line', () => {
    const { yaml, line } = changed('reads: preschool-3-5', 'reads: preschool-3-6')
    expect(() => parse(yaml)).toThrow(`priority.yaml, line ${line}: `)
  })

  test('is a class that the scale leaves out, or a scale of the wrong kind', () => {
    expect(() => parse(changed('        - { value: 2, need: 0.5 }\n', '').yaml)).toThrow(
      /the class 2 \(Zone II\) of "zone" has no need/,
    )
    expect(() => parse(changed('reads: poor-households', 'reads: zone').yaml)).toThrow(
      /"zone" is a class and cannot have a scale of kind linear/,
    )
  })

  test('is an id that is used twice', () => {
    expect(() => parse(changed('id: preschool\n', 'id: play-areas\n').yaml)).toThrow(
      /"play-areas" is used twice/,
    )
  })
})
