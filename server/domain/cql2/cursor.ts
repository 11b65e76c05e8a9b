import { refusal } from './expression'
import type { Token } from './tokens'
import { tokensOf } from './tokens'

/** Reads a filter word by word. Key words count in any case. */
export class Cursor {
  readonly #tokens: readonly Token[]
  #next = 0

  /** @throws InputError for characters without a meaning */
  constructor(filter: string) {
    this.#tokens = tokensOf(filter)
  }

  get token(): Token {
    // the last token is the end, and no one steps beyond it
    return this.#tokens[Math.min(this.#next, this.#tokens.length - 1)] ?? { kind: 'end', text: '', at: 1 }
  }

  take(): Token {
    const { token } = this
    this.#next++
    return token
  }

  /** A place to come back to with `rewind`. */
  mark = (): number => this.#next
  rewind(mark: number): void {
    this.#next = mark
  }

  isSign = (sign: string): boolean => this.token.kind === 'sign' && this.token.text === sign
  isWord = (word: string): boolean => this.token.kind === 'name' && this.token.text.toUpperCase() === word

  /** Takes the sign or word if it is the next one. */
  accept(wanted: string): boolean {
    const found = this.isSign(wanted) || this.isWord(wanted)
    if (found) this.#next++
    return found
  }

  /** @throws InputError unless the sign or word is the next one */
  expect(wanted: string): void {
    if (!this.accept(wanted)) throw this.unexpected(wanted)
  }

  /** What stands here instead of what must. @param wanted what may stand here: "(", "AND", "a number" */
  unexpected(...wanted: (string | { vi: string; en: string })[]) {
    const { kind, text, at } = this.token
    const list = (language: 'vi' | 'en') =>
      wanted.map((each) => (typeof each === 'string' ? each : each[language])).join(', ')
    const [vi, en] =
      kind === 'end' ? ['biểu thức đã hết', 'the filter ends'] : [`gặp «${text}»`, `found "${text}"`]
    return refusal(at, {
      vi: `${vi}, ở đây cần ${list('vi')}.`,
      en: `${en}, where one of these is expected: ${list('en')}.`,
    })
  }
}
