import type { Indicator } from './indicators'
import type { Bilingual, Measure } from './measures'
import type { Dataset } from './dataset'
import { statuses } from './status'
import type { Level, Vintage } from './units'
import { unitTypes } from './units'

export const attributeTypes = ['text', 'number', 'integer', 'boolean', 'date'] as const
export type AttributeType = (typeof attributeTypes)[number]

/** A column of a table of units or of the crosswalk: what a GIS, a spreadsheet or a filter sees. */
export type Attribute = {
  name: string
  type: AttributeType
  title: Bilingual
  description: Bilingual
  /** Texts that may stand there; all others when left out. */
  allowed?: readonly string[]
  /** Unit of a figure as in UCUM ("%") or in words ("villages"). */
  unit?: string
  /** The indicator a figure belongs to. */
  indicator?: string
}

/** A cell; null is "not reported", which is never zero. */
export type AttributeValue = string | number | boolean | null
export type AttributeRow = Readonly<Record<string, AttributeValue>>

/** What an indicator says about a unit, and what its column is called behind the indicator's name. */
export const figureParts = ['value', 'numerator', 'denominator', 'lacking', 'status'] as const
export type FigurePart = (typeof figureParts)[number]

/** Name of a column: `play_areas_villages` for the value, `play_areas_villages_lacking` for what is lacking. */
export const figureName = (indicator: Indicator, part: FigurePart): string => {
  const base = indicator.id.replaceAll('-', '_')
  return part === 'value' ? base : `${base}_${part}`
}

/** The columns that an indicator fills: a count has no denominator, and nothing is lacking without a target. */
export function figurePartsOf({ denominator, targets, direction }: Indicator): FigurePart[] {
  const hasTarget = targets.length > 0 && direction !== 'none'
  return figureParts.filter((part) => {
    if (part === 'numerator' || part === 'denominator') return denominator !== null
    return part !== 'lacking' || hasTarget
  })
}

/** The columns of the units of a level, in order: who they are, the period, then every indicator. */
export const unitAttributes = (dataset: Dataset, vintage: Vintage, level: Level): Attribute[] => [
  ...identity(vintage, level),
  ...dataset.catalogue.indicators.flatMap((indicator) =>
    figurePartsOf(indicator).map((part) => figure(dataset, indicator, part)),
  ),
]

const identity = (vintage: Vintage, level: Level): Attribute[] => [
  {
    name: 'code',
    type: 'text',
    title: { vi: 'Mã đơn vị', en: 'Code' },
    description: {
      vi: `Mã của cơ quan thống kê trong địa giới ${vintage}; là văn bản vì có số 0 ở đầu.`,
      en: `Code of the statistical office in vintage ${vintage}; text, because it keeps its zeros.`,
    },
  },
  {
    name: 'name',
    type: 'text',
    title: { vi: 'Tên', en: 'Name' },
    description: { vi: 'Tên không kèm loại đơn vị.', en: 'Name without the type of unit.' },
  },
  {
    name: 'type',
    type: 'text',
    title: { vi: 'Loại đơn vị', en: 'Type of unit' },
    description: { vi: 'Loại đơn vị hành chính.', en: 'Type of administrative unit.' },
    allowed: unitTypes,
  },
  ...(level === 'commune' ? district(vintage) : []),
  {
    name: 'area_km2',
    type: 'number',
    title: { vi: 'Diện tích', en: 'Area' },
    description: { vi: 'Diện tích, km².', en: 'Area in km².' },
    unit: 'km2',
  },
  {
    name: 'period',
    type: 'text',
    title: { vi: 'Kỳ báo cáo', en: 'Period' },
    description: { vi: 'Kỳ của mọi số liệu trong dòng.', en: 'Period of all figures in the row.' },
  },
  {
    name: 'period_start',
    type: 'date',
    title: { vi: 'Ngày đầu kỳ', en: 'First day' },
    description: { vi: 'Ngày đầu của kỳ báo cáo.', en: 'First day of the period.' },
  },
  {
    name: 'period_end',
    type: 'date',
    title: { vi: 'Ngày cuối kỳ', en: 'Last day' },
    description: { vi: 'Ngày cuối của kỳ báo cáo.', en: 'Last day of the period.' },
  },
  {
    name: 'has_illustrative',
    type: 'boolean',
    title: { vi: 'Có số minh hoạ', en: 'Has illustrative figures' },
    description: {
      vi: 'Ít nhất một số liệu trong dòng là số minh hoạ do phần mềm tạo, không phải số thật.',
      en: 'At least one figure in the row is illustrative: made up by the software, not real.',
    },
  },
  {
    name: 'data_version',
    type: 'integer',
    title: { vi: 'Phiên bản số liệu', en: 'Data version' },
    description: { vi: 'Tăng sau mỗi lần công bố.', en: 'Grows with each publication.' },
  },
]

const district = (vintage: Vintage): Attribute[] => {
  const word =
    vintage === '2025' ? { vi: 'huyện cũ', en: 'former district' } : { vi: 'huyện', en: 'district' }
  return [
    {
      name: 'district_code',
      type: 'text',
      title: { vi: `Mã ${word.vi}`, en: `Code of the ${word.en}` },
      description: { vi: `Mã ${word.vi} của xã.`, en: `Code of the commune's ${word.en}.` },
    },
    {
      name: 'district_name',
      type: 'text',
      title: { vi: `Tên ${word.vi}`, en: `Name of the ${word.en}` },
      description: { vi: `Tên ${word.vi} của xã.`, en: `Name of the commune's ${word.en}.` },
    },
  ]
}

function figure(dataset: Dataset, indicator: Indicator, part: FigurePart): Attribute {
  const base = { name: figureName(indicator, part), indicator: indicator.id }
  const { name, description, lacking } = indicator
  const measure = (id: string | null): Measure | undefined =>
    id === null ? undefined : dataset.measures.get(id)
  switch (part) {
    case 'value':
      return {
        ...base,
        type: indicator.kind === 'class' ? 'integer' : 'number',
        title: name,
        description: { vi: valueNote(indicator, 'vi'), en: valueNote(indicator, 'en') },
        unit: ucum[indicator.unit],
      }
    case 'numerator':
    case 'denominator': {
      const counted = measure(indicator[part])
      return {
        ...base,
        type: 'number',
        title: counted?.name ?? name,
        description: {
          vi: `${part === 'numerator' ? 'Tử số' : 'Mẫu số'} của «${name.vi}».`,
          en: `${part === 'numerator' ? 'Numerator' : 'Denominator'} of "${name.en}".`,
        },
        unit: counted?.unit.en,
      }
    }
    case 'lacking':
      return {
        ...base,
        type: 'number',
        title: { vi: `Còn thiếu: ${lacking?.vi ?? name.vi}`, en: `Lacking: ${lacking?.en ?? name.en}` },
        description: {
          vi: 'Còn thiếu bao nhiêu để đạt mục tiêu đầu tiên của chỉ tiêu; trường hợp xấu nhất khi có nơi chưa báo cáo.',
          en: "How many are lacking for the indicator's first target; the worst case where parts did not report.",
        },
      }
    case 'status': {
      const kept = indicator.sensitive ? withheldNote : { vi: '', en: '' }
      return {
        ...base,
        type: 'text',
        title: { vi: `Loại số liệu: ${name.vi}`, en: `Status: ${name.en}` },
        description: {
          vi: `${description.vi} Loại số liệu: official – chính thức, reported – báo cáo, estimated – ước tính, illustrative – minh hoạ, không phải số thật; trống – chưa báo cáo.${kept.vi}`,
          en: `${description.en} Status: official, reported, estimated, illustrative (made up, not real); empty when not reported.${kept.en}`,
        },
        allowed: statuses,
      }
    }
  }
}

const withheldNote: Bilingual = {
  vi: ' Có loại số liệu mà không có số: số nhỏ về vấn đề nhạy cảm, được giữ kín.',
  en: ' A status without a figure: a small count of a sensitive matter, which is withheld.',
}

const ucum: Record<Indicator['unit'], string | undefined> = {
  percent: '%',
  'per-1000': '1/1000',
  'per-100000': '1/100000',
  count: undefined,
  class: undefined,
}

function valueNote({ description, classes }: Indicator, language: 'vi' | 'en'): string {
  if (classes.length === 0) return description[language]
  const named = classes.map(({ value, name }) => `${value} = ${name[language]}`).join(', ')
  return `${description[language]} ${named}.`
}
