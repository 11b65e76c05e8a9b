import type { Topology } from 'topojson-specification'
import type { Areas } from '#domain/topology'
import { featuresOf } from '#domain/topology'
import type { Level } from '#domain/units'
import type { Box } from '../drawing'
import type { Picture } from '../picture'
import type { Projection } from '../projection'
import { projectionFor } from '../projection'
import type { Shape } from './shape'
import { placesOf, shapesOf } from './shape'

/** Everything of a map that has a place on the sheet. */
export type MapGeometry = {
  projection: Projection
  /** The units with a value, in the order of the boundaries. */
  units: readonly Shape[]
  districts: readonly Shape[]
  province: readonly Shape[]
  overlay: readonly Shape[]
}

/** Projects the boundaries so that the asked area fills the box. */
export function geometryFor(topology: Topology, picture: Picture, box: Box): MapGeometry {
  const level = (wanted: Level) => featuresOf(topology, wanted)
  const only = (areas: Areas, codes: readonly string[]): Areas => {
    const known = new Set(codes)
    return { ...areas, features: areas.features.filter(({ id }) => known.has(String(id))) }
  }
  const districts = level('district')
  const province = level('province')
  const area = picture.district === null ? province : only(districts, [picture.district.code])
  const projection = projectionFor(placesOf(area), box)
  const draw = (areas: Areas) => shapesOf(areas, projection)
  return {
    projection,
    units: draw(
      only(
        level(picture.level),
        picture.units.map(({ code }) => code),
      ),
    ),
    districts: draw(districts),
    province: draw(province),
    overlay: picture.overlay.codes.length === 0 ? [] : draw(only(level('commune'), picture.overlay.codes)),
  }
}
