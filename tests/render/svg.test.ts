import { Resvg } from '@resvg/resvg-js'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Drawing } from '../../server/render/drawing'
import { drawMap } from '../../server/render/map/page'
import { escape, toSvg } from '../../server/render/svg'
import { ruledPicture, topologies } from '../fixtures/pictures'

const saying = (text: string): Drawing => ({
  width: 100,
  height: 50,
  title: text,
  description: text,
  language: 'vi',
  marks: [
    {
      kind: 'group',
      name: text,
      marks: [
        { kind: 'text', x: 1, y: 20, text, size: 8, weight: 400, fill: '#000', anchor: 'start' },
        { kind: 'path', d: 'M0 0h1v1Z', code: text, fill: '#000' },
      ],
    },
  ],
})

/** Throws when the file is no well-formed SVG. */
const read = (svg: string) => new Resvg(svg, { font: { loadSystemFonts: false } })

describe('an SVG', () => {
  test('holds a path for each unit, with its code', () => {
    const picture = ruledPicture()
    const svg = toSvg(drawMap(picture, topologies['2024']), { withFonts: false })
    expect(read(svg).width).toBe(1123) // 841.89 points, a point being 4/3 of a pixel
    for (const { code } of picture.units) expect(svg).toContain(`data-code="${code}"`)
  })

  test('says what it is to a screen reader', () => {
    const svg = toSvg(drawMap(ruledPicture({ language: 'en' }), topologies['2024']), { withFonts: false })
    expect(svg).toContain('lang="en" role="img" aria-labelledby="title description"')
    expect(svg).toContain(
      '<title id="title">Share of villages with a play area for children – Lào Cai province',
    )
    expect(svg).toMatch(/<desc id="description">Second half of 2024.*of 152 units.*Not reported: 14<\/desc>/)
  })

  test('brings its letters along when it leaves the house', () => {
    const svg = toSvg(saying('Mường Khương'), { withFonts: true })
    expect(svg.match(/@font-face/g)).toHaveLength(6)
    expect(svg).not.toMatch(/https?:\/\/(?!www\.w3\.org\/2000\/svg)/)
  })
})

describe('markup in what people write', () => {
  test('stays text', () => {
    const svg = toSvg(saying(`</text><script>alert("1")</script><a href='x'>&amp;`), { withFonts: false })
    expect(svg).not.toContain('<script')
    expect(svg).not.toContain('<a ')
    expect(svg).toContain('&lt;/text&gt;&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt;')
    read(svg)
  })

  test('whatever is written, the file is well-formed', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 30 }), (text) => {
        read(toSvg(saying(text), { withFonts: false }))
      }),
      { numRuns: 300 },
    )
  })

  test('characters that XML forbids are left out', () => {
    expect(escape('a\u0000b\u001fc\ufffed\n')).toBe('abcd\n')
  })
})
