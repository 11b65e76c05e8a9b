/**
 * Splits a whole number in proportion to weights so that the parts are whole and add up to it exactly:
 * Hamilton's method of largest remainders. Ties go to the earlier part, so the answer is always the same.
 * @param caps the most each part may get (fractions are cut off); what does not fit goes to the other parts in
 * proportion, and to parts without weight, evenly, only when all weighted ones are full
 * @throws RangeError when the total is not a whole number from 0 on, when a weight or cap is not a number
 * from 0 on, or when the parts together cannot hold the total
 */
export function apportion(total: number, weights: readonly number[], caps?: readonly number[]): number[] {
  const room = weights.map((_, i) => (caps ? Math.floor(caps[i] ?? 0) : Infinity))
  check(total, weights, room)
  const parts = weights.map(() => 0)
  const weighted = [...weights.keys()].filter((i) => weights[i] !== 0)
  const weightless = [...weights.keys()].filter((i) => weights[i] === 0)
  const left = fill(parts, total, weighted, weights, room)
  const ones = weights.map(() => 1)
  fill(parts, left, weightless, ones, room)
  return parts
}

function check(total: number, weights: readonly number[], room: readonly number[]): void {
  if (!Number.isInteger(total) || total < 0) {
    throw new RangeError(`cannot split ${total}: only a whole number from 0 on has whole parts`)
  }
  const wrong = weights.find((weight) => !(weight >= 0 && weight < Infinity))
  if (wrong !== undefined)
    throw new RangeError(`cannot split by the weight ${wrong}: weights are numbers from 0 on`)
  const wrongCap = room.find((cap) => !(cap >= 0))
  if (wrongCap !== undefined)
    throw new RangeError(`cannot keep to the cap ${wrongCap}: caps are numbers from 0 on`)
  const holds = room.reduce((sum, cap) => sum + cap, 0)
  if (holds < total) throw new RangeError(`cannot place ${total} in parts that together hold ${holds}`)
}

/** Fills the parts named by `takers` as far as they have room. Returns what is left over. */
function fill(
  parts: number[],
  total: number,
  takers: readonly number[],
  weights: readonly number[],
  room: readonly number[],
): number {
  let left = total
  let open = takers
  while (open.length > 0 && left > 0) {
    const quotas = quotasOf(left, open, weights)
    const full = quotas.filter(({ i, quota }) => quota >= (room[i] ?? 0))
    if (full.length === 0) {
      giveWhole(parts, left, quotas)
      return 0
    }
    // parts whose quota exceeds their cap are settled first: the rest is then shared among those with room
    for (const { i } of full) {
      parts[i] = room[i] ?? 0
      left -= room[i] ?? 0
    }
    open = open.filter((i) => !full.some((one) => one.i === i))
  }
  return left
}

type Quota = { i: number; quota: number }

function quotasOf(total: number, open: readonly number[], weights: readonly number[]): Quota[] {
  const sum = open.reduce((acc, i) => acc + (weights[i] ?? 0), 0)
  return open.map((i) => ({ i, quota: (total * (weights[i] ?? 0)) / sum }))
}

/** Each part gets its quota rounded down; what then remains goes to the largest fractions, one each. */
function giveWhole(parts: number[], total: number, quotas: readonly Quota[]): void {
  let left = total
  for (const { i, quota } of quotas) {
    parts[i] = Math.floor(quota)
    left -= Math.floor(quota)
  }
  const byFraction = [...quotas].sort((a, b) => fraction(b.quota) - fraction(a.quota) || a.i - b.i)
  for (const { i } of byFraction.slice(0, left)) parts[i] = (parts[i] ?? 0) + 1
}

const fraction = (value: number) => value - Math.floor(value)
