import { fold } from '#domain/names'
import type { Written } from '#domain/intake/match'
import type { Unit } from '#domain/units'

/** Numbers from 0 to 1, the same for the same seed (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}

const short: Readonly<Record<string, string>> = { xã: 'X.', phường: 'P. ', 'thị trấn': 'TT ' }

/** A unit as a tired person may write it. The code, where it stands, is right. */
export function mangled(unit: Unit, district: string, random: () => number): Written {
  const { name, type, code } = unit
  const bare = (text: string) =>
    text
      .replace(/đ/g, 'd')
      .replace(/Đ/g, 'D')
      .normalize('NFD')
      .replace(/\p{Mark}/gu, '')
  const at = Math.floor(random() * name.length)
  const shapes: (() => Partial<Written>)[] = [
    () => ({ name: bare(name) }),
    () => ({ name: bare(name).toUpperCase() }),
    () => ({ name: `${type} ${name}`.toUpperCase() }),
    () => ({ name: `${short[type] ?? ''}${name}` }),
    () => ({ name: `  ${name.replace(' ', '   ')} ` }),
    () => ({ name: name.normalize('NFD') }),
    () => ({ name: fold(name).replaceAll(' ', '') }),
    () => ({ name: `${name} (${district})` }),
    () => ({ name: bare(name), district }),
    () => ({ name: name.replace(/y\b/g, 'i').replace(/ỳ\b/g, 'ì').replace(/ý\b/g, 'í') }),
    () => ({ name: name.slice(0, at) + name.slice(at + 1) }),
    () => ({ name: `${name.slice(0, at)}${name.charAt(at)}${name.slice(at)}` }),
    () => ({ name, code: String(Number(code)) }),
    () => ({ name: null, code: `${Number(code)}.0` }),
    () => ({ name: `${1 + at}. ${type} ${bare(name)}`, district: `huyện ${bare(district)}` }),
    () => ({
      name: name
        .split(' ')
        .map((word, i) => (i % 2 ? word : bare(word)))
        .join(' '),
    }),
  ]
  const shape = shapes[Math.floor(random() * shapes.length)]
  return { code: null, name, district: null, ...shape?.() }
}
