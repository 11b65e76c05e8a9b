import { createHash } from 'node:crypto'
import type { Feature, MultiPolygon, Polygon } from 'geojson'
import { areaKm2, contains, partsOf } from '#domain/geodesy'
import { readAreas } from './boundaries-geojson'
import type { OfficialFile, OfficialManifest } from './boundaries-manifest'
import { BoundaryProblem } from './boundaries-problem'

/** One commune with its code as id. */
export type Area = Feature<Polygon | MultiPolygon>

/**
 * The commune that a file of the official map holds.
 * @throws BoundaryProblem (content) when the checksum, the code, the seat or the area is not the expected one
 */
export function verified(content: Buffer, file: OfficialFile, manifest: OfficialManifest): Area {
  const sum = sha256(content)
  if (file.sha256 !== null && sum !== file.sha256) {
    throw wrong(
      file,
      `mã kiểm tra SHA-256 là ${sum}, cần ${file.sha256}`,
      `has the SHA-256 ${sum}, not ${file.sha256}`,
    )
  }
  const [area, ...others] = readAreas(content.toString('utf8'), file.path)
  if (!area || others.length > 0) {
    const count = area ? others.length + 1 : 0
    throw wrong(file, `có ${count} đối tượng, cần đúng 1`, `has ${count} features, not 1`)
  }
  if (area.id !== file.code) {
    throw wrong(file, `có mã ${area.id}, cần ${file.code}`, `has the code ${area.id}, not ${file.code}`)
  }
  const parts = partsOf(area.geometry)
  if (!contains(parts, file.seat)) {
    const seat = file.seat.join(', ')
    throw wrong(file, `không chứa trung tâm xã (${seat})`, `does not contain the commune's seat (${seat})`)
  }
  const found = areaKm2(parts)
  if (Math.abs(found / file.areaKm2 - 1) > (file.areaTolerance ?? manifest.areaTolerance)) {
    const km2 = found.toFixed(2)
    throw wrong(file, `rộng ${km2} km², cần ${file.areaKm2}`, `covers ${km2} km², not ${file.areaKm2}`)
  }
  return { type: 'Feature', id: file.code, properties: {}, geometry: area.geometry }
}

/** In hexadecimal. */
export const sha256 = (content: Buffer) => createHash('sha256').update(content).digest('hex')

const wrong = ({ path, name }: OfficialFile, vi: string, en: string) =>
  new BoundaryProblem('content', {
    vi: `Tệp "${path}" (${name}) không đúng: ${vi}. Bản đồ đang dùng không thay đổi.`,
    en: `The file "${path}" (${name}) is not the right one: it ${en}. The map in use is unchanged.`,
  })
