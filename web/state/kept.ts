/** A scenario saved from this machine, with the key that allows a change. */
export type Kept = {
  id: string
  key: string
  name: string
  /** Address of the page that shows the question again. */
  address: string
  updatedAt: string
  dataVersion: number
  isLocked: boolean
}

const place = 'ban-do-tre-em.scenarios'

/** Scenarios that this machine remembers; what is damaged or foreign is left out. */
export function keptScenarios(storage: Pick<Storage, 'getItem'>): Kept[] {
  try {
    const list: unknown = JSON.parse(storage.getItem(place) ?? '[]')
    return Array.isArray(list) ? list.filter(isKept) : []
  } catch {
    // not JSON: nothing that this page has written
    return []
  }
}

export const storeKept = (storage: Pick<Storage, 'setItem'>, list: readonly Kept[]): void =>
  storage.setItem(place, JSON.stringify(list))

function isKept(entry: unknown): entry is Kept {
  if (typeof entry !== 'object' || entry === null) return false
  const found = entry as Record<string, unknown> // any object has keys of some kind
  return (
    ['id', 'key', 'name', 'address', 'updatedAt'].every((key) => typeof found[key] === 'string') &&
    typeof found['dataVersion'] === 'number' &&
    typeof found['isLocked'] === 'boolean'
  )
}
