import { campaignOf } from '#domain/flow/campaign'
import type { Sent } from '#domain/flow/campaign'
import { formatFor } from '#domain/format'
import type { Language } from '#domain/language'
import { expect, test } from 'vitest'
import { reminderText } from '../../web/components/data/reminder'
import { dataEn } from '../../web/i18n/data-en'
import { dataVi } from '../../web/i18n/data-vi'
import { smallDataset } from '../fixtures/small-dataset'

const sent = (id: number, code: string, report: Partial<Sent>): Sent => ({
  ...{ id, codes: [code], state: 'submitted', submittedAt: null, returnedAt: null },
  ...report,
})

/** An in time, Bình late, Cao sent back, Dền and Én silent. */
const reports = [
  sent(1, '00001', { state: 'published', submittedAt: '2024-07-10T02:00:00Z' }),
  sent(2, '00002', { submittedAt: '2024-07-20T02:00:00Z' }),
  sent(3, '00003', {
    ...{ state: 'returned', submittedAt: '2024-07-11T02:00:00Z', returnedAt: '2024-07-12T02:00:00Z' },
  }),
]

function reminder(language: Language, today: string): string {
  const deadline = { day: '2024-07-15', isDefault: true }
  const asked = { vintage: '2024', period: '2024-H1', deadline, today } as const
  const format = formatFor(language)
  const { units } = smallDataset.geographies['2024']
  const nameOf = (code: string) => {
    const unit = units.find((one) => one.code === code)
    return unit ? format.unitName(unit) : code
  }
  const words = { vi: dataVi, en: dataEn }[language].board
  return reminderText(campaignOf(smallDataset, asked, reports), nameOf, words, format)
}

test('after the day, names the units that are silent or have to send again, and no other', () => {
  expect(reminder('vi', '2024-07-21')).toBe(
    [
      'Đề nghị các đơn vị sau gửi báo cáo 6 tháng đầu năm 2024 (hạn 15/07/2024):',
      '- Xã Cao (bị trả lại)',
      '- Xã Dền (quá hạn chưa gửi)',
      '- Xã Én (quá hạn chưa gửi)',
    ].join('\n'),
  )
  expect(reminder('en', '2024-07-21')).toBe(
    [
      'Please send the report for the first half of 2024 (due on 15/07/2024):',
      '- Cao commune (sent back)',
      '- Dền commune (overdue)',
      '- Én commune (overdue)',
    ].join('\n'),
  )
})

test('before the day, says that there is still time', () => {
  expect(reminder('vi', '2024-07-15')).toContain('- Xã Dền (chưa gửi, còn hạn)\n')
  expect(reminder('en', '2024-07-15')).toContain('- Dền commune (not yet, still time)\n')
})
