import type { Quadrant, Thirds } from '#domain/bivariate'
import { quadrantOf, thirdsOf } from '#domain/bivariate'
import type { Values } from '../../api'
import type { CatalogueIndicator } from '../../api'

/** A commune with its two values; `needs` are its thirds by need, null where a value is missing. */
export type Case = {
  code: string
  first: number | null
  second: number | null
  /** Which of the two is withheld. */
  isWithheld: { first: boolean; second: boolean }
  children: number | null
  needs: { first: number; second: number } | null
  quadrant: Quadrant | null
}

export type Cases = { all: readonly Case[]; thirds: { first: Thirds; second: Thirds } }

type Answered = { values: Values; indicator: CatalogueIndicator }

/** Communes with both indicators side by side. The answers must be of the same geography. */
export function casesOf(first: Answered, second: Answered, children: Values): Cases {
  const thirds = {
    first: thirdsOf(first.values.value, first.indicator.direction),
    second: thirdsOf(second.values.value, second.indicator.direction),
  }
  const of = (values: Values) => new Map(values.code.map((code, at) => [code, values.value[at] ?? null]))
  const hidden = (values: Values) => new Set(values.withheld.map((at) => values.code[at]))
  const [hiddenFirst, hiddenSecond] = [hidden(first.values), hidden(second.values)]
  const [others, people] = [of(second.values), of(children)]
  const [a, b] = [sideOf(first), sideOf(second)]
  return {
    thirds,
    all: first.values.code.map((code, at) => {
      const pair = { first: first.values.value[at] ?? null, second: others.get(code) ?? null }
      return {
        code,
        ...pair,
        isWithheld: { first: hiddenFirst.has(code), second: hiddenSecond.has(code) },
        children: people.get(code) ?? null,
        needs:
          pair.first === null || pair.second === null
            ? null
            : { first: thirds.first.needOf(pair.first), second: thirds.second.needOf(pair.second) },
        quadrant: a && b ? quadrantOf(pair, a, b) : null,
      }
    }),
  }
}

const sideOf = ({ values, indicator }: Answered) =>
  values.target && indicator.direction !== 'none'
    ? { target: values.target.value, direction: indicator.direction }
    : null
