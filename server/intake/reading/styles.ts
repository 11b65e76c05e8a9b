import type { Archive } from './archive'
import { readXml } from './xml'

/** How the numbers of each cell format are shown, as far as it changes what they mean. */
export type NumberShape = 'number' | 'date' | 'percent'

const builtInDates = new Set([14, 15, 16, 17, 18, 19, 20, 21, 22, 45, 46, 47])

const shapeOf = (format: string): NumberShape => {
  const plain = format.replace(/"[^"]*"|\\.|\[[^\]]*\]/g, '')
  if (plain.includes('%')) return 'percent'
  return /[dmyhs]/i.test(plain.replace(/general/i, '')) ? 'date' : 'number'
}

/** Shapes by the number of the cell format. */
export async function readStyles(archive: Archive, part: string): Promise<NumberShape[]> {
  if (!archive.names.includes(part)) return []
  const own = new Map<number, string>()
  const shapes: NumberShape[] = []
  let isCells = false
  await readXml(archive.read(part), {
    open: (name, attributes) => {
      if (name === 'numFmt') own.set(Number(attributes['numFmtId']), attributes['formatCode'] ?? '')
      if (name === 'cellXfs') isCells = true
      if (name === 'xf' && isCells) {
        const id = Number(attributes['numFmtId'] ?? 0)
        const format = own.get(id)
        if (format !== undefined) shapes.push(shapeOf(format))
        else if (builtInDates.has(id)) shapes.push('date')
        else shapes.push(id === 9 || id === 10 ? 'percent' : 'number')
      }
    },
    close: (name) => {
      if (name === 'cellXfs') isCells = false
    },
  })
  return shapes
}
