import { describe, expect, test } from 'vitest'
import { columnWidths } from '../../server/render/report/docx-table'

describe('columns of a table', () => {
  const [letter, headLetter, around] = [121, 132, 160]
  const page = 9071

  test('are as wide as their longest word, in the bold head too', () => {
    const heads = ['Unit', 'Villages with', 'Communes with', 'Enrolled at 0–2', 'Enrolled at 5', 'Forums']
    const rows = [['Hoàng Thu Phố commune', '48.4 %', '14.3 %', '31.6 %', '99.8 %', '0.4']]
    const widths = columnWidths(heads, rows, page)
    expect(widths[2]).toBeGreaterThanOrEqual(8 * headLetter + around)
    expect(widths[3]).toBeGreaterThanOrEqual(8 * headLetter + around)
    expect(widths[0]).toBe(Math.max(...widths))
    expect(widths.reduce((a, b) => a + b)).toBeLessThanOrEqual(page)
  })

  test('hold a target per 100,000 on one line', () => {
    const heads = ['Chỉ tiêu', 'Mục tiêu', 'Kết quả', 'So kỳ trước', 'So cùng kỳ', 'Đánh giá']
    const row = [
      'Tỷ suất trẻ em bị tai nạn',
      '500/100.000',
      '531,8/100.000',
      'giảm 12,9/100.000',
      '–',
      'Chưa đạt',
    ]
    // nine figures, and a stroke and a point of half the width
    expect(columnWidths(heads, [row], page)[1]).toBeGreaterThanOrEqual(10 * letter + around)
  })
})
