import { JobStopped, runAlone } from '../../threads'
import { limits } from '../reading/limits'
import { refusal } from '../reading/refusal'
import type { AssessedPlaces, PlacesJob } from './assess'
import { assessPlaces } from './assess'

/** A text of so many bytes is read in less time than it takes to start a thread, and holds up nobody. */
const shortBytes = 20_000
/** Time for one file, the start of its thread included. */
const milliseconds = limits.milliseconds * 2
const { memoryMegabytes } = limits

/**
 * Reads and checks a file of places in a thread of its own, within limits of time and memory that hold whatever the
 * file contains. The thread ends with the file: such files come a few times in a year.
 */
export async function assessInThread(sent: PlacesJob): Promise<AssessedPlaces> {
  const job = withoutOthers(sent)
  if (isShortText(job.file.bytes)) return assessPlaces(job)
  try {
    return await runAlone('intake/places/worker', job, { milliseconds, memoryMegabytes })
  } catch (cause) {
    if (!(cause instanceof JobStopped)) throw cause
    return { kind: 'refused', text: refusal(cause.why).text }
  }
}

/** A packed workbook may hold far more than its bytes tell. */
const isShortText = (bytes: Uint8Array): boolean =>
  bytes.length <= shortBytes && !(bytes[0] === 0x50 && bytes[1] === 0x4b) && bytes[0] !== 0xd0

/** Only places of the sender's own area: no others can be changed, or need to be copied to the thread. */
function withoutOthers({ file, context, own }: PlacesJob): PlacesJob {
  const isConcerned = ({ vintage, commune }: { vintage: string; commune: string }) =>
    vintage === context.vintage && own.has(commune)
  const { villages, facilities } = context.places
  const places = {
    villages: villages.filter(isConcerned),
    facilities: facilities.filter(isConcerned),
    statements: [],
    illustrative: context.places.illustrative,
  }
  return { file, context: { ...context, places }, own }
}
