/** How finely borders are drawn, from the coarsest: for a look at the whole province, at a district, at a commune. */
export const details = ['far', 'middle', 'near'] as const
export type Detail = (typeof details)[number]

/** What is drawn from `near`, for those who look from farther away. */
export const coarserDetails = ['far', 'middle'] as const
export type CoarserDetail = (typeof coarserDetails)[number]

/** The same for each coarser detail; empty where the map itself is small already. */
export type Coarser<T> = Readonly<Partial<Record<CoarserDetail, T>>>

/** One map, drawn as finely as is kept, and coarser for those who look from farther away. */
export type Detailed<T> = { near: T; coarser: Coarser<T> }

/** The same with each of its drawings. */
export function eachDetail<A, B>({ near, coarser }: Detailed<A>, draw: (one: A) => B): Detailed<B> {
  const drawn: { far?: B; middle?: B } = {}
  for (const detail of coarserDetails) {
    const one = coarser[detail]
    if (one !== undefined) drawn[detail] = draw(one)
  }
  return { near: draw(near), coarser: drawn }
}

type Drawn<T> = { topology: T; coarser?: Coarser<T> | undefined }

/** The map as finely as asked, or finer where it does not exist so coarse. */
export const drawnAt = <T>({ topology, coarser = {} }: Drawn<T>, detail: Detail): T =>
  detail === 'near'
    ? topology
    : (coarser[detail] ?? (detail === 'far' ? coarser.middle : undefined) ?? topology)

/** How finely a map can be had, from the coarsest. */
export const detailsOf = ({ coarser = {} }: Pick<Drawn<unknown>, 'coarser'>): Detail[] =>
  details.filter((detail) => detail === 'near' || coarser[detail] !== undefined)

/**
 * How finely to draw, at a zoom of the web's maps (512 pixels to a tile): the far map errs by about a pixel at zoom 9
 * (140 m), the middle one at 10.5 (50 m).
 * @param had how finely the map can be had, from the coarsest
 */
export function detailAt(zoom: number, had: readonly Detail[]): Detail {
  const wanted = zoom < 9 ? 'far' : zoom < 10.5 ? 'middle' : 'near'
  return had.find((detail) => details.indexOf(detail) >= details.indexOf(wanted)) ?? 'near'
}
