import type { Bilingual } from '#domain/measures'

/**
 * `unreachable`: the source did not answer; trying again later may help.
 * `content`: what came, or what the file holds, is not the map that is needed.
 * `usage`: the command was called wrongly, or a file cannot be read.
 */
export type BoundaryFault = 'unreachable' | 'content' | 'usage'

/** Why boundaries were not installed: what, where and how to mend it, in both languages. */
export class BoundaryProblem extends Error {
  /** @param lines one per unit or feature concerned */
  constructor(
    readonly fault: BoundaryFault,
    readonly text: Bilingual,
    readonly lines: readonly string[] = [],
    options?: ErrorOptions,
  ) {
    super([text.vi, text.en, ...lines].join('\n'), options)
    this.name = 'BoundaryProblem'
  }
}
