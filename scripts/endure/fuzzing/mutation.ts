import { unzipSync, zipSync } from 'fflate'
import * as fc from 'fast-check'

/** A real file, and the signs and words that mean something in its format. */
export type Sample = { name: string; bytes: Uint8Array; words?: readonly (string | Uint8Array)[] }

/** One change of a file; places and lengths are shares of it, so that they fit files of any size. */
type Edit =
  | { edit: 'flip'; at: number; bit: number }
  | { edit: 'put'; at: number; bytes: Uint8Array }
  | { edit: 'insert'; at: number; bytes: Uint8Array }
  | { edit: 'cut' | 'double' | 'move'; at: number; length: number; to: number }
  | { edit: 'end'; at: number }

/** A part of a ZIP file that was changed before it was packed again. */
type Part = { part: number; deed: 'edit' | 'drop' | 'empty' | 'rename'; edits: Edit[] }

/** A file with what was done to it: `bytes()` makes it. Told by name and edits when a fault is reported. */
export class Mutant {
  constructor(
    readonly sample: Sample,
    readonly parts: readonly Part[],
    readonly edits: readonly Edit[],
  ) {}

  bytes(): Uint8Array<ArrayBuffer> {
    const packed = this.parts.length > 0 ? repacked(this.sample.bytes, this.parts) : this.sample.bytes
    return this.edits.reduce(changed, new Uint8Array(packed))
  }

  text = (): string => new TextDecoder().decode(this.bytes());

  [fc.toStringMethod] = (): string =>
    `${this.sample.name} ${JSON.stringify({ parts: this.parts, edits: this.edits }, short)}`
}

const short = (_: string, value: unknown): unknown =>
  value instanceof Uint8Array ? Buffer.from(value).toString('latin1') : value

// numbers that sizes and counts of a file lie with, and numbers that are none
const lies = [0, 1, 0x7f, 0xff, 0x7fff, 0xffff, 0x7fffffff, 0x80000000, 0xffffffff]
const strange = [NaN, Infinity, -Infinity, 1e308, -0, 5e-324]

const share = fc.double({ min: 0, max: 1, noNaN: true })
const wholeBytes = (
  write: (view: DataView, number: number) => void,
  size: number,
  numbers: readonly number[],
) =>
  fc.constantFrom(...numbers).map((number) => {
    const bytes = new Uint8Array(size)
    write(new DataView(bytes.buffer), number)
    return bytes
  })

const oddBytes = fc.oneof(
  fc.uint8Array({ minLength: 1, maxLength: 8 }),
  wholeBytes((view, number) => view.setUint32(0, number, true), 4, lies),
  wholeBytes((view, number) => view.setUint32(0, number), 4, lies),
  wholeBytes((view, number) => view.setFloat64(0, number, true), 8, strange),
)

function editOf(words: readonly (string | Uint8Array)[]): fc.Arbitrary<Edit> {
  const known = words.map((word) => (typeof word === 'string' ? new TextEncoder().encode(word) : word))
  const bytes = known.length > 0 ? fc.oneof(oddBytes, fc.constantFrom(...known)) : oddBytes
  const stretch = { at: share, length: share, to: share }
  return fc.oneof(
    fc.record({ edit: fc.constant('flip' as const), at: share, bit: fc.nat(7) }),
    fc.record({ edit: fc.constantFrom('put' as const, 'insert' as const), at: share, bytes }),
    fc.record({ edit: fc.constantFrom('cut' as const, 'double' as const, 'move' as const), ...stretch }),
    fc.record({ edit: fc.constant('end' as const), at: share }),
  )
}

/** Files that were real: a few changes each, in their bytes or in a part of what they pack. */
export function mutants(samples: readonly Sample[]): fc.Arbitrary<Mutant> {
  return fc.constantFrom(...samples).chain((sample) => {
    const edits = fc.array(editOf(sample.words ?? []), { maxLength: 6 })
    if (!isZip(sample.bytes)) return edits.map((made) => new Mutant(sample, [], made))
    const part = fc.record({
      part: fc.nat(50),
      deed: fc.constantFrom(
        'edit' as const,
        'edit' as const,
        'drop' as const,
        'empty' as const,
        'rename' as const,
      ),
      edits: fc.array(editOf(sample.words ?? []), { minLength: 1, maxLength: 4 }),
    })
    return fc.oneof(
      edits.map((made) => new Mutant(sample, [], made)),
      {
        weight: 3,
        arbitrary: fc.array(part, { minLength: 1, maxLength: 3 }).map((made) => new Mutant(sample, made, [])),
      },
    )
  })
}

const isZip = (bytes: Uint8Array) => bytes[0] === 0x50 && bytes[1] === 0x4b

function changed(bytes: Uint8Array<ArrayBuffer>, edit: Edit): Uint8Array<ArrayBuffer> {
  const place = Math.floor(edit.at * bytes.length)
  switch (edit.edit) {
    case 'flip': {
      const copy = bytes.slice()
      copy[place] = (copy[place] ?? 0) ^ (1 << edit.bit)
      return copy
    }
    case 'put': {
      const copy = bytes.slice()
      copy.set(edit.bytes.subarray(0, copy.length - place), place)
      return copy
    }
    case 'insert':
      return joined(bytes.subarray(0, place), edit.bytes, bytes.subarray(place))
    case 'end':
      return bytes.slice(0, place)
    default: {
      // mostly short stretches: long ones leave little of the file
      const until = place + Math.ceil(edit.length ** 3 * (bytes.length - place))
      const stretch = bytes.slice(place, until)
      const rest = edit.edit === 'double' ? bytes : joined(bytes.subarray(0, place), bytes.subarray(until))
      if (edit.edit === 'cut') return rest
      const to = Math.floor(edit.to * rest.length)
      return joined(rest.subarray(0, to), stretch, rest.subarray(to))
    }
  }
}

const joined = (...pieces: readonly Uint8Array[]): Uint8Array<ArrayBuffer> =>
  new Uint8Array(Buffer.concat(pieces))

function repacked(bytes: Uint8Array, parts: readonly Part[]): Uint8Array {
  const files = new Map(Object.entries(unzipSync(bytes)))
  for (const { part, deed, edits } of parts) {
    const names = [...files.keys()]
    const name = names[part % Math.max(1, names.length)]
    if (name === undefined) break
    const content = new Uint8Array(files.get(name) ?? new Uint8Array())
    if (deed === 'edit') files.set(name, edits.reduce(changed, content))
    else if (deed === 'empty') files.set(name, new Uint8Array())
    else {
      files.delete(name)
      if (deed === 'rename') files.set(`${name.slice(1)}/../../${name}`, content)
    }
  }
  return zipSync(Object.fromEntries(files), { level: 1 })
}
