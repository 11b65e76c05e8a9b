import type { Coarser } from '#domain/detail'
import { eachDetail } from '#domain/detail'
import type { Vintage } from '#domain/units'
import { isElsewhere } from '../intake/boundaries-matching'
import { BoundaryProblem } from '../intake/boundaries-problem'
import { considerInThread } from '../intake/boundaries-thread'
import type { BoundaryJob } from '../intake/boundaries-worker'
import type { Candidate, Mend } from '../store/boundary-candidates'
import { spellings } from '../store/spellings'
import type { CandidateSchema, Findings } from './boundary-schemas'
import { FindingsSchema } from './boundary-schemas'
import { considering, unusableMap } from './boundary-refusals'
import type { Intake } from './intake'
import type { Refusal } from './problem'
import type { z } from '@hono/zod-openapi'

export type Considered = {
  findings: Findings
  topology: string | null
  coarser: Coarser<string>
  packed: Uint8Array
}

/** Considers maps one after the other; of two at once the second is told to come again. */
export function createDesk({ store, published }: Pick<Intake, 'store' | 'published'>) {
  let isBusy = false

  return async function consider(
    from: BoundaryJob['from'],
    { vintage, codeField, mend }: { vintage: Vintage; codeField: string | null; mend: Mend },
  ): Promise<Considered | { refusal: Refusal<422 | 503> }> {
    if (isBusy) return { refusal: considering }
    isBusy = true
    try {
      const { units } = published().dataset.geographies[vintage]
      const answer = await considerInThread({
        from,
        units,
        options: {
          communes: units.filter(({ level }) => level === 'commune'),
          spellings: await spellings(store),
          ...(codeField === null ? {} : { codeField }),
          mend: new Map(Object.entries(mend).map(([place, code]) => [Number(place), code])),
        },
      })
      if (answer.kind === 'refused') return { refusal: unusableMap(answer) }
      const { outcome, reading, packed } = answer
      const { matching, drawn } = outcome
      const map = drawn && eachDetail(drawn.map, (one) => JSON.stringify(one))
      return {
        findings: {
          notes: reading.notes,
          faults: reading.faults,
          fields: reading.fields,
          matching,
          isElsewhere: isElsewhere(matching),
          report: drawn?.report ?? null,
        },
        topology: map?.near ?? null,
        coarser: map?.coarser ?? {},
        packed,
      }
    } catch (cause) {
      if (cause instanceof BoundaryProblem) return { refusal: unusableMap(cause) }
      throw cause
    } finally {
      isBusy = false
    }
  }
}

/** A waiting map as it is told. */
export function toldCandidate(candidate: Candidate): z.infer<typeof CandidateSchema> {
  const { id, vintage, fileName, source, sentAt, sentName, revision, mend, isReady } = candidate
  const findings = FindingsSchema.parse(candidate.findings)
  return { ...findings, ...{ id, vintage, fileName, source, sentAt, sentName, revision, mend, isReady } }
}
