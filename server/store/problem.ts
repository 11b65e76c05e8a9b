import type { Bilingual } from '#domain/measures'

/** What keeps the store from being used: what happened, where, and how to mend it, in both languages. */
export class StoreError extends Error {
  constructor(
    readonly text: Bilingual,
    options?: ErrorOptions,
  ) {
    super(`${text.vi}\n${text.en}`, options)
    this.name = 'StoreError'
  }
}
