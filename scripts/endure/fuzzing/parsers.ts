import * as fc from 'fast-check'
import { compileFilter } from '#domain/cql2/evaluate'
import { parseJson } from '#domain/cql2/json'
import type { Queryables } from '#domain/cql2/scalars'
import { parseText } from '#domain/cql2/text'
import { InputError } from '#domain/input-problem'
import { numberStyle, readNumber } from '#domain/intake/number'
import type { Bilingual } from '#domain/measures'
import { measureKinds } from '#domain/measures'
import { crs84 } from '#domain/reference-systems'
import { parseView, viewToAddress } from '#domain/view/address'
import { readBoundaryFile } from '../../../server/intake/boundaries-file'
import { BoundaryProblem } from '../../../server/intake/boundaries-problem'
import { parseCatalogue } from '../../../server/intake/catalogue'
import { readDeadlines } from '../../../server/intake/deadlines'
import { readInterventions } from '../../../server/intake/interventions'
import { cleanPhoto } from '../../../server/intake/places/photo'
import { readShippedPlaces } from '../../../server/intake/places/shipped'
import { readPlan } from '../../../server/intake/plan'
import { readPriority } from '../../../server/intake/priority-rules'
import { readReport } from '../../../server/intake/reading/report'
import { parseReportTemplate } from '../../../server/intake/report-template'
import type { Shipped } from '../../../server/intake/shipped'
import { readWide } from '../../../server/intake/wide'
import type { Mutant, Sample } from './mutation'
import { mutants } from './mutation'
import type { Target } from './run'
import { within } from './run'
import {
  boundarySamples,
  jsonFilters,
  photoSamples,
  reportSamples,
  shippedSample,
  shortTable,
  textFilters,
  yamlWords,
} from './samples'

/** Milliseconds for one input; far more than any needs, also on a busy machine. */
const patience = 60_000

/** Every reader of what people bring, with how large a part of the inputs it gets. */
export async function parserTargets(shipped: Shipped): Promise<Target[]> {
  const { catalogue, units, variants } = shipped
  const reference = {
    ...{ units, nameVariants: variants, measures: catalogue.measures },
    classes: Object.fromEntries(
      catalogue.indicators
        .filter(({ kind }) => kind === 'class')
        .map((each) => [each.numerator, each.classes]),
    ),
  }
  const sources = new Set(shipped.sources.map(({ id }) => id))
  const indicators = new Set(catalogue.indicators.map(({ id }) => id))
  const communes = new Set(units.map(({ vintage, code }) => `${vintage}/${code}`))
  const villages = 'places/villages.csv'
  const facilities = 'places/facilities.csv'

  return [
    reader('CQL2 text', 30, textFilters, ({ text }) => filterOf(parseText, text())),
    reader('CQL2 JSON', 25, jsonFilters, ({ text }) => filterOf(parseJson, text())),
    reader('reports', 12, await reportSamples(), async (mutant) => {
      const reading = await readReport(
        { bytes: mutant.bytes(), fileName: 'bao-cao.csv', vintage: '2024', period: '2024-H2', area: null },
        reference,
      )
      if (reading.kind === 'refused') bilingual(reading.text)
    }),
    reader('maps', 6, boundarySamples(), async (mutant) => {
      try {
        await readBoundaryFile(mutant.bytes(), 'map', { count: 2 })
      } catch (error) {
        if (!(error instanceof BoundaryProblem)) throw error
        bilingual(error.text)
      }
    }),
    reader('photos', 2, await photoSamples(), async (mutant) => {
      const photo = await cleanPhoto(mutant.bytes())
      if (photo !== null && photo.content.length === 0) throw new Error('an empty photo')
    }),
    located(
      'catalogue',
      // read for longest
      0.5,
      [shippedSample('catalogue.yaml', yamlWords)],
      (file, text) => parseCatalogue(file, text, sources),
    ),
    located('template of reports', 2, [shippedSample('reports/plan.yaml', yamlWords)], (file, text) =>
      parseReportTemplate(file, text, indicators),
    ),
    located('priority', 2, [shippedSample('priority.yaml', yamlWords)], (file, text) =>
      readPriority(file, text, { catalogue, sources }),
    ),
    located('calendar', 5, [shippedSample('campaign.yaml', yamlWords)], (file, text) =>
      readDeadlines(file, text, sources),
    ),
    located('interventions', 4, [shortTable('interventions.csv')], (file, text) =>
      readInterventions(file, text, { catalogue, sources }),
    ),
    located('plan', 4, [shortTable('plan-50.csv')], (file, text) =>
      readPlan(file, text, { indicators, sources }),
    ),
    located('figures', 4, [shortTable('illustrative.csv')], (file, text) => readWide(file, text, catalogue)),
    located('places', 4, [shortTable(villages), shortTable(facilities)], (file, text) =>
      readShippedPlaces((name) => (name === file ? text : ''), communes),
    ),
    {
      name: 'numbers',
      share: 10,
      property: fc.property(
        fc.array(numberText, { minLength: 1, maxLength: 4 }),
        kindOfMeasure,
        (texts, kind) => {
          for (const text of texts) readNumber(text, kind, numberStyle(texts))
        },
      ),
    },
    {
      name: 'addresses of the page',
      share: 10,
      // what an address says is what it says after it was written anew
      property: fc.property(
        fc.constantFrom('/', '/compare', '/budget', '/report', '/data', '/places'),
        searchText,
        (path, search) => {
          const once = viewToAddress(parseView(path, search))
          const url = new URL(once, 'http://localhost')
          const twice = viewToAddress(parseView(url.pathname, url.search))
          if (once !== twice) throw new Error(`${once} is read as ${twice}`)
        },
      ),
    },
  ]
}

const numberText = fc.oneof(
  fc.string({ unit: fc.constantFrom(...'0123456789.,%-+ ()\u00a0eE'), maxLength: 14 }),
  fc.string({ unit: 'binary', maxLength: 8 }),
)

const kindOfMeasure = fc.constantFrom(...measureKinds)

const keys = [
  'indicator',
  'vintage',
  'period',
  'level',
  'district',
  'unit',
  'target',
  'tab',
  'weights',
  'lang',
  'sort',
  'units',
  'budget',
  'radius',
  'sites',
  'report',
]
const searchText = fc
  .array(
    fc.tuple(
      fc.oneof(fc.constantFrom(...keys), fc.string({ maxLength: 4 })),
      fc.oneof(
        fc.string({ unit: 'grapheme', maxLength: 8 }),
        fc.constantFrom(
          '2024',
          '2025',
          'commune',
          '2025-H1',
          '085',
          '-1',
          '1e99',
          'play-areas-villages',
          'a:1,b:2',
        ),
      ),
    ),
    { maxLength: 5 },
  )
  .map((pairs) => `?${new URLSearchParams(pairs).toString()}`)

const queryables: Queryables = new Map([
  ['name', 'text'],
  ['rate', 'number'],
  ['zone', 'integer'],
  ['made_up', 'boolean'],
  ['day', 'date'],
  ['geometry', 'geometry'],
])
const row = { name: 'Sa Pả', rate: 50.5, zone: 3, made_up: false, day: '2024-12-31' }

/** Reads a filter and tries it on a row. */
function filterOf(parse: typeof parseText, filter: string): void {
  try {
    compileFilter(parse(filter), queryables, crs84)({ row, area: null })
  } catch (error) {
    if (!(error instanceof InputError)) throw error
    error.problems.forEach(({ message }) => bilingual(message))
  }
}

function bilingual({ vi, en }: Bilingual): void {
  if (vi.trim() === '' || en.trim() === '') throw new Error('a refusal without words')
}

const reader = (
  name: string,
  share: number,
  samples: readonly Sample[],
  read: (mutant: Mutant) => unknown,
): Target => ({
  name,
  share,
  property: fc.asyncProperty(mutants(samples), (mutant) =>
    within(patience, async () => void (await read(mutant))),
  ),
})

/** A reader of the files that ship, whose errors say where in the file the fault is. */
const located = (
  name: string,
  share: number,
  samples: readonly Sample[],
  read: (file: string, text: string) => unknown,
): Target =>
  reader(name, share, samples, (mutant) => {
    try {
      read(mutant.sample.name, mutant.text())
    } catch (error) {
      const file = mutant.sample.name.split('/').at(-1) ?? ''
      const isClear = error instanceof Error && error.constructor === Error && error.message.includes(file)
      if (!isClear) throw error
    }
  })
