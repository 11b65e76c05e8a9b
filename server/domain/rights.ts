import type { Dataset } from './dataset'
import type { Vintage } from './units'

/** Who may do what, from the least to the most. A visitor who has not signed in has no account at all. */
export const roles = ['viewer', 'reporter', 'reviewer', 'administrator'] as const
export type Role = (typeof roles)[number]

/** The territory an account answers for, with everything that lies in it. */
export type Area = { vintage: Vintage; code: string }

export type Account = {
  id: string
  name: string
  email: string
  role: Role
  /** Null for the whole province, in both vintages. Viewers and administrators have no need of one. */
  area: Area | null
}

/**
 * What is done with the product. `read-sensitive` lifts the withholding of small counts; `report`, `review` and
 * `edit-places` are asked of one unit; `publish` makes a data version; `administer` is accounts, boundaries and settings.
 */
export const rights = [
  'read',
  'read-sensitive',
  'report',
  'review',
  'edit-places',
  'publish',
  'administer',
] as const
export type Right = (typeof rights)[number]

const rightsOfRole: Readonly<Record<Role, ReadonlySet<Right>>> = {
  viewer: new Set<Right>(['read']),
  reporter: new Set<Right>(['read', 'report', 'edit-places']),
  reviewer: new Set<Right>(['read', 'read-sensitive', 'report', 'review', 'edit-places', 'publish']),
  administrator: new Set<Right>(rights),
}

/** Whether accounts of a role have a right somewhere. */
export const roleHas = (role: Role, right: Right): boolean => rightsOfRole[role].has(right)

/** Whether an account has a right somewhere. */
export const has = (account: Account | null, right: Right): boolean =>
  account !== null && roleHas(account.role, right)

/** Whether an account has a right for one unit: it has the right, and the unit is its area or lies in it. */
export function hasFor(
  account: Account | null,
  right: Right,
  dataset: Pick<Dataset, 'geographies'>,
  unit: Area,
): boolean {
  if (account === null || !has(account, right)) return false
  return account.area === null || liesIn(dataset, unit, account.area)
}

/** Whether a unit is an area or lies in it. Vintages never mix: a code means another territory in each. */
export function liesIn({ geographies }: Pick<Dataset, 'geographies'>, unit: Area, area: Area): boolean {
  if (unit.vintage !== area.vintage) return false
  const { units, indexOf } = geographies[unit.vintage]
  let code: string | null = unit.code
  while (code !== null) {
    if (code === area.code) return true
    const index: number | undefined = indexOf.get(code)
    code = index === undefined ? null : (units[index]?.parent ?? null)
  }
  return false
}
