import proj4 from 'proj4'
import type { Bilingual } from '#domain/measures'
import { crs84, referenceSystem, referenceSystems, vn2000 } from '#domain/reference-systems'
import { BoundaryProblem } from './boundaries-problem'

/** A reference system as far as reading needs it. */
export type SystemFound = { name: Bilingual; definition: string | null }

/** The system that a person named. @throws BoundaryProblem (usage) for one that is not offered */
export function chosenSystem(name: string): SystemFound {
  const system = referenceSystem(name)
  if (system) return system
  throw new BoundaryProblem(
    'usage',
    {
      vi: `Không có hệ toạ độ "${name}". Chọn một trong:`,
      en: `There is no reference system "${name}". Choose one of:`,
    },
    referenceSystems.map(({ code, name: each }) => `${code}  ${each.vi} / ${each.en}`),
  )
}

/**
 * The system that a file describes. Files in VN-2000 often leave out its shift against WGS 84, which would move
 * everything some 200 m; nothing else in Vietnam is projected on the ellipsoid of WGS 84 without naming its datum.
 * @param described as mapshaper reads it from the file: a PROJ string, `[unknown]` or null
 * @returns null when neither the file nor its coordinates tell
 */
export function foundSystem(
  described: string | null,
  collection: Record<string, unknown>,
): SystemFound | null {
  if (described === null || !described.includes('+proj=')) return isInDegrees(collection) ? crs84 : null
  if (described.includes('+proj=longlat')) return crs84
  const onWgs84 = withEllipsoid(described)
  if (/\+(datum|towgs84|nadgrids)=/.test(onWgs84) || !onWgs84.includes('+ellps=WGS84')) {
    return { name: { vi: described, en: described }, definition: onWgs84 }
  }
  const plain = onWgs84.replace('+ellps=WGS84', '').trim()
  return { name: { vi: `VN-2000 (${plain})`, en: `VN-2000 (${plain})` }, definition: `${plain} ${vn2000}` }
}

/** proj4 does not read the eccentricity: the ellipsoid by its name, or by its two axes. */
const withEllipsoid = (described: string): string =>
  described.replace(/\+a=(\S+) \+es=(\S+)/, (_, a: string, e2: string) =>
    a === '6378137' && e2.startsWith('0.00669437999')
      ? '+ellps=WGS84'
      : `+a=${a} +b=${Number(a) * Math.sqrt(1 - Number(e2))}`,
  )

/** The first position of the collection tells: a metre from the equator is no province. */
function isInDegrees(collection: Record<string, unknown>): boolean {
  const first = firstPosition(collection)
  return first !== null && Math.abs(first[0]) <= 180 && Math.abs(first[1]) <= 90
}

function firstPosition(json: unknown): [number, number] | null {
  if (Array.isArray(json)) {
    if (isPosition(json)) return [json[0], json[1]]
    for (const each of json) {
      const found = firstPosition(each)
      if (found) return found
    }
  } else if (typeof json === 'object' && json !== null) {
    for (const name of ['features', 'geometry', 'geometries', 'coordinates']) {
      const found = name in json ? firstPosition((json as Record<string, unknown>)[name]) : null
      if (found) return found
    }
  }
  return null
}

const isPosition = (json: readonly unknown[]): json is [number, number] =>
  typeof json[0] === 'number' && typeof json[1] === 'number'

/** A GeoJSON document with every position brought from the projection to degrees in WGS 84, heights left out. */
export function toDegrees(document: Record<string, unknown>, definition: string): Record<string, unknown> {
  const converter = proj4(definition, 'WGS84')
  const move = (json: unknown): unknown => {
    if (!Array.isArray(json)) return json
    if (!isPosition(json)) return json.map(move)
    return converter.forward([json[0], json[1]]).map((degrees) => Number(degrees.toFixed(7)))
  }
  const walk = (json: unknown): unknown => {
    if (Array.isArray(json)) return json.map(walk)
    if (typeof json !== 'object' || json === null) return json
    return Object.fromEntries(
      Object.entries(json).map(([name, value]) => {
        if (name === 'coordinates') return [name, move(value)]
        return [name, name === 'properties' ? value : walk(value)]
      }),
    )
  }
  return Object.fromEntries(
    Object.entries(document).flatMap(([name, value]) => (name === 'bbox' ? [] : [[name, walk(value)]])),
  )
}
