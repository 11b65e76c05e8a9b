import { fold } from './names'

/** A name as it is compared when it is spelled in full: composed, lower case, single blanks. */
export const plain = (name: string): string =>
  name.normalize('NFC').toLocaleLowerCase('vi').replace(/\s+/g, ' ').trim()

/** A name without diacritics, case and blanks: "SAPA" is "Sa Pa". */
export const letters = (name: string): string => fold(name).replaceAll(' ', '')

const communeTypes = {
  phường: /^(phường|phuong|p)([.\s]+)/,
  'thị trấn': /^(thị trấn|thi tran|tt)([.\s]+)/,
  xã: /^(xã|xa|x)([.\s]+)/,
} as const

const farm = /^n[.\s]?t[.\s]+/

/**
 * The type in front of a plain name, whole or abbreviated, with or without diacritics, and what follows it. A state
 * farm's town has two (TT NT). Some names begin like a type ("Xà Hồ"), so the whole name is to be tried first.
 */
export function typeAndName(name: string): { type: keyof typeof communeTypes | null; rest: string } {
  for (const type of ['phường', 'thị trấn', 'xã'] as const) {
    const rest = name.replace(communeTypes[type], '')
    if (rest !== name) return { type, rest: rest.replace(farm, '') }
  }
  return { type: null, rest: name }
}

/** Without the type in front. */
export const bare = (name: string): string => typeAndName(name).rest

/** Marks of tone: grave, acute, tilde, hook above, dot below. */
const tone = /[\u0300\u0301\u0303\u0309\u0323]/

/**
 * One spelling for the ways in which the same syllables are written: the tone of oa, oe, uy at the end of a syllable
 * stands on the first letter or the second (Hòa, Hoà), and y alone after a consonant is i (Lý, Lí).
 */
export const respelled = (name: string): string => plain(name).replace(/\p{Letter}+/gu, respelledSyllable)

function respelledSyllable(syllable: string): string {
  const apart = syllable.normalize('NFD')
  const mark = tone.exec(apart)?.[0] ?? ''
  const toneless = apart.replace(tone, '')
  const single = toneless.replace(/^(qu|[bcdđghklmnprstvx]*)y$/, '$1i')
  // the tone goes to the end: where it stood tells nothing
  return single.normalize('NFC') + mark
}
