import type { Catalogue, Units, UnitsQuestion } from '../api'

/** What every view is given: the units, and which ones they are. */
export type PageProps = UnitsQuestion & { catalogue: Catalogue; units: Units }
