import type { Dataset } from '../dataset'
import { daysOf } from '../period-days'
import type { Period } from '../periods'
import { endOf, halfYearsFrom } from '../periods'
import type { Vintage } from '../units'
import type { ReportState } from './states'
import { vintageIn } from './vintage'

/** When reports are due. `isDefault` where no document names the day. */
export type Deadline = { day: string; isDefault: boolean }

export type DeadlineRules = {
  /** Days after the last day of the period, where no day is named. */
  daysAfterEnd: number
  /** Days named by a document, with the id of their source. */
  named: ReadonlyMap<Period, { day: string; source: string }>
}

/** @returns the last day on which the report of a period is on time, as in ISO 8601 */
export function deadlineOf(rules: DeadlineRules, period: Period): Deadline {
  const named = rules.named.get(period)
  if (named) return { day: named.day, isDefault: false }
  const end = new Date(`${daysOf(period).last}T00:00:00Z`)
  end.setUTCDate(end.getUTCDate() + rules.daysAfterEnd)
  return { day: end.toISOString().slice(0, 10), isDefault: true }
}

/**
 * How a commune stands in a period: sent in on time or late, sent back and not sent again, not sent and the day is
 * past, not sent and there is still time.
 */
export const deliveryStates = ['delivered', 'late', 'returned', 'missing', 'due'] as const
export type DeliveryState = (typeof deliveryStates)[number]

/** What the board needs to know of a report. */
export type Sent = {
  id: number
  state: ReportState
  /** Communes that it has figures of. */
  codes: readonly string[]
  /** ISO 8601, UTC; null before it was sent in. */
  submittedAt: string | null
  returnedAt: string | null
}

export type Delivery = {
  code: string
  state: DeliveryState
  /** When it was first sent in, among what stands; when it was sent back. */
  sentAt: string | null
  returnedAt: string | null
  isPublished: boolean
}

export type Campaign = {
  vintage: Vintage
  period: Period
  deadline: Deadline
  deliveries: Delivery[]
  counts: Record<DeliveryState, number>
  /** Share of communes that have reported, 0 to 1. */
  completeness: number
}

/**
 * Who has reported for a period and who has not, commune by commune in code order.
 * @param today as in ISO 8601, in the province's own time
 */
export function campaignOf(
  { geographies }: Pick<Dataset, 'geographies'>,
  {
    vintage,
    period,
    deadline,
    today,
  }: { vintage: Vintage; period: Period; deadline: Deadline; today: string },
  reports: readonly Sent[],
): Campaign {
  const { units, atLevel } = geographies[vintage]
  const deliveries = atLevel.commune.map((index) => {
    const code = units[index]?.code ?? ''
    return deliveryOf(
      code,
      reports.filter(({ codes }) => codes.includes(code)),
      deadline,
      today,
    )
  })
  const counts = Object.fromEntries(
    deliveryStates.map((state) => [state, deliveries.filter((one) => one.state === state).length]),
  ) as Record<DeliveryState, number>
  const reported = counts.delivered + counts.late
  return {
    vintage,
    period,
    deadline,
    deliveries,
    counts,
    completeness: deliveries.length === 0 ? 0 : reported / deliveries.length,
  }
}

const stands: ReadonlySet<ReportState> = new Set(['submitted', 'approved', 'published'])

function deliveryOf(code: string, reports: readonly Sent[], { day }: Deadline, today: string): Delivery {
  const sent = reports.flatMap(({ state, submittedAt }) =>
    stands.has(state) && submittedAt !== null ? [submittedAt] : [],
  )
  const back = reports.flatMap(({ state, returnedAt }) =>
    state === 'returned' && returnedAt !== null ? [returnedAt] : [],
  )
  const sentAt = [...sent].sort()[0] ?? null
  const returnedAt = [...back].sort().at(-1) ?? null
  return {
    code,
    state: stateOf(sentAt, returnedAt, day, today),
    sentAt,
    returnedAt,
    isPublished: reports.some(({ state }) => state === 'published'),
  }
}

function stateOf(
  sentAt: string | null,
  returnedAt: string | null,
  day: string,
  today: string,
): DeliveryState {
  if (sentAt !== null) return dayInProvince(sentAt) <= day ? 'delivered' : 'late'
  if (returnedAt !== null) return 'returned'
  return today > day ? 'missing' : 'due'
}

/** The day of a moment in Viet Nam, which keeps UTC+7 all year: a report of the evening is not of the day before. */
export const dayInProvince = (moment: string): string =>
  new Date(Date.parse(moment) + 7 * 3600 * 1000).toISOString().slice(0, 10)

/** Half-years that reports can be asked for, oldest first: those with figures, up to the one that runs today. */
export function campaignPeriods(known: readonly Period[], today: string): Period[] {
  const running = `${today.slice(0, 4)}-H${today.slice(5, 7) <= '06' ? 1 : 2}`
  const [first = running] = known
  const last = [...known, running].sort((a, b) => endOf(a) - endOf(b)).at(-1) ?? running
  return halfYearsFrom(first, last)
}

/** The half-year that ended last before today: the one whose reports are being collected. */
export function collectedPeriod(today: string): Period {
  const year = Number(today.slice(0, 4))
  return today.slice(5, 7) <= '06' ? `${year - 1}-H2` : `${year}-H1`
}

/** Whether the units of a vintage are the ones that report for a period. */
export const isReportedIn = (vintage: Vintage, period: Period): boolean => vintageIn(period) === vintage
