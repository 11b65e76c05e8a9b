import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { readShipped } from '../../server/intake/shipped'
import { drawMap } from '../../server/render/map/page'
import { kmToHanoi, seats } from '../../server/render/map/position'
import { groupOf, pathsOf, textsOf } from '../fixtures/drawing'
import { ruledPicture, topologies } from '../fixtures/pictures'

const { units } = readShipped(fileURLToPath(new URL('../../data', import.meta.url)))

describe('where the province lies', () => {
  test.each([
    ['2024', '02647'],
    ['2025', '04252'],
  ] as const)('the seat of %s stands where the register has ward %s', (vintage, code) => {
    const ward = units.find((unit) => unit.vintage === vintage && unit.code === code)
    const [longitude, latitude] = ward?.seat ?? []
    expect(seats[vintage].at[0]).toBeCloseTo(longitude!, 2)
    expect(seats[vintage].at[1]).toBeCloseTo(latitude!, 2)
  })

  test('it is as far to Hà Nội as on a sphere, to the next ten kilometres', () => {
    // by hand, 1° of latitude 111.2 km: (1.45° × 111.2, 1.88° × 111.2 × cos 21.76°) = (161.2, 194.2) → 252 km
    expect(kmToHanoi('2024')).toBe(250)
    // (0.69° × 111.2, 0.94° × 111.2 × cos 21.38°) = (76.7, 97.3) → 124 km
    expect(kmToHanoi('2025')).toBe(120)
  })

  test('the province lies north-west of Hà Nội, among degrees that are named, and no other outline is drawn', () => {
    const marks = groupOf(drawMap(ruledPicture({ language: 'en' }), topologies['2024']), 'locator')!.marks
    const texts = textsOf(marks)
    expect(texts.map(({ text }) => text)).toEqual(
      expect.arrayContaining(['22° N', '104° E', 'Hà Nội', 'Lào Cai']),
    )
    const at = (text: string) => texts.find((mark) => mark.text === text)!
    expect(at('Lào Cai').x).toBeLessThan(at('Hà Nội').x)
    expect(at('Lào Cai').y).toBeLessThan(at('Hà Nội').y)
    // the ground, the province, the line to Hà Nội, two signs, and the lines of the net
    const areas = pathsOf(marks).filter(({ fill, stroke }) => fill !== undefined && stroke !== undefined)
    expect(areas).toHaveLength(3)
  })
})
