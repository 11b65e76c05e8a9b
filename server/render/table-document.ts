import type { Attribute, AttributeRow } from '#domain/attributes'
import type { Dataset, Source } from '#domain/dataset'
import { formatFor } from '#domain/format'
import type { Language } from '#domain/language'
import type { Period } from '#domain/periods'
import type { Table } from '#domain/tables'
import { attributesOf, rowsOf, sourcesOf } from '#domain/tables'
import { words } from '#domain/words'

/** A table as it is taken away: its rows, what each column means, where the figures come from, and of what day. */
export type TableDocument = {
  dataset: Dataset
  table: Table
  period: Period
  illustrative: boolean
  attributes: readonly Attribute[]
  rows: readonly AttributeRow[]
  sources: readonly Source[]
  language: Language
  /** Lines of two: what, and how it is. */
  about: readonly [string, string][]
}

const vi = {
  table: 'Bảng',
  period: 'Kỳ báo cáo',
  version: 'Phiên bản số liệu',
  published: 'Công bố ngày',
  illustrative: 'Số minh hoạ',
  shown: 'có, ghi «illustrative» ở cột …_status; đó không phải số thật',
  hidden: 'không có',
  boundaries: 'Ranh giới',
  reading: 'Cách đọc',
  empty: 'Ô trống nghĩa là chưa có báo cáo, không phải bằng 0.',
}

const en: typeof vi = {
  table: 'Table',
  period: 'Period',
  version: 'Data version',
  published: 'Published on',
  illustrative: 'Illustrative figures',
  shown: 'included, marked "illustrative" in the columns …_status; they are not real',
  hidden: 'none',
  boundaries: 'Boundaries',
  reading: 'How to read',
  empty: 'An empty cell means that nothing was reported; it is not zero.',
}

const labels: Record<Language, typeof vi> = { vi, en }

export type TableWishes = {
  table: Table
  period: Period
  illustrative: boolean
  language: Language
  boundary: { quality: 'schematic' | 'official' | 'user'; source: string } | null
}

/** Gathers all that a file of a table holds. */
export function tableDocument(dataset: Dataset, wishes: TableWishes): TableDocument {
  const { table, period, illustrative, language, boundary } = wishes
  const rows = rowsOf(dataset, table, { period, illustrative })
  return {
    dataset,
    table,
    period,
    illustrative,
    language,
    rows,
    attributes: attributesOf(dataset, table),
    sources: sourcesOf(dataset, table, { period, illustrative }),
    about: aboutOf(dataset, wishes, boundary, rows),
  }
}

function aboutOf(
  dataset: Dataset,
  { table, period, language }: TableWishes,
  boundary: TableWishes['boundary'],
  rows: readonly AttributeRow[],
): [string, string][] {
  const w = labels[language]
  const format = formatFor(language)
  const madeUp = rows.some((row) => row['has_illustrative'] === true)
  const ofUnits: [string, string][] =
    table.units === null
      ? []
      : [
          [w.period, format.period(period)],
          [w.illustrative, madeUp ? w.shown : w.hidden],
        ]
  const ofShapes: [string, string][] =
    boundary === null
      ? []
      : [[w.boundaries, `${words[language].legend[boundary.quality]} ${boundary.source}`]]
  return [
    [w.table, `${table.title[language]}. ${table.description[language]}`],
    ...ofUnits,
    [w.version, String(dataset.version)],
    [w.published, format.date(dataset.publishedAt)],
    ...ofShapes,
    [w.reading, w.empty],
  ]
}

/** The dictionary of the columns as a sheet, its head first: name, type, unit, and title and meaning in both languages. */
export const dictionaryOf = ({ attributes }: Pick<TableDocument, 'attributes'>): string[][] => [
  ['name', 'type', 'unit', 'title_vi', 'title_en', 'description_vi', 'description_en', 'allowed'],
  ...attributes.map(({ name, type, unit, title, description, allowed }) => [
    name,
    type,
    unit ?? '',
    title.vi,
    title.en,
    description.vi,
    description.en,
    (allowed ?? []).join(' | '),
  ]),
]

/** The sources as a sheet, its head first. */
export const sourceSheet = ({ sources }: Pick<TableDocument, 'sources'>): string[][] => [
  ['id', 'title', 'issuer', 'date', 'url'],
  ...sources.map(({ id, title, issuer, date, url }) => [id, title, issuer, date, url]),
]
