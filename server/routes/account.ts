import type { Context } from 'hono'
import type { Account, Area, Right } from '#domain/rights'
import { has, hasFor } from '#domain/rights'
import type { Dataset } from '#domain/dataset'
import type { Refusal } from './problem'

declare module 'hono' {
  interface ContextVariableMap {
    /** Who asks; null for a visitor. Set once for each request, before any route. */
    account: Account | null
  }
}

/** Who asks. */
export const accountOf = (c: Context): Account | null => c.get('account') ?? null

/** Null when the account has the right (for the unit, where one is named); else the refusal to answer with. */
export function refusalOf(
  account: Account | null,
  right: Right,
  place?: { dataset: Pick<Dataset, 'geographies'>; unit: Area },
): Refusal<401 | 403> | null {
  if (account === null) return signInNeeded
  if (!has(account, right)) {
    return {
      kind: 'not-allowed',
      status: 403,
      detail: {
        vi: 'Tài khoản của bạn không có quyền làm việc này. Hãy nhờ quản trị viên.',
        en: 'Your account may not do this. Ask the administrator.',
      },
    }
  }
  if (place && !hasFor(account, right, place.dataset, place.unit)) {
    return {
      kind: 'not-allowed',
      status: 403,
      detail: {
        vi: `Đơn vị ${place.unit.code} (${place.unit.vintage}) nằm ngoài địa bàn của tài khoản này. Hãy nhờ quản trị viên.`,
        en: `Unit ${place.unit.code} (${place.unit.vintage}) lies outside the area of this account. Ask the administrator.`,
      },
    }
  }
  return null
}

/** The account that asks when it has the right (for the unit, where one is named); else the refusal to answer with. */
export function permitted(
  c: Context,
  right: Right,
  place?: { dataset: Pick<Dataset, 'geographies'>; unit: Area },
): { account: Account } | { refusal: Refusal<401 | 403> } {
  const account = accountOf(c)
  const refusal = refusalOf(account, right, place)
  if (refusal) return { refusal }
  // who has a right has an account
  return account ? { account } : { refusal: signInNeeded }
}

const signInNeeded: Refusal<401> = {
  kind: 'sign-in-needed',
  status: 401,
  detail: {
    vi: 'Việc này cần đăng nhập. Mở /sign-in, đăng nhập rồi làm lại.',
    en: 'This needs an account. Open /sign-in, sign in and try again.',
  },
}
