import { lab, rgb } from 'd3'
import { describe, expect, test } from 'vitest'
import { quadrantOf, thirdsOf } from '#domain/bivariate'
import { bivariateColour } from '#domain/palette'

describe('thirds by need', () => {
  test('the lowest third needs most where more is better', () => {
    const { needOf } = thirdsOf([10, 20, 30, 40, 50, 60, null], 'up')
    expect([10, 20, 30, 40, 50, 60].map(needOf)).toEqual([2, 2, 1, 1, 0, 0])
  })

  test('the highest third needs most where less is better', () => {
    const { needOf } = thirdsOf([10, 20, 30, 40, 50, 60], 'down')
    expect([10, 60].map(needOf)).toEqual([0, 2])
  })

  test('values that repeat give fewer classes, the neediest still the strongest', () => {
    for (const direction of ['up', 'down'] as const) {
      const { needOf } = thirdsOf([5, 5, 5, 5], direction)
      expect(needOf(5)).toBe(2)
    }
    expect(thirdsOf([], 'up').breaks).toEqual([])
  })
})

describe('quadrants', () => {
  const [play, stunting] = [
    { target: 100, direction: 'up' },
    { target: 27, direction: 'down' },
  ] as const
  test.each([
    [100, 27, 'both'],
    [100, 28, 'first'],
    [99, 20, 'second'],
    [0, 50, 'neither'],
    [null, 20, null],
  ] as const)('%s and %s: %s', (first, second, expected) => {
    expect(quadrantOf({ first, second }, play, stunting)).toBe(expected)
  })
})

/** Linear RGB as the three kinds of dichromats see it. Machado, Oliveira & Fernandes (2009), severity 1. */
const visions: Record<string, number[][]> = {
  normal: [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ],
  protanopia: [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  deuteranopia: [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
  tritanopia: [
    [1.255528, -0.076749, -0.178779],
    [-0.078411, 0.930809, 0.147602],
    [0.004733, 0.691367, 0.3039],
  ],
}

const linear = (part: number) => (part <= 10 ? part / 255 / 12.92 : ((part / 255 + 0.055) / 1.055) ** 2.4)
const display = (part: number) => 255 * (part <= 0.0031308 ? 12.92 * part : 1.055 * part ** (1 / 2.4) - 0.055)

function seen(colour: string, vision: number[][]) {
  const { r, g, b } = rgb(colour)
  const [red = 0, green = 0, blue = 0] = vision.map(([x = 0, y = 0, z = 0]) =>
    display(Math.min(1, Math.max(0, x * linear(r) + y * linear(g) + z * linear(b)))),
  )
  return lab(rgb(red, green, blue))
}

test.each(Object.entries(visions))('nine colours stay apart in %s', (_name, vision) => {
  const classes = [0, 1, 2].flatMap((first) => [0, 1, 2].map((second) => bivariateColour(first, second)))
  const colours = classes.map((colour) => seen(colour, vision))
  for (const [i, a] of colours.entries()) {
    for (const b of colours.slice(i + 1)) {
      expect(Math.hypot(a.l - b.l, a.a - b.a, a.b - b.b)).toBeGreaterThan(20)
    }
  }
})

test('there are nine pairs of classes and no more', () => {
  expect(() => bivariateColour(3, 0)).toThrow(RangeError)
})
