import type { Attribute, AttributeRow } from './attributes'
import type { Dataset } from './dataset'
import { unitOf } from './dataset'

/** The day on which the communes of vintage 2025 came into being (Resolution 1673/NQ-UBTVQH15). */
const effective = '2025-07-01'

const text = (name: string, vi: string, en: string, viNote: string, enNote: string): Attribute => ({
  name,
  type: 'text',
  title: { vi, en },
  description: { vi: viNote, en: enNote },
})

export const crosswalkAttributes: readonly Attribute[] = [
  text('from_code', 'Mã xã cũ', 'Old code', 'Mã trong địa giới 2024.', 'Code in vintage 2024.'),
  text(
    'from_name',
    'Tên xã cũ',
    'Old name',
    'Trống với xã của tỉnh Yên Bái cũ, vì chưa có trong danh sách đơn vị.',
    'Empty for communes of the old Yên Bái province, which are not listed as units.',
  ),
  text(
    'from_district_code',
    'Mã huyện cũ',
    'Old district',
    'Huyện của xã cũ.',
    "The old commune's district.",
  ),
  text('to_code', 'Mã xã mới', 'New code', 'Mã trong địa giới 2025.', 'Code in vintage 2025.'),
  text('to_name', 'Tên xã mới', 'New name', 'Tên trong địa giới 2025.', 'Name in vintage 2025.'),
  {
    name: 'weight',
    type: 'number',
    title: { vi: 'Phần của xã cũ', en: 'Share of the old commune' },
    description: {
      vi: 'Phần của xã cũ nhập vào xã mới, 0 đến 1.',
      en: 'Share of the old commune that went into the new one, 0 to 1.',
    },
  },
  {
    name: 'share_of_target',
    type: 'number',
    title: { vi: 'Phần của xã mới', en: 'Share of the new commune' },
    description: {
      vi: 'Phần diện tích của xã mới lấy từ xã cũ, 0 đến 1.',
      en: "Share of the new commune's area that came from the old one, 0 to 1.",
    },
  },
  {
    name: 'effective',
    type: 'date',
    title: { vi: 'Ngày hiệu lực', en: 'Effective from' },
    description: { vi: 'Ngày xã mới bắt đầu hoạt động.', en: 'Day on which the new commune began.' },
  },
  text('legal_basis', 'Căn cứ', 'Legal basis', 'Nghị quyết và điều khoản.', 'Resolution and clause.'),
]

const known = new WeakMap<Dataset, readonly AttributeRow[]>()

/** One row per link, by old code. Kept for as long as the dataset. */
export function crosswalkRows(dataset: Dataset): readonly AttributeRow[] {
  const rows = known.get(dataset) ?? rowsOf(dataset)
  known.set(dataset, rows)
  return rows
}

const rowsOf = (dataset: Dataset): AttributeRow[] =>
  dataset.crosswalk.links
    .map(({ from, to, weight, shareOfTarget, legalBasis }) => {
      const [old, now] = [unitOf(dataset, '2024', from), unitOf(dataset, '2025', to)]
      return {
        from_code: from,
        from_name: old?.name ?? null,
        from_district_code: old?.parent ?? null,
        to_code: to,
        to_name: now?.name ?? null,
        weight,
        share_of_target: shareOfTarget,
        effective,
        legal_basis: legalBasis,
      }
    })
    .sort((a, b) =>
      a.from_code < b.from_code ? -1 : a.from_code > b.from_code ? 1 : a.to_code < b.to_code ? -1 : 1,
    )
