import type { Role } from '#domain/rights'
import { roleHas } from '#domain/rights'

/** Whether somebody may decide what is built: the server asks the same. */
export const mayDecide = (account: { role: Role } | null): boolean =>
  account !== null && roleHas(account.role, 'publish')
