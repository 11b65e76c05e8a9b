import type { Topology } from 'topojson-specification'
import type { Drawing, Mark } from '../drawing'
import { rectangle } from '../drawing'
import type { Annex } from './content'
import { coverageColours, coverageMap } from './maps'
import { annexWords } from './words'

const sheet = { width: 520, height: 190 }

/** The maps before and after with their classes, to stand in a document; null where there are none. */
export function annexMaps({ language, maps }: Annex, topology: Topology): Drawing | null {
  if (!maps) return null
  const text = (words: string, x: number, y: number, size: number): Mark => ({
    kind: 'text',
    x,
    y,
    text: words,
    size,
    weight: 400,
    fill: '#17242e',
    anchor: 'start',
  })
  const box = (i: number) => ({ x: 4 + i * 206, y: 18, width: 200, height: 168 })
  return {
    ...sheet,
    title: maps.title,
    description: `${maps.before}; ${maps.after}`,
    language,
    marks: [
      { kind: 'path', d: rectangle({ x: 0, y: 0, ...sheet }), fill: '#ffffff' },
      text(maps.before, 4, 12, 11),
      text(maps.after, 210, 12, 11),
      coverageMap(topology, maps.communes, 'before', box(0)),
      coverageMap(topology, maps.communes, 'after', box(1)),
      ...annexWords[language].classes.flatMap((label, i): Mark[] => {
        const at = { x: 420, y: 30 + i * 17, width: 14, height: 10 }
        return [
          {
            kind: 'path',
            d: rectangle(at),
            fill: coverageColours[i] ?? '#ffffff',
            stroke: '#c3ccd3',
            width: 0.4,
          },
          text(label, 440, at.y + 9, 9.5),
        ]
      }),
    ],
  }
}
