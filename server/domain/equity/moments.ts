import type { Sample } from './sample'

/** How many equal parts of the children the quantile groups make. */
export const quantileCount = 5

/**
 * The sums every measure follows from, over a sample or a resample of it.
 * A group or quantile that is not in the resample has no children.
 */
export type Moments = {
  children: number
  mean: number
  /** By group: children, and the sum of the values over these children. */
  groupChildren: Float64Array
  groupSum: Float64Array
  /** By group: sum over the children of x·ln x, x being the value relative to the mean of the whole sample. */
  groupEntropy: Float64Array
  /** What the values were divided by for `groupEntropy`. */
  scale: number
  /** By quantile of the children, from the most to the least disadvantaged. */
  quantileChildren: Float64Array
  quantileSum: Float64Array
  /** Covariance of value and fractional rank, and the variance of the rank, over children. 0 without a ranking. */
  covariance: number
  rankVariance: number
}

/**
 * A function from how often each unit counts to the moments. It writes into the same object each time:
 * thousands of resamples need no memory of their own.
 */
export function momentsOf(sample: Sample): (times: Uint16Array) => Moments {
  const { size, children, values, group, ties } = sample
  const scale = sample.mean > 0 ? sample.mean : 1
  const entropy = values.map((value) => (value > 0 ? (value / scale) * Math.log(value / scale) : 0))
  const moments: Moments = {
    children: 0,
    mean: 0,
    groupChildren: new Float64Array(sample.groups.length),
    groupSum: new Float64Array(sample.groups.length),
    groupEntropy: new Float64Array(sample.groups.length),
    scale,
    quantileChildren: new Float64Array(quantileCount),
    quantileSum: new Float64Array(quantileCount),
    covariance: 0,
    rankVariance: 0,
  }

  const sumByGroup = (times: Uint16Array): void => {
    const { groupChildren, groupSum, groupEntropy } = moments
    groupChildren.fill(0)
    groupSum.fill(0)
    groupEntropy.fill(0)
    let total = 0
    let sum = 0
    for (let at = 0; at < size; at += 1) {
      const weight = (times[at] ?? 0) * (children[at] ?? 0)
      if (weight === 0) continue
      const of = group[at] ?? 0
      const part = weight * (values[at] ?? 0)
      groupChildren[of] = (groupChildren[of] ?? 0) + weight
      groupSum[of] = (groupSum[of] ?? 0) + part
      groupEntropy[of] = (groupEntropy[of] ?? 0) + weight * (entropy[at] ?? 0)
      total += weight
      sum += part
    }
    moments.children = total
    moments.mean = sum / total
  }

  const sumByRank = (times: Uint16Array): void => {
    const { quantileChildren, quantileSum, mean } = moments
    quantileChildren.fill(0)
    quantileSum.fill(0)
    let below = 0
    let covariance = 0
    let variance = 0
    for (let tie = 0; tie + 1 < ties.length; tie += 1) {
      let weight = 0
      let sum = 0
      const end = ties[tie + 1] ?? 0
      for (let at = ties[tie] ?? 0; at < end; at += 1) {
        const here = (times[at] ?? 0) * (children[at] ?? 0)
        weight += here
        sum += here * (values[at] ?? 0)
      }
      if (weight === 0) continue
      // fractional rank (ridit): the middle of the share of children this tie takes up
      const rank = (below + weight / 2) / moments.children
      const quantile = Math.min(quantileCount - 1, Math.floor(rank * quantileCount))
      quantileChildren[quantile] = (quantileChildren[quantile] ?? 0) + weight
      quantileSum[quantile] = (quantileSum[quantile] ?? 0) + sum
      covariance += (sum - mean * weight) * (rank - 0.5)
      variance += weight * (rank - 0.5) * (rank - 0.5)
      below += weight
    }
    moments.covariance = covariance / moments.children
    moments.rankVariance = variance / moments.children
  }

  return (times) => {
    sumByGroup(times)
    if (ties.length > 0) sumByRank(times)
    return moments
  }
}

/** Every unit once: the sample itself. */
export const once = (sample: Sample): Uint16Array => new Uint16Array(sample.size).fill(1)
