import type { BudgetColours } from '#domain/budget-colours'
import { calm, coloursBy } from '#domain/budget-colours'
import type { State } from '#domain/commitments/judge'
import type { Commitment } from '../api-commitments'

/** What the map and the list show of each state. Colours differ in lightness too; the sign says it without colour. */
export const stateLooks = {
  done: { colour: '#1b6ca8', sign: '✓' },
  open: { colour: '#f2c14e', sign: '…' },
  late: { colour: '#b23a1e', sign: '!' },
  withdrawn: { colour: '#9aa5ad', sign: '×' },
} as const satisfies Record<State, { colour: string; sign: string }>

/** From the least to the most urgent: a commune is painted by the most urgent of its commitments. */
export const urgencies = ['done', 'open', 'late'] as const

/** How urgent what was decided for each commune is, 1 to 3; communes without a commitment are left out. */
export function urgencyByCode(commitments: readonly Commitment[]): ReadonlyMap<string, number> {
  const found = new Map<string, number>()
  for (const { code, state } of commitments) {
    if (state === 'withdrawn') continue
    found.set(code, Math.max(found.get(code) ?? 0, urgencies.indexOf(state) + 1))
  }
  return found
}

/** Colours communes by the most urgent commitment; class 0 has none. */
export function commitmentColours(
  codes: readonly string[],
  commitments: readonly Commitment[],
): BudgetColours {
  const found = urgencyByCode(commitments)
  return coloursBy(
    codes,
    (code) => found.get(code) ?? 0,
    [0, 1, 2, 3],
    [calm, ...urgencies.map((state) => stateLooks[state].colour)],
  )
}
