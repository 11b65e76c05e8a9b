import type { Written } from '../intake/match'
import { createMatcher } from '../intake/match'
import type { NameVariant } from '../intake/reading'
import type { LonLat } from '../geodesy'
import type { Unit, Vintage } from '../units'
import type { Borders } from './checks'
import { communeAt } from './checks'
import type { Places } from './places'
import { RowFault } from './read-cells'
import type { ReadRow } from './read-row'

/** What the rows of a file are read against. */
export type ImportContext = {
  vintage: Vintage
  units: readonly Unit[]
  nameVariants: readonly NameVariant[]
  borders: Borders
  places: Places
  /** Where the file comes from, and the day for which it is true, when a row does not say. */
  source: string
  asOf: string
  /** Code of the commune of rows that name none, where the whole file is about one. */
  commune?: string
}

/** Finds the commune of a row: by its code or name, else by the position. */
export function communeFinder({ vintage, units, nameVariants, borders, commune }: ImportContext) {
  const match = createMatcher({ vintage, units, nameVariants, area: null, isBare: false })
  return (written: Written, position: LonLat | null): string => {
    if (written.code === null && written.name === null) {
      if (commune !== undefined) return commune
      const found = position === null ? null : communeAt(borders, position)
      if (found !== null) return found
      throw new RowFault({
        vi: 'Không biết thuộc xã nào: dòng không ghi xã, và vị trí (nếu có) nằm ngoài mọi xã. Hãy ghi mã hoặc tên xã.',
        en: 'The commune is not known: the row names none, and the position (if any) lies in none. Write its code or name.',
      })
    }
    const found = match(written)
    if (found.kind === 'sure') return found.unit.code
    const asked = [written.code, written.name].filter((text) => text !== null).join(' ')
    const names =
      found.kind === 'doubt'
        ? found.candidates.flatMap(
            ({ code }) => units.find((unit) => unit.vintage === vintage && unit.code === code) ?? [],
          )
        : []
    const list = names.map(({ name, code }) => `${name} (${code})`).join(', ')
    throw new RowFault({
      vi: `Không chắc xã «${asked}» là xã nào.${list ? ` Có thể là: ${list}.` : ''} Hãy ghi mã xã.`,
      en: `It is not certain which commune "${asked}" is.${list ? ` It may be: ${list}.` : ''} Write its code.`,
    })
  }
}

/** Reads one row; a fault rejects it, and no other. */
export function readRow<Content>(
  row: number,
  read: () => Omit<Extract<ReadRow<Content>, { kind: 'taken' }>, 'kind' | 'row'>,
): ReadRow<Content> {
  try {
    return { kind: 'taken', row, ...read() }
  } catch (error) {
    if (error instanceof RowFault) return { kind: 'rejected', row, text: error.text }
    throw error
  }
}
