import { describe, expect, test } from 'vitest'
import { colourOf } from '#domain/legend'
import { greysOf } from '#domain/palette'
import type { Drawing } from '../../server/render/drawing'
import { layoutIds, layouts } from '../../server/render/layout'
import { drawMap } from '../../server/render/map/page'
import { pictureLanguages } from '../../server/render/picture'
import { widthOf } from '../../server/render/typeface'
import { groupOf, pathsOf, textsOf } from '../fixtures/drawing'
import type { Asked } from '../fixtures/pictures'
import { ruledPicture, topologies } from '../fixtures/pictures'

const draw = (asked: Asked = {}): Drawing => drawMap(ruledPicture(asked), topologies[asked.vintage ?? '2024'])
const words = (drawing: Drawing) => textsOf(drawing.marks).map(({ text }) => text)
const said = (drawing: Drawing) => words(drawing).join(' ')

describe('the areas', () => {
  test('every unit is painted once, in the colour that the legend gives its value', () => {
    const picture = ruledPicture()
    const painted = pathsOf(groupOf(drawMap(picture, topologies['2024']), 'units')!.marks)
    expect(painted.map(({ code }) => code).sort()).toEqual(picture.units.map(({ code }) => code).sort())
    for (const { code, fill } of painted) {
      const unit = picture.units.find((each) => each.code === code)!
      expect(fill).toBe(colourOf(picture.legend, unit.value.value) ?? '#ffffff')
    }
  })

  test('what is missing, estimated or made up is marked by form, not by colour alone', () => {
    const drawing = draw()
    for (const mark of ['missing', 'estimated', 'illustrative']) expect(groupOf(drawing, mark)).not.toBeNull()
  })

  test('without made-up figures nothing says illustrative', () => {
    const drawing = draw({ illustrative: false })
    expect(groupOf(drawing, 'illustrative')).toBeNull()
    expect(said(drawing)).not.toMatch(/minh hoạ/i)
  })

  test('an overlay is hatched and counted', () => {
    const picture = ruledPicture({ overlay: 'zone' })
    const drawing = drawMap(picture, topologies['2024'])
    expect(groupOf(drawing, 'overlay')).not.toBeNull()
    expect(picture.overlay.codes).toHaveLength(38) // every fourth of 152
    expect(words(drawing)).toContain('Khu vực III')
  })
})

describe('what is printed around the map', () => {
  test('made-up figures are marked in words that no one overlooks', () => {
    expect(words(draw())).toContain('SỐ LIỆU MINH HOẠ – không phải số thật')
    expect(words(draw({ language: 'en' }))).toContain('ILLUSTRATIVE FIGURES – not real data')
  })

  test('title, period, boundaries, source, version and boundary quality', () => {
    const text = said(draw())
    for (const part of [
      'Tỷ lệ thôn, bản, tổ dân phố có điểm vui chơi cho trẻ em – Tỉnh Lào Cai',
      '6 tháng cuối năm 2024 · theo xã, phường, thị trấn · địa giới đến ngày 30/6/2025',
      'Mục tiêu: 100%',
      'Nguồn: Figures made by a rule, The tests, 2025.',
      'Ranh giới sơ đồ, vẽ từ vị trí trung tâm xã.',
      'Số liệu phiên bản 7, công bố ngày 15/01/2025.',
    ]) {
      expect(text).toContain(part)
    }
  })

  test('the legend counts every unit once', () => {
    const { legend, units } = ruledPicture()
    expect(legend.classes.reduce((sum, { count }) => sum + count, legend.missing)).toBe(units.length)
    const counts = textsOf(groupOf(draw(), 'panels')!.marks).map(({ text }) => text)
    for (const { count } of legend.classes) expect(counts).toContain(String(count))
    expect(counts).toContain(String(legend.missing))
  })

  test('both languages stand side by side, figures once', () => {
    const text = said(draw({ language: 'both' }))
    expect(text).toContain('Share of villages with a play area for children – Lào Cai province')
    expect(text).toContain('Chưa báo cáo / Not reported')
    expect(text).toContain('SỐ LIỆU MINH HOẠ – không phải số thật / ILLUSTRATIVE FIGURES – not real data')
    expect(words(draw({ language: 'both' }))).toContain('0') // a count of the scale bar, not "0 / 0"
  })

  test("the reader's own title leaves indicator and area to the line below", () => {
    const text = said(draw({ title: 'Trẻ em Bắc Hà cần sân chơi', district: '085' }))
    expect(text).toContain('Trẻ em Bắc Hà cần sân chơi')
    expect(text).toContain('Tỷ lệ thôn, bản, tổ dân phố có điểm vui chơi cho trẻ em · Huyện Bắc Hà')
  })

  test('a frozen copy carries its id', () => {
    expect(words(draw({ frozenId: 'abcdefghjk' }))).toContain('Bản lưu abcdefghjk')
  })

  test('a district of vintage 2025 is a former one', () => {
    expect(said(draw({ vintage: '2025', district: '085' }))).toContain('Huyện Bắc Hà (cũ)')
  })
})

describe('a district', () => {
  test('is shown alone, with the place it has in the province', () => {
    const picture = ruledPicture({ district: '085' })
    const drawing = drawMap(picture, topologies['2024'])
    expect(pathsOf(groupOf(drawing, 'units')!.marks)).toHaveLength(19)
    expect(words(drawing)).toContain('Vị trí trong tỉnh')
    expect(pathsOf(groupOf(drawing, 'locator')!.marks).length).toBeGreaterThan(0)
  })
})

describe('names', () => {
  const boxes = (drawing: Drawing) => textsOf(groupOf(drawing, 'names')!.marks)

  test.each(layoutIds)('of communes lie inside the sheet and apart from each other: %s', (layout) => {
    const { width, height } = layouts[layout]
    const names = boxes(draw({ layout }))
    expect(names.length).toBeGreaterThan(40)
    for (const { x, y } of names) {
      expect(x > 0 && x < width && y > 0 && y < height).toBe(true)
    }
    const places = names.map(({ x, y }) => `${x.toFixed(1)} ${y.toFixed(1)}`)
    expect(new Set(places).size).toBe(places.length)
  })

  test('a district has room for all of them, and for their values', () => {
    const names = boxes(draw({ district: '085', layout: 'a3-landscape' })).map(({ text }) => text)
    for (const part of ['Bản Liền', 'Nậm Đét', 'Lùng Cải']) expect(names.join(' ')).toContain(part)
    expect(names.filter((text) => text.endsWith('%')).length).toBeGreaterThan(15)
  })
})

describe('every sheet', () => {
  const cases = layoutIds.flatMap((layout) => pictureLanguages.map((language) => ({ layout, language })))

  test.each(cases)('$layout in $language keeps what it says on the paper', ({ layout, language }) => {
    const { width, height } = layouts[layout]
    const drawing = draw({ layout, language, overlay: 'zone', title: 'Đ'.repeat(200) })
    expect([drawing.width, drawing.height]).toEqual([width, height])
    for (const { x, y, text, size, weight, anchor } of textsOf(drawing.marks)) {
      const length = widthOf(text, size, weight)
      const left = anchor === 'start' ? x : anchor === 'middle' ? x - length / 2 : x - length
      const isInside = left >= 0 && left + length <= width && y > 0 && y <= height
      expect({ text, isInside }).toEqual({ text, isInside: true })
    }
  })

  const areas: Asked[] = [{}, { vintage: '2025' }, { district: '085' }]

  test.each(cases.flatMap((sheet) => areas.map((area) => ({ ...sheet, ...area }))))(
    '$layout in $language says where the area lies: $vintage $district',
    (asked) => {
      expect(groupOf(draw(asked), 'locator')).not.toBeNull()
    },
  )

  test('greys run from the neediest, which is darkest, evenly to white', () => {
    const { legend } = ruledPicture({ grey: true })
    expect(legend.classes.map(({ colour }) => colour)).toEqual(greysOf(5, true))
    const lightness = legend.classes.map(({ colour }) => parseInt(colour.slice(1, 3), 16))
    for (const [i, light] of lightness.slice(1).entries()) expect(light - lightness[i]!).toBeGreaterThan(40)
  })
})
