import type { Bilingual } from './measures'

/** What is wrong with a question: where in it (`weights.children`), and what is wrong and how to mend it. */
export type InputProblem = { kind: string; at: string; message: Bilingual }

/** Thrown by a rule that was asked something it cannot answer; whoever asks shows the problems. */
export class InputError extends RangeError {
  constructor(readonly problems: readonly InputProblem[]) {
    super(problems.map(({ at, message }) => `${at}: ${message.en}`).join('\n'))
    this.name = 'InputError'
  }
}
