import type { Component } from 'svelte'
import type { PagePath } from '#domain/pages'
import type { Vintage } from '#domain/units'
import type { Catalogue, Units } from '../api'
import type { vi } from '../i18n/vi'

/** What every view is given. */
export type PageProps = { catalogue: Catalogue; units: Units; vintage: Vintage }

export type Page = {
  path: PagePath
  title: (m: typeof vi) => string
  /** Whether the head of the page links to it. */
  inHead: boolean
  /** Fetches the view's code; null for the map, which is there from the start. */
  load: (() => Promise<{ default: Component<PageProps> }>) | null
}

/** Every view of the page, in the order of the head. */
export const pages: readonly Page[] = [
  { path: '/', title: (m) => m.nav.map, inHead: true, load: null },
  { path: '/compare', title: (m) => m.compare.nav, inHead: true, load: () => import('./CompareView.svelte') },
  { path: '/budget', title: (m) => m.budget.nav, inHead: true, load: () => import('./BudgetView.svelte') },
]

/** The view at an address; the map where there is none. */
export const pageAt = (path: string): Page | undefined => pages.find((page) => page.path === path) ?? pages[0]
