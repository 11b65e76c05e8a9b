import type { Format } from '#domain/format'
import { formatFor } from '#domain/format'
import type { Language } from '#domain/language'
import type { Bilingual } from '#domain/measures'
import type { Words } from '#domain/words'
import { words } from '#domain/words'
import type { Mark, TextMark, Weight } from './drawing'
import type { Layout } from './layout'
import { layouts } from './layout'
import type { Picture } from './picture'
import { languagesOf } from './picture'
import { wrap } from './typeface'
import type { DocumentWords } from './words'
import { documentWords } from './words'

/** What every part of a page draws with: its sheet, its letters, its inks and its languages. */
export type Sheet = {
  picture: Picture
  layout: Layout
  /** A size in points for an A4 sheet, as it is on this one. */
  pt: (size: number) => number
  ink: Inks
  languages: readonly Language[]
  /** A text in the language of the picture; in both, with a stroke between, unless they are equal. */
  say: (text: Bilingual) => string
  /** The same for words that are made up by a rule. */
  tell: (rule: (voice: Voice) => string) => string
}

/** All that is needed to put something into words in one language. */
export type Voice = { language: Language; shared: Words; own: DocumentWords; format: Format }

type Inks = Record<'text' | 'muted' | 'line' | 'accent' | 'ground' | 'notice' | 'noticeLine', string>

const colours: Inks = {
  text: '#17242e',
  muted: '#4d5d6b',
  line: '#b3bfc8',
  accent: '#0e4a5a',
  ground: '#f4f7f8',
  notice: '#fff0c9',
  noticeLine: '#d49a17',
}

const greys: Inks = {
  text: '#000000',
  muted: '#3d3d3d',
  line: '#a8a8a8',
  accent: '#000000',
  ground: '#f7f7f7',
  notice: '#ffffff',
  noticeLine: '#000000',
}

const voices: Record<Language, Voice> = {
  vi: { language: 'vi', shared: words.vi, own: documentWords.vi, format: formatFor('vi') },
  en: { language: 'en', shared: words.en, own: documentWords.en, format: formatFor('en') },
}

/** @param shrink factor for all letters, where a page would be too full */
export function sheetOf(picture: Picture, shrink = 1): Sheet {
  const layout = layouts[picture.layout]
  const languages = languagesOf(picture)
  const join = (texts: readonly string[]) =>
    // figures without a word are written once, as the first language does
    [...new Set(texts.some((text) => /\p{Letter}/u.test(text)) ? texts : texts.slice(0, 1))].join(' / ')
  return {
    picture,
    layout,
    pt: (size) => size * layout.letters * shrink,
    ink: picture.grey ? greys : colours,
    languages,
    say: (text) => join(languages.map((language) => text[language])),
    tell: (rule) => join(languages.map((language) => rule(voices[language]))),
  }
}

/** The voice of one language. */
export const voiceOf = (language: Language): Voice => voices[language]

/** A part of a page that was given a width and says how high it became. */
export type Block = { marks: Mark[]; height: number }

type Set = { size: number; weight?: Weight; fill: string; anchor?: TextMark['anchor'] }

export const line = (
  text: string,
  x: number,
  y: number,
  { size, weight = 400, fill, anchor = 'start' }: Set,
): TextMark => ({ kind: 'text', x, y, text, size, weight, fill, anchor })

/** Distance from one base line to the next, as a part of the size. */
const leading = 1.32

/** A text in as many lines as it takes, at most `most`. */
export function paragraph(
  text: string,
  { x, y, width, most }: { x: number; y: number; width: number; most?: number },
  set: Set,
): Block {
  const lines = wrap(text, width, set.size, set.weight ?? 400, most)
  return {
    marks: lines.map((part, i) => line(part, x, y + set.size * (1 + leading * i), set)),
    height: lines.length === 0 ? 0 : set.size * leading * lines.length,
  }
}

/** Blocks one below the other, with a gap between those that hold anything. */
export function stack(draws: readonly ((y: number) => Block)[], y: number, gap: number): Block {
  const marks: Mark[] = []
  let at = y
  for (const draw of draws) {
    const block = draw(at)
    if (block.height === 0) continue
    marks.push(...block.marks)
    at += block.height + gap
  }
  return { marks, height: Math.max(0, at - y - gap) }
}
