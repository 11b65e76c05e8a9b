import { untrack } from 'svelte'
import type { LonLat } from '#domain/geodesy'

export type Marks = {
  /** A position that is being set, or that is proposed. */
  position: LonLat | null
  /** The position on record that it would replace. */
  before: LonLat | null
  /** Metres by which a phone's position may be off; null when it was set otherwise. */
  accuracy: number | null
}

const none: Marks = { position: null, before: null, accuracy: null }
let current = $state.raw<Marks>(none)

/** What forms and the map of the page tell each other about positions. */
export const marks = {
  get now(): Marks {
    return current
  },
  set(change: Partial<Marks>): void {
    // whoever sets a mark in an effect must not run again because of it
    current = { ...untrack(() => current), ...change }
  },
  clear(): void {
    current = none
  },
}
