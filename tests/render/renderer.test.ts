import { afterAll, describe, expect, test } from 'vitest'
import { createAlbum } from '../../server/render/album'
import { drawFile } from '../../server/render/job'
import { RendererBusy, createRenderer } from '../../server/render/renderer'
import { ruledPicture, topologies } from '../fixtures/pictures'

const sitting = { picture: ruledPicture({ district: '085' }), topology: topologies['2024'] }

describe('the renderer', () => {
  const renderer = createRenderer({ threads: 1, maxQueue: 2 })
  afterAll(() => renderer.close())

  test('draws in its threads what would be drawn here, byte for byte', async () => {
    for (const format of ['svg', 'png', 'pdf'] as const) {
      const here = await drawFile(sitting.picture, JSON.stringify(sitting.topology), format, 600)
      const there = await renderer.file(sitting, { format, width: 600 })
      expect(Buffer.from(there).equals(Buffer.from(here))).toBe(true)
    }
  }, 120_000)

  test('refuses more than may wait, says when to come back, and draws the others', async () => {
    const asked = await Promise.allSettled(
      Array.from({ length: 6 }, () => renderer.file(sitting, { format: 'png', width: 300 })),
    )
    const refused = asked.flatMap((each) => (each.status === 'rejected' ? [each.reason as unknown] : []))
    expect(refused.length).toBeGreaterThanOrEqual(3)
    for (const reason of refused) {
      expect(reason).toBeInstanceOf(RendererBusy)
      expect((reason as RendererBusy).retryAfterSeconds).toBeGreaterThan(0)
    }
    expect(asked.filter(({ status }) => status === 'fulfilled').length).toBeGreaterThanOrEqual(2)
  })

  test('binds pages to a book', async () => {
    const pages = [await renderer.page(sitting), await renderer.page(sitting)]
    const book = Buffer.from(await renderer.bind(pages, '2025-01-15T03:00:00.000Z'))
    expect(book.subarray(0, 5).toString('latin1')).toBe('%PDF-')
    expect(book.toString('latin1').match(/\/Type \/Page\b/g)).toHaveLength(2)
  })

  test('stops when told to', async () => {
    const stop = AbortSignal.abort()
    await expect(renderer.file(sitting, { format: 'png', width: 300 }, stop)).rejects.toThrow(/abort/i)
  })
})

describe('the album', () => {
  const picture = (size: number) => Promise.resolve(new Uint8Array(size))

  test('has a picture drawn once, also when many ask at the same time', async () => {
    const album = createAlbum(100)
    let drawn = 0
    const draw = () => {
      drawn += 1
      return picture(10)
    }
    const all = await Promise.all([album.get('a', draw), album.get('a', draw), album.get('a', draw)])
    await album.get('a', draw)
    expect(drawn).toBe(1)
    expect(new Set(all).size).toBe(1)
  })

  test('lets go of the picture that was not looked at for longest', async () => {
    const album = createAlbum(25)
    const drawn: string[] = []
    const look = (name: string) =>
      album.get(name, () => {
        drawn.push(name)
        return picture(10)
      })
    for (const name of ['a', 'b', 'a', 'c', 'a', 'b']) await look(name)
    expect(drawn).toEqual(['a', 'b', 'c', 'b'])
  })

  test('does not remember a failure, nor what is larger than itself', async () => {
    const album = createAlbum(5)
    await expect(album.get('a', () => Promise.reject(new Error('no ink')))).rejects.toThrow('no ink')
    expect((await album.get('a', () => picture(10))).byteLength).toBe(10)
    expect((await album.get('a', () => picture(3))).byteLength).toBe(3)
  })
})
