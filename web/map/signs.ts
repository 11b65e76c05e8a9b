import type { Map as MapLibre } from 'maplibre-gl'
import type { Sign } from './symbols'

const density = 2
const box = 24

/** Hands the signs to the map as pictures; those that it has already stay. */
export function addSigns(map: MapLibre, signs: ReadonlyMap<string, Sign>): void {
  for (const [name, sign] of signs) {
    if (!map.hasImage(name)) map.addImage(name, drawn(sign), { pixelRatio: density })
  }
}

function drawn({ path, fill, line, width, mark, markLine }: Sign): ImageData {
  const canvas = document.createElement('canvas')
  canvas.width = canvas.height = box * density
  const pen = canvas.getContext('2d')
  if (!pen) throw new Error('this browser gives no 2D canvas')
  pen.scale(density, density)
  pen.lineJoin = 'round'
  pen.lineCap = 'round'
  const outline = new Path2D(path)
  // a white rim keeps signs apart that lie over each other
  pen.strokeStyle = '#ffffff'
  pen.lineWidth = width + 2.5
  pen.stroke(outline)
  pen.fillStyle = fill
  pen.fill(outline)
  pen.strokeStyle = line
  pen.lineWidth = width
  pen.stroke(outline)
  if (mark !== null) {
    pen.strokeStyle = markLine
    pen.lineWidth = 2.2
    pen.stroke(new Path2D(mark))
  }
  return pen.getImageData(0, 0, canvas.width, canvas.height)
}
