import type { Reading, ReadingReference, ReportFile } from '#domain/intake/reading'
import type { FormContent } from '../../render/form/content'
import { templateWorkbook } from '../../render/form/template'
import type { Marking } from './marked-up'
import { markedUp } from './marked-up'
import { Refusal } from './refusal'
import { readReport } from './report'

/** What the thread is asked: to read a file, to mark what was found in it, or to make an empty one to fill in. */
export type ReadingJob =
  | { kind: 'read'; file: ReportFile; reference: ReadingReference; unpackingMilliseconds: number }
  | { kind: 'mark'; marking: Marking }
  | { kind: 'form'; content: FormContent }

export default async function work(job: ReadingJob): Promise<Reading | Uint8Array> {
  if (job.kind === 'read') return readReport(job.file, job.reference, job.unpackingMilliseconds)
  if (job.kind === 'form') return templateWorkbook(job.content)
  try {
    return await markedUp(job.marking)
  } catch (cause) {
    // of an error only its message would cross to the server's thread
    if (cause instanceof Refusal) return { kind: 'refused', reason: cause.reason, text: cause.text }
    throw cause
  }
}
