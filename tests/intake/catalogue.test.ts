import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { parseCatalogue, readCatalogue } from '../../server/intake/catalogue'
import { dataDir } from '../data/frictionless'

/** A small catalogue that is right; each broken one below changes one line of it. */
const right = `themes:
  - id: play
    name: { vi: Vui chơi, en: Play }
measures:
  - id: villages
    kind: count
    name: { vi: Số thôn, en: Villages }
    unit: { vi: thôn, en: villages }
    carries: true
  - id: with_play_area
    kind: count
    name: { vi: Có điểm vui chơi, en: With a play area }
    unit: { vi: thôn, en: villages }
    carries: false
indicators:
  - id: play-areas
    theme: play
    kind: ratio
    name: { vi: Tỷ lệ thôn, en: Share of villages }
    short: { vi: Điểm vui chơi, en: Play areas }
    description: { vi: Mô tả, en: Description }
    numerator: with_play_area
    denominator: villages
    unit: percent
    direction: up
    targets:
      - id: plan
        value: 100
        year: null
        scope: each
        clause: { vi: Kế hoạch, en: Plan }
        source: KH50
    reporter: { vi: Xã, en: Commune }
`
const lineOf = (text: string) => right.split('\n').findIndex((line) => line.includes(text)) + 1
const parse = (yaml: string) => parseCatalogue('data/catalogue.yaml', yaml, new Set(['KH50']))

describe('a catalogue that is right', () => {
  test('is read, with what is left out filled in', () => {
    const [indicator] = parse(right).indicators
    expect(indicator).toMatchObject({
      unreported: null,
      lacking: null,
      minDenominator: 0,
      sensitive: false,
      classes: [],
    })
    expect(indicator?.targets[0]).toMatchObject({ id: 'plan', year: null })
  })

  test('is read from a file', () => {
    const file = join(mkdtempSync(join(tmpdir(), 'catalogue-')), 'catalogue.yaml')
    writeFileSync(file, right)
    expect(readCatalogue(file)).toEqual(parse(right))
  })
})

describe('a catalogue that is broken is refused with file, line, fault and remedy', () => {
  test.each([
    {
      fault: 'an unknown word',
      from: 'direction: up',
      to: 'direction: upward',
      at: 'direction: up',
      says: 'direction',
    },
    {
      fault: 'a missing field',
      from: '    reporter: { vi: Xã, en: Commune }\n',
      to: '',
      at: 'id: play-areas',
      says: 'reporter',
    },
    {
      fault: 'a missing language',
      from: '{ vi: Mô tả, en: Description }',
      to: '{ vi: Mô tả }',
      at: 'description:',
      says: 'description.en',
    },
    {
      fault: 'a misspelt field',
      from: 'carries: true',
      to: 'caries: true',
      at: 'carries: true',
      says: '"caries" is not a field',
    },
    {
      fault: 'a text where a number belongs',
      from: 'value: 100',
      to: 'value: all',
      at: 'value: 100',
      says: 'value',
    },
    {
      fault: 'a short name that is too long',
      from: 'Điểm vui chơi, en',
      to: 'Điểm vui chơi dành cho trẻ em trong thôn, en',
      at: 'short:',
      says: '28',
    },
    {
      fault: 'an unknown measure',
      from: 'numerator: with_play_area',
      to: 'numerator: with_playarea',
      at: 'numerator:',
      says: 'the measure "with_playarea"',
    },
    {
      fault: 'an unknown theme',
      from: 'theme: play',
      to: 'theme: games',
      at: 'theme: play',
      says: 'the theme "games"',
    },
    {
      fault: 'an unknown source',
      from: 'source: KH50',
      to: 'source: KH05',
      at: 'source: KH50',
      says: 'the source "KH05"',
    },
    {
      fault: 'an id used twice',
      from: '- id: with_play_area',
      to: '- id: villages',
      at: '- id: with_play_area',
      says: 'twice in measures',
    },
    {
      fault: 'a ratio without a denominator',
      from: 'denominator: villages',
      to: 'denominator: null',
      at: 'kind: ratio',
      says: 'needs a denominator',
    },
    {
      fault: 'a unit that does not fit',
      from: 'unit: percent',
      to: 'unit: class',
      at: 'kind: ratio',
      says: 'cannot have the unit class',
    },
    {
      fault: 'a broken line',
      from: 'theme: play',
      to: 'theme: "play',
      at: 'theme: play',
      says: 'not valid YAML',
      atLeast: true,
    },
    {
      fault: 'an alias that leads nowhere',
      from: 'themes:\n  - id: play',
      to: 'themes:\n  - id: *play',
      at: 'themes:',
      says: 'not valid YAML',
    },
  ])('$fault', ({ from, to, at, says, atLeast }) => {
    const broken = right.replace(from, to)
    expect(broken).not.toBe(right)
    const message = messageOf(() => parse(broken))
    const [, line = ''] = /^data\/catalogue\.yaml, line (\d+): /.exec(message) ?? []
    // an unclosed quote is noticed only where the text runs on
    if (atLeast) expect(Number(line)).toBeGreaterThanOrEqual(lineOf(at))
    else expect(Number(line)).toBe(lineOf(at))
    expect(message).toContain(says)
    expect(message).toMatch(/\. [A-Z][^.]+.*\.$/)
  })

  test('aliases that would fill the memory', () => {
    const levels = Array.from({ length: 9 }, (_, i) => {
      const below =
        i === 0
          ? 'x'
          : Array(9)
              .fill(`*a${i - 1}`)
              .join(', ')
      return `a${i}: &a${i} [${below}]`
    })
    expect(messageOf(() => parse(levels.join('\n')))).toContain('not valid YAML')
  })

  test('a source is only looked up where sources are known', () => {
    expect(() => parseCatalogue('c.yaml', right.replace('KH50', 'nowhere'))).not.toThrow()
  })
})

describe('the shipped catalogue', () => {
  const { indicators, measures, themes } = readCatalogue(join(dataDir, 'catalogue.yaml'))
  const find = (id: string) => indicators.find((indicator) => indicator.id === id)!

  test('covers everything that the plan asks to follow', () => {
    expect(indicators.map((indicator) => indicator.id)).toEqual(
      expect.arrayContaining([
        ...['play-areas-villages', 'play-areas-communes', 'preschool-0-2', 'preschool-3-5', 'preschool-5'],
        ...[
          'zone',
          'zone-iii-communes',
          'extremely-difficult-villages',
          'ethnic-minority',
          'poor-households',
        ],
        ...[
          'village-collaborators',
          'child-protection-boards',
          'child-friendly-communes',
          'stunting',
          'underweight',
        ],
        ...['under-5-mortality', 'child-injury', 'child-drowning', 'child-labour', 'child-abuse'],
        ...[
          'orphans-supported',
          'disabled-children-supported',
          'birth-registration',
          'health-insurance-under-6',
        ],
        ...['children-forums', 'population', 'children-under-16'],
      ]),
    )
    expect(themes.every((theme) => indicators.some((indicator) => indicator.theme === theme.id))).toBe(true)
  })

  test('shows both play targets of communes side by side, the plan of the province first', () => {
    const shown = find('play-areas-communes').targets.map(({ value, year, scope }) => ({
      value,
      year,
      scope,
    }))
    expect(shown).toEqual([
      { value: 100, year: null, scope: 'each' },
      { value: 40, year: 2025, scope: 'overall' },
      { value: 45, year: 2030, scope: 'overall' },
    ])
  })

  test('withholds small counts of deaths, abuse and child labour', () => {
    const sensitive = indicators.filter((indicator) => indicator.sensitive).map((indicator) => indicator.id)
    expect(sensitive.sort()).toEqual(['child-abuse', 'child-drowning', 'child-labour', 'under-5-mortality'])
  })

  test('names what is lacking wherever a target can be missed', () => {
    for (const indicator of indicators.filter(({ targets }) => targets.length > 0))
      expect(indicator.lacking).not.toBeNull()
  })

  test('only registers and lists hold until they are replaced, and every measure is used', () => {
    expect(
      measures
        .filter((measure) => measure.carries)
        .map((measure) => measure.id)
        .sort(),
    ).toEqual(['communes_zone_iii', 'population', 'villages', 'villages_extremely_difficult', 'zone_861'])
    const used = indicators.flatMap(({ numerator, denominator, unreported }) => [
      numerator,
      denominator,
      unreported,
    ])
    expect(measures.filter((measure) => !used.includes(measure.id))).toEqual([])
  })
})

function messageOf(attempt: () => unknown): string {
  try {
    attempt()
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
  return 'nothing was wrong'
}
