import type { Vintage } from '#domain/units'
import type { Catalogue, Units } from '../api'

/** What every view is given. */
export type PageProps = { catalogue: Catalogue; units: Units; vintage: Vintage }
