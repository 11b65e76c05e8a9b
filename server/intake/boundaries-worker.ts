import { readFileSync } from 'node:fs'
import { promisify } from 'node:util'
import { gunzip, gzip } from 'node:zlib'
import type { Bilingual } from '#domain/measures'
import type { Unit } from '#domain/units'
import { consider } from './boundaries-consider'
import type { Outcome } from './boundaries-consider'
import type { FileReading, FileWishes } from './boundaries-file'
import { readBoundaryFile } from './boundaries-file'
import type { MatchOptions } from './boundaries-match'
import type { BoundaryFault } from './boundaries-problem'
import { BoundaryProblem } from './boundaries-problem'

/** What the thread is asked: to consider a file for the first time, or what was read from it once more. */
export type BoundaryJob = {
  from:
    | { kind: 'file'; path: string; label: string; wishes: Omit<FileWishes, 'count'> }
    | { kind: 'reading'; packed: Uint8Array }
  options: MatchOptions
  units: readonly Unit[]
}

/** What came of it. Of an error only its message would cross to the server's thread. */
export type BoundaryAnswer =
  | {
      kind: 'considered'
      outcome: Outcome
      reading: Omit<FileReading, 'areas'> & { fields: string[] }
      packed: Uint8Array
    }
  | { kind: 'refused'; fault: BoundaryFault; text: Bilingual; lines: readonly string[] }

export default async function work({ from, options, units }: BoundaryJob): Promise<BoundaryAnswer> {
  try {
    const reading =
      from.kind === 'file'
        ? await readBoundaryFile(readFileSync(from.path), from.label, {
            ...from.wishes,
            count: options.communes.length,
          })
        : // packed below, nowhere else
          (JSON.parse((await promisify(gunzip)(from.packed)).toString()) as FileReading)
    const outcome = await consider(reading, options, units)
    const packed =
      from.kind === 'file' ? await promisify(gzip)(JSON.stringify(reading), { level: 4 }) : from.packed
    const { areas, notes, faults } = reading
    const fields = [...new Set(areas.flatMap(({ properties }) => Object.keys(properties)))]
    return { kind: 'considered', outcome, reading: { notes, faults, fields }, packed: new Uint8Array(packed) }
  } catch (cause) {
    if (!(cause instanceof BoundaryProblem)) throw cause
    const { fault, text, lines } = cause
    return { kind: 'refused', fault, text, lines }
  }
}
