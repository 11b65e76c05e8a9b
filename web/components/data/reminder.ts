import type { DeliveryState } from '#domain/flow/campaign'
import type { formatFor } from '#domain/format'
import type { Campaign } from '../../api-intake'
import type { dataVi } from '../../i18n/data-vi'

/** What a unit that has not delivered is reminded of: a report sent back is awaited again. */
const awaited: ReadonlySet<DeliveryState> = new Set(['missing', 'due', 'returned'])

/** The units of a board whose reports are still awaited, in its order. */
export const awaitedOf = ({ deliveries }: Pick<Campaign, 'deliveries'>) =>
  deliveries.filter(({ state }) => awaited.has(state))

/** A text for a message: period and day, and below it every unit that is awaited, with why. */
export function reminderText(
  board: Pick<Campaign, 'period' | 'deadline' | 'deliveries'>,
  nameOf: (code: string) => string,
  { reminderHead, states }: Pick<typeof dataVi.board, 'reminderHead' | 'states'>,
  { period, date, locale }: Pick<ReturnType<typeof formatFor>, 'period' | 'date' | 'locale'>,
): string {
  const lines = awaitedOf(board).map(
    ({ code, state }) => `- ${nameOf(code)} (${states[state].toLocaleLowerCase(locale)})`,
  )
  return [reminderHead(period(board.period), date(board.deadline.day)), ...lines].join('\n')
}
