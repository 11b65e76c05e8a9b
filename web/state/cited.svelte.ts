import type { Catalogue } from '../api'
import type { Source } from '../api-sources'
import { fetchSources } from '../api-sources'
import { answerTo } from './answer.svelte'
import { view } from './view.svelte'

/**
 * Sources by id: those of the catalogue at once, those of reports when the server has told of them.
 * Call it while a component is being set up.
 */
export function citedBy(catalogue: () => Catalogue, ids: () => readonly string[]) {
  const shipped = $derived(new Map(catalogue().sources.map((source) => [source.id, source])))
  const asked = answerTo(
    () => {
      const others = [...new Set(ids())].filter((id) => !shipped.has(id)).sort()
      return others.length > 0 ? others : null
    },
    (others) => fetchSources(others, view.now.lang),
  )
  const all = $derived(
    new Map<string, Source>([
      ...shipped,
      ...(asked.value ?? []).map((one): [string, Source] => [one.id, one]),
    ]),
  )
  return {
    /** By id; one that is not known yet is missing. */
    get all(): ReadonlyMap<string, Source> {
      return all
    },
  }
}
