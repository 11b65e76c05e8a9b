import { buildWhereNeeded } from '../../scripts/built.js'

/** Builds page and server once for all tests of what readers see, unless they are built already. */
export const setup = buildWhereNeeded
