/**
 * A name as it is compared when diacritics and case do not count: "Mường Khương" → "muong khuong".
 * Not for identity: Sa Pa and Sa Pả fold to the same text.
 */
export const fold = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/\p{Mark}/gu, '')
    .replace(/đ/g, 'd')
    .replace(/Đ/g, 'D')
    .toLowerCase()
    .replace(/[^\p{Letter}\p{Number}]+/gu, ' ')
    .trim()

/** Whether every word of the query begins a word of the name, diacritics and case aside. */
export function matchesName(name: string, query: string): boolean {
  const words = fold(name).split(' ')
  return fold(query)
    .split(' ')
    .every((part) => words.some((word) => word.startsWith(part)))
}
