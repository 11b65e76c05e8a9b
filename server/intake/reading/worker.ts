import type { Reading, ReadingReference, ReportFile } from '#domain/intake/reading'
import type { Marking } from './marked-up'
import { markedUp } from './marked-up'
import { Refusal } from './refusal'
import { readReport } from './report'

/** What the thread is asked: to read a file, or to mark what was found in it. */
export type ReadingJob =
  { kind: 'read'; file: ReportFile; reference: ReadingReference } | { kind: 'mark'; marking: Marking }

export default async function work(job: ReadingJob): Promise<Reading | Uint8Array> {
  if (job.kind === 'read') return readReport(job.file, job.reference)
  try {
    return await markedUp(job.marking)
  } catch (cause) {
    // of an error only its message would cross to the server's thread
    if (cause instanceof Refusal) return { kind: 'refused', reason: cause.reason, text: cause.text }
    throw cause
  }
}
