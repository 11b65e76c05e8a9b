import type { Archive } from './archive'
import { clipped, readXml } from './xml'

/** Texts that cells refer to by their place; phonetic hints are no part of them. */
export async function readSharedStrings(archive: Archive, part: string): Promise<string[]> {
  if (!archive.names.includes(part)) return []
  const strings: string[] = []
  let text = ''
  let isText = false
  let isHint = false
  await readXml(archive.read(part), {
    open: (name) => {
      if (name === 'si') text = ''
      if (name === 't') isText = true
      if (name === 'rPh') isHint = true
    },
    text: (piece) => {
      if (isText && !isHint) text += piece
    },
    close: (name) => {
      if (name === 't') isText = false
      if (name === 'rPh') isHint = false
      if (name === 'si') strings.push(clipped(text))
    },
  })
  return strings
}
