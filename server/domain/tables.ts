import { unitTable } from './attribute-rows'
import type { Attribute, AttributeRow } from './attributes'
import { unitAttributes } from './attributes'
import { crosswalkAttributes, crosswalkRows } from './crosswalk-table'
import type { Dataset, Source } from './dataset'
import type { Bilingual } from './measures'
import type { Period } from './periods'
import type { Level, Vintage } from './units'

export const tableIds = [
  'communes_2025',
  'districts_2025',
  'communes_2024',
  'districts_2024',
  'crosswalk',
] as const
export type TableId = (typeof tableIds)[number]

/** What can be taken away as a layer or a sheet. */
export type Table = {
  id: TableId
  /** The units it lists; null for the crosswalk, which has no shapes. */
  units: { vintage: Vintage; level: Exclude<Level, 'province'> } | null
  title: Bilingual
  description: Bilingual
}

export const tables: readonly Table[] = [
  {
    id: 'communes_2025',
    units: { vintage: '2025', level: 'commune' },
    title: { vi: 'Xã, phường từ 01/7/2025', en: 'Communes since 1 July 2025' },
    description: {
      vi: '99 xã, phường của tỉnh Lào Cai mới với mọi chỉ tiêu của một kỳ báo cáo.',
      en: 'The 99 communes of the new Lào Cai province with every indicator of one period.',
    },
  },
  {
    id: 'districts_2025',
    units: { vintage: '2025', level: 'district' },
    title: { vi: 'Huyện cũ, gộp từ xã mới', en: 'Former districts, made of the new communes' },
    description: {
      vi: 'Các huyện trước 01/7/2025, mỗi xã mới tính vào huyện của phần lớn xã cũ của nó.',
      en: 'The districts of before 1 July 2025; each new commune counts for the district of most of its old ones.',
    },
  },
  {
    id: 'communes_2024',
    units: { vintage: '2024', level: 'commune' },
    title: { vi: 'Xã, phường, thị trấn năm 2024', en: 'Communes of 2024' },
    description: {
      vi: '152 xã, phường, thị trấn của tỉnh Lào Cai cũ với mọi chỉ tiêu của một kỳ báo cáo.',
      en: 'The 152 communes of the old Lào Cai province with every indicator of one period.',
    },
  },
  {
    id: 'districts_2024',
    units: { vintage: '2024', level: 'district' },
    title: { vi: 'Huyện năm 2024', en: 'Districts of 2024' },
    description: {
      vi: '9 huyện, thị xã, thành phố của tỉnh Lào Cai cũ với mọi chỉ tiêu của một kỳ báo cáo.',
      en: 'The 9 districts of the old Lào Cai province with every indicator of one period.',
    },
  },
  {
    id: 'crosswalk',
    units: null,
    title: { vi: 'Chuyển đổi xã cũ – xã mới', en: 'Crosswalk from old to new communes' },
    description: {
      vi: 'Mỗi xã cũ của hai tỉnh và xã mới mà nó nhập vào ngày 01/7/2025. Không có hình.',
      en: 'Every old commune of both provinces and the new one it joined on 1 July 2025. Without shapes.',
    },
  },
]

/** The table with this id, or null. */
export const tableOf = (id: string): Table | null => tables.find((table) => table.id === id) ?? null

/** The columns of a table, in order. */
export const attributesOf = (dataset: Dataset, { units }: Table): readonly Attribute[] =>
  units === null ? crosswalkAttributes : unitAttributes(dataset, units.vintage, units.level)

export type TableAsked = { period: Period; illustrative: boolean }

/** The rows of a table, in the order of their keys. The crosswalk is the same in every period. */
export const rowsOf = (dataset: Dataset, { units }: Table, asked: TableAsked): readonly AttributeRow[] =>
  units === null ? crosswalkRows(dataset) : unitTable(dataset, { ...units, ...asked }).rows

/** Where the figures of a table come from. The crosswalk names its legal basis in every row. */
export const sourcesOf = (dataset: Dataset, { units }: Table, asked: TableAsked): Source[] =>
  units === null
    ? []
    : unitTable(dataset, { ...units, ...asked }).sources.flatMap((id) => dataset.sources.get(id) ?? [])

/** What a row is known by for as long as the table exists. */
export const keyOf = ({ units }: Table, row: AttributeRow): string =>
  units === null ? `${row['from_code']}-${row['to_code']}` : String(row['code'])
