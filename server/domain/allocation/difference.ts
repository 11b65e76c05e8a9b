import type { Plan } from './answer'

/** What a commune gets in two plans. Money in million đồng. */
export type Share = { things: Readonly<Record<string, number>>; costMillion: number; children: number }

export type Changed = { code: string; district: string; before: Share; after: Share }

/** Two plans side by side: who gains, who loses, and the totals. */
export type PlanDifference = {
  /** Communes that reach more children in the second plan, the greatest gain first. */
  gain: readonly Changed[]
  lose: readonly Changed[]
  /** Communes that reach as many children with other things or money. */
  other: readonly Changed[]
  /** Communes that get the very same. */
  same: number
}

const nothing: Share = { things: {}, costMillion: 0, children: 0 }

/** Who gains and who loses when the second plan is carried out instead of the first. */
export function differenceOf(first: Plan, second: Plan): PlanDifference {
  const [before, after] = [sharesOf(first), sharesOf(second)]
  const districts = new Map([...first.funded, ...second.funded].map(({ code, district }) => [code, district]))
  const all = [...districts].sort().map(([code, district]): Changed => ({
    code,
    district,
    before: before.get(code) ?? nothing,
    after: after.get(code) ?? nothing,
  }))
  const changed = all.filter((one) => !isSame(one.before, one.after))
  const by = (one: Changed) => one.after.children - one.before.children
  return {
    gain: changed.filter((one) => by(one) > 0).sort((a, b) => by(b) - by(a)),
    lose: changed.filter((one) => by(one) < 0).sort((a, b) => by(a) - by(b)),
    other: changed.filter((one) => by(one) === 0),
    same: all.length - changed.length,
  }
}

function sharesOf({ funded }: Plan): ReadonlyMap<string, Share> {
  const shares = new Map<string, Share>()
  for (const { code, intervention, count, costMillion, children } of funded) {
    const sum = shares.get(code) ?? nothing
    shares.set(code, {
      things: { ...sum.things, [intervention]: (sum.things[intervention] ?? 0) + count },
      costMillion: sum.costMillion + costMillion,
      children: sum.children + children,
    })
  }
  return shares
}

const isSame = (a: Share, b: Share): boolean =>
  a.costMillion === b.costMillion &&
  a.children === b.children &&
  [...new Set([...Object.keys(a.things), ...Object.keys(b.things)])].every(
    (id) => a.things[id] === b.things[id],
  )
