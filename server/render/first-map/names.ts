import type { LonLat } from '#domain/geodesy'
import type { Level, Unit } from '#domain/units'
import { escape } from '../svg'
import type { Frame } from './frame'

/** As on the interactive map: from this zoom on communes are named instead of districts. */
const near = 8.6
const letter = { height: 130, width: 76 }

type Name = { text: string; x: number; y: number; isDistrict: boolean }

/** Names where the interactive map will have them, each only where it touches no other. */
export function namesIn(frame: Frame, level: Level, units: readonly Unit[]): string {
  const communes = units.filter((unit) => unit.level === 'commune')
  const named =
    frame.zoom >= near && level === 'commune'
      ? communes.flatMap((unit) => (unit.seat ? [nameAt(frame, unit, unit.seat)] : []))
      : districtNames(frame, units, communes)
  const written: Name[] = []
  for (const name of named) if (!written.some((other) => touch(name, other))) written.push(name)
  return written
    .map(
      ({ text, x, y, isDistrict }) =>
        `<text x="${x}" y="${y}"${isDistrict ? ' font-weight="600"' : ''}>${escape(text)}</text>`,
    )
    .join('')
}

/** A district is named amid its communes' seats. */
const districtNames = (frame: Frame, units: readonly Unit[], communes: readonly Unit[]): Name[] =>
  units.flatMap((district) => {
    if (district.level !== 'district') return []
    const seats = communes.flatMap(({ parent, seat }) => (parent === district.code && seat ? [seat] : []))
    const mean = (axis: 0 | 1) => seats.reduce((sum, seat) => sum + seat[axis], 0) / seats.length
    return seats.length === 0 ? [] : [nameAt(frame, district, [mean(0), mean(1)])]
  })

function nameAt({ point }: Frame, { name, level }: Unit, place: LonLat): Name {
  const [x, y] = point(place)
  return { text: name, x, y, isDistrict: level === 'district' }
}

const touch = (a: Name, b: Name): boolean =>
  Math.abs(a.y - b.y) < letter.height &&
  Math.abs(a.x - b.x) < ((a.text.length + b.text.length) / 2) * letter.width
