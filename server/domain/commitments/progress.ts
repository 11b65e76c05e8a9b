import type { Intervention } from '../allocation/interventions'
import type { Dataset } from '../dataset'
import type { Commitment } from './commitment'
import { eachAdds, latestCount, reporterOf } from './counts'
import type { Judged, State } from './judge'
import { judged } from './judge'

export type Followed = Commitment & Judged

/**
 * Every commitment with where it stands, from the figures of today. A kind of thing that is no longer declared is
 * judged by people alone.
 * @param today a date, `2026-11-24`
 */
export function followed(
  dataset: Dataset,
  interventions: readonly Intervention[],
  commitments: readonly Commitment[],
  today: string,
): Followed[] {
  const answers = new Map<string, Judged>()
  for (const { reporter, intervention: id, group } of groupsOf(dataset, commitments)) {
    const intervention = interventions.find((one) => one.id === id)
    const progress = {
      latest: intervention ? latestCount(dataset, intervention, reporter) : null,
      each: intervention ? eachAdds(intervention) : 1,
    }
    for (const [i, answer] of judged(group, progress, today).entries()) {
      const one = group[i]
      if (one) answers.set(one.id, answer)
    }
  }
  return commitments.flatMap((one) => {
    const answer = answers.get(one.id)
    return answer ? [{ ...one, ...answer }] : []
  })
}

type Group = { reporter: string | null; intervention: string; group: Commitment[] }

/** Commitments that the same reports speak of. */
function groupsOf(dataset: Dataset, commitments: readonly Commitment[]): Group[] {
  const groups = new Map<string, Group>()
  for (const one of commitments) {
    const { vintage, code, intervention } = one
    const reporter = reporterOf(dataset, vintage, code)
    const key = `${reporter ?? `${vintage}/${code}`} ${intervention}`
    const known = groups.get(key)
    if (known) known.group.push(one)
    else groups.set(key, { reporter, intervention, group: [one] })
  }
  return [...groups.values()]
}

/** Sums over commitments, by where they stand. Money in million đồng; withdrawn ones are no plan any more. */
export type Tally = { commitments: number; things: number; costMillion: number }

export function talliesOf(commitments: readonly Followed[]): Record<State, Tally> {
  const tally = (state: State) =>
    commitments
      .filter((one) => one.state === state)
      .reduce<Tally>(
        (sum, { count, costMillion }) => ({
          commitments: sum.commitments + 1,
          things: sum.things + count,
          costMillion: sum.costMillion + costMillion,
        }),
        { commitments: 0, things: 0, costMillion: 0 },
      )
  return { open: tally('open'), late: tally('late'), done: tally('done'), withdrawn: tally('withdrawn') }
}
