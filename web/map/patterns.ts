import type { Map as MapLibre } from 'maplibre-gl'
import { missingColours } from '#domain/palette'
import { families } from './lettering'

export type Pattern = 'missing' | 'withheld' | 'estimated' | 'illustrative' | 'overlay'

const density = 2

/**
 * Draws the fills that colour alone must not carry, so that they survive a photocopy and colour-blindness:
 * hatch for missing, crosses for withheld, dots for estimated, a repeated word for made-up figures, fine hatch for the overlay.
 */
export function addPatterns(map: MapLibre, illustrativeWord: string): void {
  add(map, 'missing', 10, 10, (pen) => {
    pen.fillStyle = missingColours.ground
    pen.fillRect(0, 0, 10, 10)
    diagonal(pen, 10, missingColours.line, 1.6)
  })
  add(map, 'withheld', 10, 10, (pen) => {
    pen.fillStyle = missingColours.ground
    pen.fillRect(0, 0, 10, 10)
    pen.strokeStyle = '#4d5d6b'
    pen.lineWidth = 1.2
    for (const [x, y] of [
      [3, 3],
      [7, 3],
    ] as const) {
      pen.beginPath()
      pen.moveTo(x, y)
      pen.lineTo(10 - x, 7)
      pen.stroke()
    }
  })
  add(map, 'estimated', 12, 12, (pen) => {
    pen.fillStyle = 'rgb(16 36 48 / 45%)'
    for (const [x, y] of [
      [3, 3],
      [9, 9],
    ] as const) {
      pen.beginPath()
      pen.arc(x, y, 0.9, 0, 2 * Math.PI)
      pen.fill()
    }
  })
  add(map, 'illustrative', 132, 76, (pen) => {
    pen.font = `600 12px ${families()}`
    pen.fillStyle = 'rgb(16 36 48 / 26%)'
    pen.textAlign = 'center'
    for (const [x, y] of [
      [34, 20],
      [100, 58],
    ] as const) {
      pen.save()
      pen.translate(x, y)
      pen.rotate(-Math.PI / 9)
      pen.fillText(illustrativeWord, 0, 4)
      pen.restore()
    }
  })
  add(map, 'overlay', 8, 8, (pen) => diagonal(pen, 8, 'rgb(48 20 92 / 62%)', 1.3))
}

function add(
  map: MapLibre,
  id: Pattern,
  width: number,
  height: number,
  draw: (pen: CanvasRenderingContext2D) => void,
): void {
  const canvas = document.createElement('canvas')
  canvas.width = width * density
  canvas.height = height * density
  const pen = canvas.getContext('2d')
  if (!pen) throw new Error('this browser gives no 2D canvas')
  pen.scale(density, density)
  draw(pen)
  const image = pen.getImageData(0, 0, canvas.width, canvas.height)
  if (map.hasImage(id)) map.removeImage(id)
  map.addImage(id, image, { pixelRatio: density })
}

/** A line from corner to corner that meets itself on the neighbouring tiles. */
function diagonal(pen: CanvasRenderingContext2D, size: number, colour: string, width: number): void {
  pen.strokeStyle = colour
  pen.lineWidth = width
  for (const shift of [-size, 0, size]) {
    pen.beginPath()
    pen.moveTo(shift, size)
    pen.lineTo(shift + size, 0)
    pen.stroke()
  }
}
