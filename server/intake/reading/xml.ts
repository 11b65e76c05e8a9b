import { StringDecoder } from 'node:string_decoder'
import { SaxesParser } from 'saxes'
import { limits } from './limits'
import { Refusal, refusal } from './refusal'

/** What is done with the elements of a part; names come without their prefix. */
export type XmlHandlers = {
  open?: (name: string, attributes: Readonly<Record<string, string>>) => void
  close?: (name: string) => void
  text?: (text: string) => void
  /** Leaves out of a stretch of the document, which ends with the end of a tag, what would be read for nothing. */
  shorten?: (xml: string) => string
}

/** Letters that wait for the end of a tag at most, before they are read as they are. */
const mostWaiting = 1_000_000

/**
 * Reads XML as it arrives. Entities are not declared and nothing outside is fetched: a document with a DTD is refused.
 * @throws Refusal
 */
export async function readXml(pieces: AsyncIterable<Buffer>, handlers: XmlHandlers): Promise<void> {
  const parser = new SaxesParser()
  parser.on('doctype', () => {
    throw refusal('forbidden-xml')
  })
  parser.on('error', (error) => {
    throw error
  })
  if (handlers.open) {
    const { open } = handlers
    parser.on('opentag', ({ name, attributes }) => open(localName(name), attributes))
  }
  if (handlers.close) {
    const { close } = handlers
    parser.on('closetag', ({ name }) => close(localName(name)))
  }
  if (handlers.text) parser.on('text', handlers.text)
  if (handlers.text) parser.on('cdata', handlers.text)
  const decoder = new StringDecoder('utf8')
  const { shorten } = handlers
  let waiting = ''
  const write = (text: string) => {
    if (!shorten) return parser.write(text)
    const end = text.lastIndexOf('>') + 1
    if (end === 0 && waiting.length < mostWaiting) waiting += text
    else {
      parser.write(shorten(waiting + text.slice(0, end)))
      waiting = text.slice(end)
    }
    return parser
  }
  try {
    let isFirst = true
    for await (const piece of pieces) {
      if (isFirst) assertUtf8(piece)
      isFirst = false
      write(decoder.write(piece))
    }
    parser.write(waiting + decoder.end()).close()
  } catch (cause) {
    throw cause instanceof Refusal ? cause : refusal('damaged')
  }
}

/** A cell holds no more letters than Excel allows, whatever the file says. */
export const clipped = (text: string): string => text.slice(0, limits.cellLetters)

/** Every program writes the parts in UTF-8; in another encoding a DTD could hide. */
function assertUtf8(start: Buffer): void {
  const isUtf16 = (start[0] === 0xff && start[1] === 0xfe) || (start[0] === 0xfe && start[1] === 0xff)
  if (isUtf16 || start[0] === 0 || start[1] === 0) throw refusal('damaged')
}

const localName = (name: string): string => name.slice(name.indexOf(':') + 1)
