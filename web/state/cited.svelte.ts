import type { Catalogue } from '../api'
import { fetchSources, sourcesById, unknownIds } from '../api-sources'
import { answerTo } from './answer.svelte'
import { view } from './view.svelte'

/**
 * Sources by id: those of the catalogue at once, those of reports when the server has told of them.
 * Call it while a component is being set up.
 */
export function citedBy(catalogue: () => Catalogue, ids: () => readonly string[]) {
  const shipped = $derived(sourcesById(catalogue().sources))
  const asked = answerTo(
    () => {
      const others = unknownIds(ids(), shipped)
      return others.length > 0 ? others : null
    },
    (others) => fetchSources(others, view.now.lang),
  )
  const all = $derived(sourcesById(catalogue().sources, asked.value ?? []))
  return {
    /** By id; one that is not known yet is missing. */
    get all() {
      return all
    },
  }
}
