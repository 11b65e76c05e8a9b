import { render } from 'svelte/server'
import { parseView } from '#domain/view/address'
import App from './App.svelte'
import type { Catalogue, Units, Values, ValuesQuestion } from './api'
import { forget, give, keyOf, topologyAddress, unitsAddress, valuesAddress } from './api'
import { lookAt } from './state/view.svelte'
import { questionOf, withinOf, yearBeforeOf } from './views/question'

/** What the API answers at an address below `/api`; null when it refuses. */
export type Ask = (address: string) => Promise<unknown>

export type Drawn = {
  /** Elements for the head of the document. */
  head: string
  body: string
  /** Addresses that the page asks for next. */
  fetched: string[]
}

type Address = { path: string; search: string }

/**
 * Draws the page of an address as HTML on the server, with the same components that take it over in the browser.
 * @param picture the map as SVG, or null where there is none to show
 */
export async function draw(address: Address, ask: Ask, picture: string | null): Promise<Drawn> {
  const given = await answersFor(address, ask)
  const view = parseView(address.path, address.search)
  // from here on nothing waits: what is looked at is shared with the next reader's page
  lookAt(view)
  give(given)
  const { head, body } = render(App, { props: { picture } })
  forget()
  // the answer to this key is the catalogue
  const catalogue = given[keyOf.catalogue()] as Catalogue | undefined
  const boundary = catalogue?.vintages.find(({ id }) => id === view.vintage)?.boundary
  const about = catalogue && { vintage: view.vintage, within: withinOf(view, catalogue) }
  // of a province that does not exist there is nothing to fetch
  const isThere = about !== undefined && keyOf.units(about) in given
  const fetched = boundary && isThere ? [topologyAddress({ ...about, hash: boundary.hash })] : []
  return { head, body, fetched }
}

/** The answers that the page of an address is drawn from, by their keys: a browser takes it over with the same. */
export async function answersFor({ path, search }: Address, ask: Ask): Promise<Record<string, unknown>> {
  const view = parseView(path, search)
  // each address has its own kind of answer
  const catalogue = (await ask('/catalogue')) as Catalogue | null
  const given: Record<string, unknown> = {}
  const keep = (key: string, answer: unknown) => {
    if (answer !== null) given[key] = answer
  }
  keep(keyOf.catalogue(), catalogue)
  if (catalogue) {
    const about = { vintage: view.vintage, within: withinOf(view, catalogue) }
    const units = (await ask(unitsAddress(about))) as { units: Units } | null
    keep(keyOf.units(about), units?.units ?? null)
    const question = questionOf(view, catalogue)
    const asked = [question, yearBeforeOf(question, catalogue)].filter((one) => one !== null)
    const values = await Promise.all(asked.map((one: ValuesQuestion) => ask(valuesAddress(one))))
    asked.forEach((one, i) => keep(keyOf.values(one), values[i] as Values | null))
  }
  return given
}
