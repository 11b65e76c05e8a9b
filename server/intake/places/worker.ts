import type { AssessedPlaces, PlacesJob } from './assess'
import { assessPlaces } from './assess'

/** What the thread does: a whole file, from bytes to warnings. */
export default (job: PlacesJob): Promise<AssessedPlaces> => assessPlaces(job)
