import { PNG } from 'pngjs'
import { describe, expect, test } from 'vitest'
import { crc32 } from 'node:zlib'
import type { Drawing } from '../../server/render/drawing'
import { layoutIds, layouts, pixelsOf } from '../../server/render/layout'
import { toPng } from '../../server/render/png'

const blank = (width: number, height: number): Drawing => ({
  width,
  height,
  title: '',
  description: '',
  language: 'vi',
  marks: [],
})

const withText = (text: string): Drawing => ({
  ...blank(40, 40),
  marks: [{ kind: 'text', x: 5, y: 30, text, size: 24, weight: 400, fill: '#000', anchor: 'start' }],
})

/** The chunk that says how many pixels go into a metre. */
function resolutionOf(png: Buffer) {
  const at = png.indexOf('pHYs', 0, 'latin1')
  return {
    x: png.readUInt32BE(at + 4),
    y: png.readUInt32BE(at + 8),
    unit: png.readUInt8(at + 12),
    isIntact: png.readUInt32BE(at + 13) === crc32(png.subarray(at, at + 13)),
  }
}

describe('size', () => {
  test.each([
    ['a4-landscape', 3508, 2480],
    ['a4-portrait', 2480, 3508],
    ['a3-landscape', 4961, 3508],
    ['a3-portrait', 3508, 4961],
    ['slide', 2560, 1440],
    ['square', 2160, 2160],
  ] as const)('%s is %i × %i pixels', (id, width, height) => {
    const layout = layouts[id]
    expect(pixelsOf(layout)).toBe(width)
    expect(Math.round((layout.height / 72) * layout.dpi)).toBe(height)
  })

  test('a sheet knows that it is meant to be printed at 300 dots per inch', () => {
    const { width, height } = layouts['a4-landscape']
    const png = toPng(blank(width, height), 3508)
    // 300 dots per inch are 11811 per metre
    expect(resolutionOf(png)).toEqual({ x: 11811, y: 11811, unit: 1, isIntact: true })
    const { width: across, height: down } = PNG.sync.read(png)
    expect([across, down]).toEqual([3508, 2480])
  })

  test('a smaller picture of the same sheet has a lower resolution, not a smaller sheet', () => {
    const { width, height } = layouts['a4-landscape']
    expect(resolutionOf(toPng(blank(width, height), 842)).x).toBe(2835) // 72 dpi
  })

  test('there is a size for every layout', () => {
    expect(Object.keys(layouts)).toEqual([...layoutIds])
  })
})

describe('letters', () => {
  const dark = (text: string) => {
    const { data } = PNG.sync.read(toPng(withText(text), 160))
    return data.filter((_, i) => i % 4 === 0).map((red) => (red < 128 ? 1 : 0))
  }
  // a letter of a script that the typeface does not have
  const box = dark('\u13a0').join('')

  test('one that the typeface lacks is drawn as nothing or a box, always the same', () => {
    expect(dark('\u13a1').join('')).toBe(box)
  })

  test.each([...new Set('Mường Khương – Y Tý – Nậm Chày ẤỀỂỄỆỔỖỘỨỪỬỮỰĐđ'.replaceAll(' ', ''))])(
    '%s is drawn as itself',
    (letter) => {
      const drawn = dark(letter)
      expect(drawn.some((pixel) => pixel === 1)).toBe(true)
      expect(drawn.join('')).not.toBe(box)
    },
  )

  test('marks above and below a letter are seen: ậ is neither a nor â', () => {
    expect(dark('ậ').join('')).not.toBe(dark('â').join(''))
    expect(dark('ậ').join('')).not.toBe(dark('a').join(''))
  })
})
