import { afterAll, describe, expect, test } from 'vitest'
import { createPlanner } from '../../server/planner'
import { drawPlate } from '../../server/render/plate/draw'
import { groupOf, textsOf } from '../fixtures/drawing'
import { topologies } from '../fixtures/pictures'
import { ruledPlate, withholdingPublished } from '../fixtures/plates'

const planner = createPlanner()
afterAll(() => planner.close())

const drawn = async (kind: string, search: string) => {
  const plate = await ruledPlate({ kind, search }, planner, withholdingPublished)
  return { plate, drawing: drawPlate(plate, topologies['2024']) }
}

describe('small counts of a sensitive matter in pictures of the other pages', () => {
  test('are counted as withheld, not as unreported, on the map of two indicators', async () => {
    const { plate, drawing } = await drawn('bivariate', 'second=preschool-3-5')
    if (plate.body.kind !== 'bivariate') throw new Error('another kind')
    const { cells, missing, withheld } = plate.body
    const shown = cells.flat().reduce((sum, { count }) => sum + count, 0)
    expect(shown + missing + withheld).toBe(152)
    expect(withheld).toBeGreaterThan(20)
    expect(groupOf(drawing, 'withheld')).not.toBeNull()
    expect(textsOf(drawing.marks).map(({ text }) => text)).toContain(`Số nhỏ, không công bố: ${withheld}`)
  })

  test('have a row and a texture of their own on small maps', async () => {
    const { plate, drawing } = await drawn('small', 'columns=play-areas-villages,preschool-3-5')
    if (plate.body.kind !== 'maps') throw new Error('another kind')
    const [play, school] = plate.body.maps
    const rowOf = (map: typeof play) => map?.legend.find(({ isWithheld }) => isWithheld)
    expect(rowOf(play)?.count).toBe(play?.withheld.length)
    expect(play?.legend.reduce((sum, { count }) => sum + (count ?? 0), 0)).toBe(152)
    expect(rowOf(school)).toBeUndefined()
    expect(groupOf(drawing, 'withheld')).not.toBeNull()
  })

  test('are named beside each district in the plot of its communes', async () => {
    const { plate, drawing } = await drawn('spread', 'indicator=play-areas-villages')
    if (plate.body.kind !== 'plot' || plate.body.plot.kind !== 'spread') throw new Error('another kind')
    for (const { spots, missing, withheld } of plate.body.plot.rows) {
      expect(spots.length + missing + withheld).toBeGreaterThan(8)
    }
    expect(textsOf(drawing.marks).some(({ text }) => /\d+ được giữ kín/.test(text))).toBe(true)
  })

  test('do not hide what the budget or the ranking says', async () => {
    const { drawing } = await drawn('priority', 'weights=zone~1000&rules=none')
    expect(groupOf(drawing, 'withheld')).toBeNull()
  })
})
