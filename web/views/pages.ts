import type { Component } from 'svelte'
import type { PagePath } from '#domain/pages'
import type { vi } from '../i18n/vi'
import type { PageProps } from './page-props'

export type Page = {
  path: PagePath
  title: (m: typeof vi) => string
  /** Whether the head of the page links to it. */
  inHead: boolean
  /** Fetches the view's code; null for the map, which is there from the start. */
  load: (() => Promise<{ default: Component<PageProps> }>) | null
  /** Fetches the code of a view that is drawn without any data, for who may not read them (yet). */
  loadBare?: () => Promise<{ default: Component }>
}

/** Every view of the page, in the order of the head. */
export const pages: readonly Page[] = [
  { path: '/', title: (m) => m.nav.map, inHead: true, load: null },
  { path: '/compare', title: (m) => m.nav.compare, inHead: true, load: () => import('./CompareView.svelte') },
  { path: '/places', title: (m) => m.nav.places, inHead: true, load: () => import('./PlacesView.svelte') },
  { path: '/budget', title: (m) => m.nav.budget, inHead: true, load: () => import('./BudgetView.svelte') },
  { path: '/report', title: (m) => m.nav.report, inHead: true, load: () => import('./ReportView.svelte') },
  { path: '/data', title: (m) => m.nav.data, inHead: true, load: () => import('./DataView.svelte') },
  {
    path: '/accounts',
    title: (m) => m.account.mine,
    inHead: false,
    load: null,
    loadBare: () => import('./AccountsView.svelte'),
  },
  {
    path: '/boundaries',
    title: (m) => m.account.boundaries,
    inHead: false,
    load: null,
    loadBare: () => import('./BoundariesView.svelte'),
  },
  {
    path: '/embed',
    title: (m) => m.nav.map,
    inHead: false,
    load: () => import('./EmbedView.svelte'),
  },
  {
    path: '/sign-in',
    title: (m) => m.account.signIn,
    inHead: false,
    load: null,
    loadBare: () => import('./SignInView.svelte'),
  },
  {
    path: '/join',
    title: (m) => m.account.join,
    inHead: false,
    load: null,
    loadBare: () => import('./JoinView.svelte'),
  },
]

/** The view at an address; the map where there is none. */
export const pageAt = (path: string): Page | undefined => pages.find((page) => page.path === path) ?? pages[0]
