import type { Topology } from 'topojson-specification'
import type { Detailed } from '#domain/detail'
import { eachDetail } from '#domain/detail'
import { areaKm2, partsOf } from '#domain/geodesy'
import type { Figures } from '#domain/schematic'
import { schematicWithin } from '#domain/schematic'
import type { Areas } from '#domain/topology'
import type { Vintage } from '#domain/units'
import { cleanDetails } from './boundaries-details'
import type { OfficialManifest } from './boundaries-manifest'
import { BoundaryProblem } from './boundaries-problem'

/**
 * The maps of both vintages from the downloaded official one: 2025 as published, cleaned and simplified;
 * 2024 with its outer and merged borders from there and schematic lines between the communes that were merged.
 * @throws BoundaryProblem (content) when a commune's area is no longer the expected one after cleaning
 */
export async function drawOfficial(
  communes: Areas,
  manifest: OfficialManifest,
  figures: Figures,
): Promise<Record<Vintage, Detailed<Topology>>> {
  const units = figures.units.filter((unit) => unit.vintage === manifest.vintage)
  const cleaned = await cleanDetails(communes, units)
  const areas = new Map(cleaned.near.features.map(({ id, geometry }) => [id, areaKm2(partsOf(geometry))]))
  const wrong = manifest.files.filter(({ code, areaKm2: expected, areaTolerance }) => {
    return Math.abs((areas.get(code) ?? 0) / expected - 1) > (areaTolerance ?? manifest.areaTolerance)
  })
  if (wrong.length > 0) {
    throw new BoundaryProblem(
      'content',
      {
        vi: 'Sau khi làm sạch, diện tích các xã sau không còn đúng. Bản đồ đang dùng không thay đổi.',
        en: 'After cleaning, the areas of these communes are wrong. The map in use is unchanged.',
      },
      wrong.map(({ code, name, areaKm2: expected }) => {
        return `${code}  ${name}: ${(areas.get(code) ?? 0).toFixed(2)} km² ≠ ${expected} km²`
      }),
    )
  }
  const maps = eachDetail(cleaned, (one) => schematicWithin(one, figures))
  return {
    '2024': eachDetail(maps, (one) => one['2024']),
    '2025': eachDetail(maps, (one) => one['2025']),
  }
}
