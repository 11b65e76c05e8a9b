/** Speed of walking in km/h on a slope (rise over run, negative downhill): fastest, 6 km/h, a little downhill. */
const speedOn = (slope: number): number => 6 * Math.exp(-3.5 * Math.abs(slope + 0.05))

/**
 * Minutes on foot from one place to another, one way: an estimate from the straight distance and the difference in
 * height by the hiking function of W. Tobler (Three presentations on geographical analysis and modeling, NCGIA
 * Technical Report 93-1, 1993). Ways wind and rise and fall between the two, so the true time is longer.
 * @param metres as the crow flies
 * @param from to metres above the sea
 * @returns null where an elevation is not known, or the two places are one
 */
export function walkingMinutes(metres: number, from: number | null, to: number | null): number | null {
  if (from === null || to === null || metres <= 0) return null
  return (metres / 1000 / speedOn((to - from) / metres)) * 60
}
