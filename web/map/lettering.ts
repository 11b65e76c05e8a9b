/** Families of the page's own style, for what the map writes itself. */
export const families = (): string => getComputedStyle(document.documentElement).fontFamily

/** The same as MapLibre wants it: the first name only carries the weight. */
export const lettering = (weight: 'Regular' | 'SemiBold'): string[] => {
  const names = families()
    .split(',')
    .map((name) => name.trim().replaceAll(/["']/g, ''))
  return [`${names[0] ?? 'sans-serif'} ${weight}`, ...names]
}
