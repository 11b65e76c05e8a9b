type Bytes = Uint8Array<ArrayBuffer>

/** Pictures kept while there is room; the one that was not looked at for longest makes way. */
export type Album = {
  /** The picture of this name, drawn only if it is not there; who asks meanwhile waits for the same one. */
  get: (name: string, draw: () => Promise<Bytes>) => Promise<Bytes>
}

/** @param most room in bytes */
export function createAlbum(most: number): Album {
  const kept = new Map<string, Bytes>()
  const drawing = new Map<string, Promise<Bytes>>()
  let room = most

  function keep(name: string, picture: Bytes): void {
    if (picture.byteLength > most) return
    kept.set(name, picture)
    room -= picture.byteLength
    for (const [oldest, { byteLength }] of kept) {
      if (room >= 0) break
      kept.delete(oldest)
      room += byteLength
    }
  }

  return {
    async get(name, draw) {
      const known = kept.get(name)
      if (known) {
        // a map is in the order of insertion: to the end with what is in use
        kept.delete(name)
        kept.set(name, known)
        return known
      }
      const underway = drawing.get(name)
      if (underway) return underway
      const picture = draw()
      drawing.set(name, picture)
      try {
        const drawn = await picture
        keep(name, drawn)
        return drawn
      } finally {
        drawing.delete(name)
      }
    },
  }
}
