import { render } from 'svelte/server'
import { parseView } from '#domain/view/address'
import App from './App.svelte'
import type { Catalogue, Units, Values, ValuesQuestion } from './api'
import { forget, give, keyOf, topologyAddress, valuesAddress } from './api'
import { lookAt } from './state/view.svelte'
import { questionOf, yearBeforeOf } from './views/question'

/** What the API answers at an address below `/api`; null when it refuses. */
export type Ask = (address: string) => Promise<unknown>

export type Drawn = {
  /** Elements for the head of the document. */
  head: string
  body: string
  /** The answers that the page was drawn from, so that a browser need not ask for them again. */
  given: Record<string, unknown>
  /** Addresses that the page asks for next. */
  fetched: string[]
}

/**
 * Draws the page of an address as HTML on the server, with the same components that take it over in the browser.
 * @param picture the map as SVG, or null where there is none to show
 */
export async function draw(
  { path, search }: { path: string; search: string },
  ask: Ask,
  picture: string | null,
): Promise<Drawn> {
  const view = parseView(path, search)
  // each address has its own kind of answer
  const [catalogue, units] = (await Promise.all([ask('/catalogue'), ask(`/units/${view.vintage}`)])) as [
    Catalogue | null,
    { units: Units } | null,
  ]
  const given: Record<string, unknown> = {}
  const keep = (key: string, answer: unknown) => {
    if (answer !== null) given[key] = answer
  }
  keep(keyOf.catalogue(), catalogue)
  keep(keyOf.units(view.vintage), units?.units ?? null)
  if (catalogue) {
    const question = questionOf(view, catalogue)
    const asked = [question, yearBeforeOf(question, catalogue)].filter((one) => one !== null)
    const values = await Promise.all(asked.map((one: ValuesQuestion) => ask(valuesAddress(one))))
    asked.forEach((one, i) => keep(keyOf.values(one), values[i] as Values | null))
  }
  // from here on nothing waits: what is looked at is shared with the next reader's page
  lookAt(view)
  give(given)
  const { head, body } = render(App, { props: { picture } })
  forget()
  const boundary = catalogue?.vintages.find(({ id }) => id === view.vintage)?.boundary
  const fetched = boundary ? [topologyAddress(view.vintage, boundary.hash)] : []
  return { head, body, given, fetched }
}
