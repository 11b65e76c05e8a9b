import type { Area, Role } from '#domain/rights'
import type { Published } from '../published'
import type { Refusal } from './problem'

/** The area an account of the role has: none for those who read everything or administer everything. */
export const areaOfRole = (role: Role, area: Area | null): Area | null =>
  role === 'reporter' || role === 'reviewer' ? area : null

/** Null when the area is a unit that exists (or the whole province); else the refusal to answer with. */
export function areaRefusal(published: Published, area: Area | null): Refusal<404> | null {
  if (area === null || published.dataset.geographies[area.vintage].indexOf.has(area.code)) return null
  return {
    kind: 'unknown-unit',
    status: 404,
    detail: {
      vi: `Địa giới ${area.vintage} không có đơn vị mã ${area.code}. Danh sách đơn vị ở /api/units/${area.vintage}.`,
      en: `Vintage ${area.vintage} has no unit with code ${area.code}. The units are listed at /api/units/${area.vintage}.`,
    },
  }
}
