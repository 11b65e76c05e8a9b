/**
 * Splits a whole number in proportion to weights so that the parts are whole and add up to it exactly:
 * Hamilton's method of largest remainders. Ties go to the earlier part, so the answer is always the same.
 * @param caps the most each part may get; what does not fit goes to the parts that have room
 * @throws RangeError when the caps together cannot hold the total
 */
export function apportion(total: number, weights: readonly number[], caps?: readonly number[]): number[] {
  const room = caps ?? weights.map(() => Infinity)
  if (room.reduce((sum, cap) => sum + cap, 0) < total) {
    throw new RangeError(
      `cannot place ${total} in parts that together hold ${room.reduce((a, b) => a + b, 0)}`,
    )
  }
  const parts = weights.map(() => 0)
  let left = total
  while (left > 0) {
    const open = parts.map((part, i) => (part < (room[i] ?? 0) ? i : -1)).filter((i) => i >= 0)
    const weighted = open.filter((i) => (weights[i] ?? 0) > 0)
    // once every weighted part is full, the rest is spread evenly over what still has room
    const takers = weighted.length > 0 ? weighted : open
    const weightOf = (i: number) => (weighted.length > 0 ? (weights[i] ?? 0) : 1)
    const sum = takers.reduce((acc, i) => acc + weightOf(i), 0)
    const quotas = takers.map((i) => ({ i, quota: (left * weightOf(i)) / sum }))
    let given = 0
    for (const { i, quota } of quotas) {
      const got = Math.min(Math.floor(quota), (room[i] ?? 0) - (parts[i] ?? 0))
      parts[i] = (parts[i] ?? 0) + got
      given += got
    }
    quotas.sort((a, b) => fraction(b.quota) - fraction(a.quota) || a.i - b.i)
    for (const { i } of quotas) {
      if (given === left) break
      if ((parts[i] ?? 0) < (room[i] ?? 0)) {
        parts[i] = (parts[i] ?? 0) + 1
        given += 1
      }
    }
    left -= given
  }
  return parts
}

const fraction = (value: number) => value - Math.floor(value)
