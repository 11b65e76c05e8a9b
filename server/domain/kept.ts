/**
 * Keeps what was worked out, a group for each question and in it one thing for each unit. Beyond a number of things the
 * group that was not asked for the longest time is forgotten.
 */
export function createKept<Thing>(most: number) {
  /** The group asked for last stands last. */
  const groups = new Map<string, Map<number, Thing>>()
  let last: { question: string; group: Map<number, Thing> } | null = null
  let count = 0

  function groupOf(question: string): Map<number, Thing> {
    if (last?.question === question) return last.group
    const group = groups.get(question) ?? new Map<number, Thing>()
    groups.delete(question)
    groups.set(question, group)
    last = { question, group }
    return group
  }

  function makeRoom(): void {
    for (const [question, group] of groups) {
      if (count <= most || group === last?.group) return
      groups.delete(question)
      count -= group.size
    }
  }

  return {
    /** What is kept of a unit, else what `make` makes of it. */
    get(question: string, unit: number, make: () => Thing): Thing {
      const known = groupOf(question).get(unit)
      if (known !== undefined) return known
      // making it may ask for others in between
      const made = make()
      const group = groupOf(question)
      if (!group.has(unit)) count += 1
      group.set(unit, made)
      if (count > most) makeRoom()
      return made
    },
  }
}
