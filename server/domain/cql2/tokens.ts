import { refusal } from './expression'

/** A word or sign of a filter and where it starts (from 1). */
export type Token = {
  kind: 'name' | 'quoted-name' | 'text' | 'number' | 'sign' | 'end'
  /** As it counts: a text without its quotes. */
  text: string
  at: number
}

// the letters that may begin and continue a name are those of XML names (OGC 21-065r2, annex B)
const patterns: readonly [Token['kind'] | 'blank', RegExp][] = [
  ['blank', /\s+/uy],
  ['quoted-name', /"(?:[^"]|"")+"/uy],
  ['text', /'(?:[^'\\]|''|\\'|\\)*'/uy],
  ['number', /(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?/uy],
  ['name', /[\p{L}_:][\p{L}\p{M}\p{N}_:.]*/uy],
  ['sign', /<>|<=|>=|[<>=(),+\-*/]/uy],
]

/**
 * The words and signs of a filter, `end` last.
 * @throws InputError where a text is not closed or a character has no meaning
 */
export function tokensOf(filter: string): Token[] {
  const tokens: Token[] = []
  let at = 0
  while (at < filter.length) {
    const found = firstMatch(filter, at)
    if (found === null) throw unreadable(filter, at)
    if (found.kind !== 'blank')
      tokens.push({ kind: found.kind, text: meaning(found.kind, found.text), at: at + 1 })
    at += found.text.length
  }
  tokens.push({ kind: 'end', text: '', at: filter.length + 1 })
  return tokens
}

function firstMatch(filter: string, at: number) {
  for (const [kind, pattern] of patterns) {
    pattern.lastIndex = at
    const match = pattern.exec(filter)
    if (match) return { kind, text: match[0] }
  }
  return null
}

function meaning(kind: Token['kind'], text: string): string {
  if (kind === 'quoted-name') return text.slice(1, -1).replaceAll('""', '"')
  // a backslash also escapes the wildcards of LIKE and itself, so it is kept before these
  if (kind === 'text') {
    return text
      .slice(1, -1)
      .replace(/''|\\./gsu, (written) => escaped.get(written) ?? written)
      .normalize('NFC')
  }
  return text
}

/** What is written otherwise inside of a text (OGC 21-065r2, /req/cql2-text/escaping). */
const escaped: ReadonlyMap<string, string> = new Map([
  ["''", "'"],
  ["\\'", "'"],
  ['\\a', '\u0007'],
  ['\\b', '\b'],
  ['\\t', '\t'],
  ['\\n', '\n'],
  ['\\v', '\v'],
  ['\\f', '\f'],
  ['\\r', '\r'],
])

function unreadable(filter: string, at: number) {
  const character = String.fromCodePoint(filter.codePointAt(at) ?? 0)
  if (character === "'" || character === '"') {
    return refusal(at + 1, {
      vi: `dấu ${character} mở ra mà không đóng lại.`,
      en: `the quote ${character} is opened and never closed.`,
    })
  }
  return refusal(at + 1, {
    vi: `ký tự «${character}» không có nghĩa trong CQL2. Văn bản viết trong dấu nháy đơn: 'Sa Pa'.`,
    en: `the character "${character}" has no meaning in CQL2. Write a text in single quotes: 'Sa Pa'.`,
  })
}
