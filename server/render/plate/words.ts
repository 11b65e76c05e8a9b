import type { Language } from '#domain/language'

const vi = {
  missing: 'Chưa báo cáo',
  upwards: 'Từ dưới lên, cần nhiều hơn',
  across: 'Từ trái sang phải, cần nhiều hơn',
  thirds: 'Mỗi trục chia ba phần, mỗi phần một phần ba số xã; số trong ô là số xã',
  missingIn: (n: string) => `${n} chưa báo cáo`,
  withheldIn: (n: string) => `${n} được giữ kín`,
  children: 'Trẻ em (mẫu số)',
}

export type PlateWords = typeof vi

const en: PlateWords = {
  missing: 'Not reported',
  upwards: 'Upwards, more need',
  across: 'To the right, more need',
  thirds: 'Each axis is split in three, a third of the communes each; figures count communes',
  missingIn: (n) => `${n} not reported`,
  withheldIn: (n) => `${n} withheld`,
  children: 'Children (denominator)',
}

export const plateWords: Record<Language, PlateWords> = { vi, en }
