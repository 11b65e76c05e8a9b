import type { Mark } from './compare'
import type { FunnelPlace } from './funnel'
import type { Language } from './language'
import { words } from './words'

const vi = {
  unit: 'Đơn vị',
  code: 'Mã',
  value: 'Giá trị',
  low: 'Ít nhất',
  high: 'Nhiều nhất',
  numerator: 'Tử số',
  denominator: 'Mẫu số',
  gap: 'Cách mục tiêu',
  lacking: 'Còn thiếu',
  change: (base: string) => `Thay đổi so với ${base}`,
  lowEnd: 'Cận dưới 95%',
  highEnd: 'Cận trên 95%',
  notes: 'Ghi chú',
  status: 'Loại số liệu',
  total: 'Tất cả các đơn vị',
  points: words.vi.figures.points,
  marks: {
    missing: 'chưa báo cáo',
    withheld: 'được giữ kín: số nhỏ về vấn đề nhạy cảm',
    partial: 'báo cáo chưa đủ, tính theo trường hợp xấu nhất',
    small: 'mẫu số nhỏ, tỷ lệ dễ biến động',
    estimated: 'ước tính',
    illustrative: 'minh hoạ, không phải số thật',
    older: 'số liệu của kỳ trước',
  } satisfies Record<Mark, string>,
  places: {
    'far-below': 'thấp hơn hẳn mức chung (ngoài giới hạn 99,8%)',
    below: 'thấp hơn mức chung (ngoài giới hạn 95%)',
    within: 'trong phạm vi ngẫu nhiên',
    above: 'cao hơn mức chung (ngoài giới hạn 95%)',
    'far-above': 'cao hơn hẳn mức chung (ngoài giới hạn 99,8%)',
  } satisfies Record<FunnelPlace, string>,
}

/** Words of a comparison that its page and its documents share. */
export type CompareWords = typeof vi

const en: CompareWords = {
  unit: 'Unit',
  code: 'Code',
  value: 'Value',
  low: 'At least',
  high: 'At most',
  numerator: 'Numerator',
  denominator: 'Denominator',
  gap: 'Short of target',
  lacking: 'Lacking',
  change: (base) => `Change since ${base}`,
  lowEnd: '95 % low',
  highEnd: '95 % high',
  notes: 'Notes',
  status: 'Kind of figure',
  total: 'All units together',
  points: words.en.figures.points,
  marks: {
    missing: 'not reported',
    withheld: 'withheld: a small count of a sensitive matter',
    partial: 'partly reported, worst case shown',
    small: 'small denominator, the rate is unstable',
    estimated: 'estimated',
    illustrative: 'illustrative, not real',
    older: 'figure of an earlier period',
  },
  places: {
    'far-below': 'clearly below the overall rate (beyond the 99.8 % limit)',
    below: 'below the overall rate (beyond the 95 % limit)',
    within: 'within the range of chance',
    above: 'above the overall rate (beyond the 95 % limit)',
    'far-above': 'clearly above the overall rate (beyond the 99.8 % limit)',
  },
}

export const compareWords: Record<Language, CompareWords> = { vi, en }
