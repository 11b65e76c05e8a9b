/** A count as it was reported, in the finest parts there are. `most` is what readers know it cannot exceed. */
export type Atom = { value: number; most: number }

/** A figure that could be published: the sum of some atoms. `cost` tells how much would be lost by hiding it. */
export type Figure = { atoms: readonly number[]; value: number; cost: number }

/** Atoms that lie in the same visible figures: what moves between them moves no published sum. */
type Kind = { figures: readonly number[]; atoms: Set<number>; sum: number }

/**
 * Which figures must be hidden so that nobody can work out a small one (below the threshold) from all others:
 * the small ones themselves, and others with them (complementary suppression).
 *
 * A small figure counts as protected when, given every visible figure and that counts are not negative, it could still
 * be anything from 0 to `threshold − 1`: the visible sums then add nothing to what its being withheld says. That is the
 * feasibility interval of the auditing problem of cell suppression, with the protection levels of a threshold rule:
 * Fischetti M, Salazar JJ (2001), Management Science 47(7):1008–1027; Hundepohl A et al. (2012), Statistical Disclosure
 * Control, Wiley, ch. 4.
 *
 * The proof needs no solver. Atoms that lie in exactly the same visible figures are of one kind; any counts that keep
 * the sum of each kind keep every visible figure, so a figure can reach at least
 * Σ max(0, sum − room of the kind outside it) … Σ min(sum, room of the kind inside it), in whole steps. Where that is
 * too narrow, the cheapest figures are hidden that make two kinds one. Hiding only widens what is possible, so one pass
 * over the small figures is enough, and it ends: an atom in no visible figure may be anything.
 * @param figures without two of the same atoms
 * @returns for each figure whether it is hidden; pauses between parts of the table that have nothing in common
 */
export function* chooseHidden(
  atoms: readonly Atom[],
  figures: readonly Figure[],
  threshold: number,
): Generator<void, boolean[]> {
  const hidden = figures.map(({ value }) => value < threshold)
  for (const part of componentsOf(atoms.length, figures)) {
    if (!part.some((figure) => hidden[figure])) continue
    protect(atoms, figures, part, threshold, hidden)
    yield
  }
  return hidden
}

function protect(
  atoms: readonly Atom[],
  figures: readonly Figure[],
  part: readonly number[],
  threshold: number,
  hidden: boolean[],
): void {
  const visibleOf = new Map<number, number[]>()
  for (const figure of part) {
    for (const atom of figures[figure]?.atoms ?? []) {
      const list = visibleOf.get(atom) ?? []
      visibleOf.set(atom, list)
      if (!hidden[figure]) list.push(figure)
    }
  }
  const kinds = new Map<string, Kind>()
  const kindOf = new Map<number, Kind>()
  const place = (atom: number) => {
    const figuresOfAtom = visibleOf.get(atom) ?? []
    const name = figuresOfAtom.join()
    const kind = kinds.get(name) ?? { figures: figuresOfAtom, atoms: new Set<number>(), sum: 0 }
    kinds.set(name, kind)
    kind.atoms.add(atom)
    // in no visible figure there is no limit to what it may be
    kind.sum += name === '' ? Infinity : (atoms[atom]?.value ?? 0)
    kindOf.set(atom, kind)
  }
  const hide = (figure: number) => {
    hidden[figure] = true
    for (const atom of figures[figure]?.atoms ?? []) {
      const kind = kindOf.get(atom)
      if (kind) {
        kind.atoms.delete(atom)
        kind.sum -= atoms[atom]?.value ?? 0
        if (kind.atoms.size === 0) kinds.delete(kind.figures.join())
      }
      visibleOf.set(
        atom,
        (visibleOf.get(atom) ?? []).filter((one) => one !== figure),
      )
      place(atom)
    }
  }
  for (const atom of visibleOf.keys()) place(atom)
  kinds.set('', kinds.get('') ?? { figures: [], atoms: new Set(), sum: Infinity })

  for (const small of part.filter((figure) => (figures[figure]?.value ?? 0) < threshold)) {
    const own = new Set(figures[small]?.atoms)
    for (;;) {
      const pinned = pinnedKind(atoms, own, kindOf, threshold - 1)
      if (pinned === null) break
      for (const figure of cheapest(figures, pinned, [...kinds.values()], own)) hide(figure)
    }
  }
}

/** The kind that keeps a figure from being anything from 0 to `reach`; null where nothing does. */
function pinnedKind(
  atoms: readonly Atom[],
  own: ReadonlySet<number>,
  kindOf: ReadonlyMap<number, Kind>,
  reach: number,
): Kind | null {
  let most = 0
  let room = 0
  let first: Kind | null = null
  for (const kind of new Set([...own].flatMap((atom) => kindOf.get(atom) ?? []))) {
    let inside = 0
    let outside = 0
    for (const atom of kind.atoms) {
      if (own.has(atom)) inside += atoms[atom]?.most ?? 0
      else outside += atoms[atom]?.most ?? 0
    }
    if (kind.figures.length > 0 && kind.sum - outside > hair) return kind
    most += Math.min(kind.sum, inside)
    room += inside
    if (first === null && kind.figures.length > 0) first = kind
  }
  return most + hair < Math.min(reach, room) ? first : null
}

const hair = 1e-9

/** The figures to hide so that a kind becomes one with another that has atoms outside the figure, or with none at all. */
function cheapest(
  figures: readonly Figure[],
  kind: Kind,
  others: readonly Kind[],
  own: ReadonlySet<number>,
): readonly number[] {
  let best: readonly number[] = kind.figures
  let least = Infinity
  for (const other of others) {
    if (other === kind || (other.figures.length > 0 && [...other.atoms].every((atom) => own.has(atom))))
      continue
    const apart = difference(kind.figures, other.figures)
    const cost = apart.reduce((sum, figure) => sum + (figures[figure]?.cost ?? 0), 0)
    if (cost < least) [best, least] = [apart, cost]
  }
  return best
}

/** What is in one of two lists but not in both. */
const difference = (a: readonly number[], b: readonly number[]): number[] => [
  ...a.filter((one) => !b.includes(one)),
  ...b.filter((one) => !a.includes(one)),
]

/** Figures that hang together by common atoms, as lists of their places. */
function componentsOf(atoms: number, figures: readonly Figure[]): number[][] {
  const leader = Array.from({ length: atoms }, (_, atom) => atom)
  const find = (atom: number): number => {
    let top = atom
    while (leader[top] !== top) {
      leader[top] = leader[leader[top] ?? top] ?? top
      top = leader[top] ?? top
    }
    return top
  }
  for (const {
    atoms: [first = 0, ...rest],
  } of figures) {
    for (const atom of rest) leader[find(atom)] = find(first)
  }
  const parts = new Map<number, number[]>()
  for (const [
    figure,
    {
      atoms: [first = 0],
    },
  ] of figures.entries()) {
    const part = parts.get(find(first)) ?? []
    parts.set(find(first), part)
    part.push(figure)
  }
  return [...parts.values()]
}
