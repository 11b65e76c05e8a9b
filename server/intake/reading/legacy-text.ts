import iconv from 'iconv-lite'
import { vietnameseScore } from '#domain/intake/syllables'
import { fromVni } from '#domain/intake/vni'

/** How texts were written before Unicode; `null` is Unicode itself. */
type Reading = { encoding: string | null; convert: (text: string) => string }

/** Bytes of a text that was taken for Western European, though they were meant otherwise. */
const westernBytes = (text: string): Buffer => iconv.encode(text, 'windows-1252')

const isWestern = (text: string): boolean =>
  /^[\0-\xff\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc\u2013-\u2026\u2030\u2039\u203a\u20ac\u2122]*$/.test(
    text,
  )

const readings: readonly Reading[] = [
  { encoding: null, convert: (text) => text },
  { encoding: 'TCVN3 (ABC)', convert: (text) => iconv.decode(westernBytes(text), 'tcvn').normalize('NFC') },
  { encoding: 'VNI', convert: fromVni },
  { encoding: 'UTF-8', convert: (text) => westernBytes(text).toString('utf8').normalize('NFC') },
]

/** Letters of the old encodings that no Vietnamese text in Unicode has. */
const strange =
  /[\u0080-\u00bf\u00c4-\u00c7\u00cb\u00ce-\u00cf\u00d0-\u00d1\u00d6-\u00d8\u00db-\u00dc\u00de-\u00df\u00e4-\u00e7\u00eb\u00ee-\u00f1\u00f6-\u00f8\u00fb-\u00fc\u00fe-\u00ff]/

/**
 * The way to read the texts of a file that are in an old encoding but were stored as Western European letters, told by
 * which of them gives Vietnamese words.
 * @returns `encoding` null and the text itself where nothing has to be converted
 */
export function legacyReading(texts: Iterable<string>): Reading {
  const unicode = readings[0] ?? { encoding: null, convert: (text: string) => text }
  const sample = [...new Set([...texts].filter((text) => strange.test(text) && isWestern(text)))].slice(
    0,
    500,
  )
  if (sample.length === 0) return unicode
  const scored = readings.map((reading) => ({
    reading,
    score: sample.reduce((sum, text) => sum + vietnameseScore(reading.convert(text)), 0),
  }))
  const best = scored.sort((a, b) => b.score - a.score)[0]
  if (!best || best.score <= 0) return unicode
  const { encoding, convert } = best.reading
  // some texts have none of the strange letters, and some were in Unicode already; in VNI "Maõ" reads well either way
  const least = encoding === 'VNI' ? 0 : 1
  const gains = (text: string) =>
    strange.test(text) || vietnameseScore(convert(text)) - vietnameseScore(text) >= least
  return { encoding, convert: (text) => (isWestern(text) && gains(text) ? convert(text) : text) }
}

/** The text of a file of plain text, and the encoding where it was not Unicode. */
export function decodeText(bytes: Uint8Array): { text: string; encoding: string | null } {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const marked = iconv.decode(buffer, unicodeOf(buffer) ?? 'utf8')
  if (unicodeOf(buffer) !== null || isUtf8(buffer)) return { text: marked.normalize('NFC'), encoding: null }
  const candidates = [
    { encoding: 'Windows-1258', text: iconv.decode(buffer, 'windows-1258').normalize('NFC') },
    { encoding: 'TCVN3 (ABC)', text: iconv.decode(buffer, 'tcvn').normalize('NFC') },
    { encoding: 'VNI', text: fromVni(iconv.decode(buffer, 'windows-1252')) },
  ]
  const scored = candidates.map((each) => ({ each, score: vietnameseScore(each.text.slice(0, 200_000)) }))
  return scored.sort((a, b) => b.score - a.score)[0]?.each ?? { text: marked, encoding: null }
}

function unicodeOf(buffer: Buffer): 'utf8' | 'utf16-le' | 'utf16-be' | null {
  if (buffer[0] === 0xff && buffer[1] === 0xfe) return 'utf16-le'
  if (buffer[0] === 0xfe && buffer[1] === 0xff) return 'utf16-be'
  if (buffer[0] === 0xef && buffer[1] === 0xbb && buffer[2] === 0xbf) return 'utf8'
  // without a mark, digits and separators have a zero on one side
  const start = buffer.subarray(0, 2000)
  const zeros = (parity: number) => start.filter((byte, i) => i % 2 === parity && byte === 0).length
  if (zeros(1) > start.length / 8) return 'utf16-le'
  return zeros(0) > start.length / 8 ? 'utf16-be' : null
}

function isUtf8(buffer: Buffer): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(buffer)
    return true
  } catch {
    return false
  }
}
