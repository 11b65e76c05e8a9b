import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { LabelWish } from '../../server/render/map/labels'
import { breaksOf, placeLabels } from '../../server/render/map/labels'
import type { Shape } from '../../server/render/map/shape'
import { widthOf } from '../../server/render/typeface'

const frame = { x: 0, y: 0, width: 400, height: 300 }

const square = (code: string, x: number, y: number, side: number): Shape => ({
  code,
  d: '',
  home: [
    [
      [x, y],
      [x + side, y],
      [x + side, y + side],
      [x, y + side],
      [x, y],
    ],
  ],
  heart: [x + side / 2, y + side / 2],
  area: side * side,
  extent: [x, y, x + side, y + side],
})

const wish = (shape: Shape, name: string, sizes = [8, 6]): LabelWish => ({
  shape,
  wordings: breaksOf(name).map((lines) => lines.map((text) => ({ text, weight: 400 as const }))),
  sizes,
  fill: '#000',
  inside: 0.7,
})

const textsOf = (wishes: LabelWish[], taken = [] as (typeof frame)[]) =>
  placeLabels(wishes, frame, taken).map(({ text, size }) => `${text} ${size}`)

describe('a name', () => {
  test('is written in the middle of its area, at the largest size', () => {
    const [label] = placeLabels([wish(square('a', 100, 100, 80), 'Y Tý')], frame)
    expect(label).toMatchObject({ text: 'Y Tý', size: 8, x: 140, anchor: 'middle' })
  })

  test('is broken where it does not fit in one line', () => {
    const narrow = square('a', 100, 100, widthOf('Mường Khương', 8, 400) * 0.62)
    expect(textsOf([wish(narrow, 'Mường Khương')])).toEqual(['Mường 8', 'Khương 8'])
  })

  test('is written smaller before it is given up, and left out where it fits in no size', () => {
    const least = widthOf('Phong', 6, 400)
    expect(textsOf([wish(square('a', 100, 100, least * 0.8), 'Phong')])).toEqual(['Phong 6'])
    expect(textsOf([wish(square('a', 100, 100, 5), 'Phong')])).toEqual([])
  })

  test('keeps clear of places in use and of the frame', () => {
    expect(textsOf([wish(square('a', 0, 0, 60), 'Y Tý')], [{ x: 0, y: 0, width: 100, height: 100 }])).toEqual(
      [],
    )
    expect(textsOf([wish(square('a', -50, 100, 60), 'Y Tý')])).toEqual([])
  })

  test('yields to one that came before', () => {
    const place = square('a', 100, 100, 20)
    expect(textsOf([wish(place, 'An', [8]), wish(place, 'Bình', [8])])).toEqual(['An 8'])
  })
})

test('no two labels touch, wherever the areas lie', () => {
  const area = fc.tuple(fc.nat(350), fc.nat(250), fc.integer({ min: 5, max: 80 }))
  fc.assert(
    fc.property(fc.array(area, { maxLength: 25 }), (areas) => {
      const labels = placeLabels(
        areas.map(([x, y, side], i) => wish(square(String(i), x, y, side), 'Tà Chải', [7])),
        frame,
      )
      // both lines of a broken name count as one label: only lines of different names may not meet
      const boxes = labels.map(({ x, y, text, size, weight }) => {
        const half = widthOf(text, size, weight) / 2
        return { left: x - half, right: x + half, top: y - size * 0.7, bottom: y }
      })
      for (const [i, a] of boxes.entries()) {
        for (const b of boxes.slice(i + 1)) {
          const meet = a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom
          expect(meet).toBe(false)
        }
      }
    }),
    { numRuns: 100 },
  )
})

test.each([
  ['Sa Pa', [['Sa Pa'], ['Sa', 'Pa']]],
  ['Lao', [['Lao']]],
  ['Phong Dụ Thượng', [['Phong Dụ Thượng'], ['Phong Dụ', 'Thượng']]],
])('%s can be broken like this', (name, breaks) => {
  expect(breaksOf(name)).toEqual(breaks)
})
