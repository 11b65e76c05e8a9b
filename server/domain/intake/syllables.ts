const onset = '(?:ngh|ng|nh|gh|gi|kh|ph|qu|th|tr|ch|[bcdđghklmnprstvx])?'
const nucleus =
  '(?:iêu|yêu|oai|oay|oao|oeo|uây|uôi|ươi|ươu|uya|uyê|ai|ao|au|ay|âu|ây|eo|êu|ia|iê|iu|oa|oă|oe|oi|ôi|ơi|ua|uâ|uê|ui|uô|uơ|uy|ưa|ươ|ưi|ưu|yê|[aăâeêioôơuưy])'
const coda = '(?:ch|ng|nh|[cmnpt])?'
const syllable = new RegExp(`^${onset}${nucleus}${coda}$`)
const tones = /[\u0300\u0301\u0303\u0309\u0323]/g

/** Whether a word is built like a Vietnamese syllable, with one tone at most. Right encodings give such words. */
export function isSyllable(word: string): boolean {
  const apart = word.normalize('NFD').toLowerCase()
  if ((apart.match(tones) ?? []).length > 1) return false
  return syllable.test(apart.replace(tones, '').normalize('NFC'))
}

/** How many words with letters beyond ASCII read as syllables, less those that do not. */
export function vietnameseScore(text: string): number {
  const words = text.match(/[\p{Letter}\p{Mark}\u0080-\u00bf]+/gu) ?? []
  return words
    .filter((word) => /[^\0-\x7f]/.test(word))
    .reduce((score, word) => score + (isSyllable(word) ? 1 : -1), 0)
}
