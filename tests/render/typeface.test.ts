import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { unwritable, widthOf, wrap } from '../../server/render/typeface'

describe('wrapping', () => {
  const words = fc.array(
    fc.constantFrom('Tỷ', 'lệ', 'thôn,', 'bản', 'vui', 'chơi', 'Nghĩa', 'x'.repeat(40)),
    {
      minLength: 1,
      maxLength: 20,
    },
  )

  test('no line is wider than the column, and no word is lost', () => {
    fc.assert(
      fc.property(words, fc.integer({ min: 30, max: 200 }), (parts, width) => {
        const lines = wrap(parts.join(' '), width, 8, 400)
        for (const line of lines) expect(widthOf(line, 8, 400)).toBeLessThanOrEqual(width)
        expect(lines.join('').replaceAll(' ', '')).toBe(parts.join(''))
      }),
    )
  })

  test('what does not go into the lines allowed ends in an ellipsis', () => {
    const lines = wrap('Tỷ lệ thôn, bản, tổ dân phố có điểm vui chơi', 80, 8, 400, 2)
    expect(lines).toHaveLength(2)
    expect(lines[1]).toMatch(/…$/)
    expect(widthOf(lines[1]!, 8, 400)).toBeLessThanOrEqual(80)
  })

  test('nothing takes no line', () => {
    expect(wrap('  ', 100, 8, 400)).toEqual([])
  })
})

test('letters of all Vietnamese names and of both languages can be written, those of others are named', () => {
  const marks = ['', '\u0300', '\u0301', '\u0303', '\u0309', '\u0323']
  const vowels = [...'aăâeêioôơuưy'].flatMap((letter) =>
    marks.map((mark) => (letter + mark).normalize('NFC')),
  )
  const letters = `${vowels.join('')}bcdđfghjklmnpqrstvwxz`
  expect([...letters]).toHaveLength(12 * 6 + 21)
  expect(unwritable(letters + letters.toUpperCase() + '0123456789,.–%‰≈·«»“”…&<>')).toEqual([])
  expect(unwritable('Bắc Hà 中 中 ไ')).toEqual(['中', 'ไ'])
})
