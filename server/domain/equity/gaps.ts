import type { Moments } from './moments'
import type { Sample } from './sample'

/** Mean over the children of a group or quantile. NaN when it has none. */
const meanAt = (sums: Float64Array, children: Float64Array, at: number): number =>
  (sums[at] ?? 0) / (children[at] ?? 0)

const present = (children: Float64Array): number[] =>
  [...children.keys()].filter((at) => (children[at] ?? 0) > 0)

/** A group (district) and the mean of its children. */
export type GroupMean = { group: string; value: number; children: number }

/** The mean of every group that has children, from the highest to the lowest; equals in the order of their names. */
export const groupMeans = (sample: Sample, moments: Moments): GroupMean[] =>
  present(moments.groupChildren)
    .map((at) => ({
      group: sample.groups[at] ?? '',
      value: meanAt(moments.groupSum, moments.groupChildren, at),
      children: moments.groupChildren[at] ?? 0,
    }))
    .sort((a, b) => b.value - a.value || (a.group < b.group ? -1 : 1))

function extremes(moments: Moments): { highest: number; lowest: number } {
  let highest = -Infinity
  let lowest = Infinity
  for (let at = 0; at < moments.groupChildren.length; at += 1) {
    if ((moments.groupChildren[at] ?? 0) === 0) continue
    const mean = meanAt(moments.groupSum, moments.groupChildren, at)
    if (mean > highest) highest = mean
    if (mean < lowest) lowest = mean
  }
  return { highest, lowest }
}

/** The highest group minus the lowest, in the indicator's unit; 0 where all are alike. */
export function groupDifference(moments: Moments): number {
  const { highest, lowest } = extremes(moments)
  return highest - lowest
}

/** How many times the lowest group the highest has; 1 where all are alike. NaN when the lowest is at 0. */
export function groupRatio(moments: Moments): number {
  const { highest, lowest } = extremes(moments)
  return lowest > 0 ? highest / lowest : NaN
}

/** Mean of the children in the most and the least disadvantaged quantile that holds any. */
export function quantileEnds(moments: Moments): { most: number; least: number; isOne: boolean } {
  const { quantileChildren, quantileSum } = moments
  let first = -1
  let last = -1
  for (let at = 0; at < quantileChildren.length; at += 1) {
    if ((quantileChildren[at] ?? 0) === 0) continue
    if (first < 0) first = at
    last = at
  }
  return {
    most: first < 0 ? NaN : meanAt(quantileSum, quantileChildren, first),
    least: last < 0 ? NaN : meanAt(quantileSum, quantileChildren, last),
    isOne: first === last,
  }
}

/** Least minus most disadvantaged fifth of the children, in the indicator's unit. NaN when there is only one group. */
export function quantileDifference(moments: Moments): number {
  const { most, least, isOne } = quantileEnds(moments)
  return isOne ? NaN : least - most
}

/** Least disadvantaged fifth divided by the most disadvantaged. NaN when one group, or the latter is at 0. */
export function quantileRatio(moments: Moments): number {
  const { most, least, isOne } = quantileEnds(moments)
  return isOne || !(most > 0) ? NaN : least / most
}

/** Mean and children of each quantile that holds any, 0 being the most disadvantaged. */
export const quantileMeans = (moments: Moments): { quantile: number; value: number; children: number }[] =>
  present(moments.quantileChildren).map((at) => ({
    quantile: at,
    value: meanAt(moments.quantileSum, moments.quantileChildren, at),
    children: moments.quantileChildren[at] ?? 0,
  }))
