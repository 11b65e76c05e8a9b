import { expect } from 'vitest'
import type { ConformanceTests } from './conformance-tests'

const part1 = 'http://www.opengis.net/spec/ogcapi-features-1/1.0/conf'

/** What a page says and where it leads: its text without marks, and the paths of its links. */
function readPage(page: string) {
  const [, body = ''] = /<body>([\s\S]*)<\/body>/.exec(page) ?? []
  const plain = (text: string) =>
    text
      .replaceAll('&quot;', '"')
      .replaceAll('&#39;', "'")
      .replaceAll('&lt;', '<')
      .replaceAll('&gt;', '>')
      .replaceAll('&amp;', '&')
  return {
    text: plain(body.replace(/<wbr \/>/g, '').replace(/<[^>]+>/g, ' ')).replace(/\s+/g, ' '),
    paths: [...body.matchAll(/<a [^>]*href="([^"]+)"/g)].map(
      ([, href = '']) => new URL(plain(href)).pathname,
    ),
  }
}

/** Pages for people: the class HTML of OGC 17-069r4. */
export const htmlTests: ConformanceTests = {
  [`${part1}/html`]: {
    '/req/html/definition, content: every answer is also a page, in both languages': async ({ answer }) => {
      const paths = [
        '',
        '/conformance',
        '/api',
        '/collections',
        '/collections/crosswalk',
        '/collections/crosswalk/items',
      ]
      const more = ['', '/queryables', '/schema', '/items', '/items/02635'].map(
        (end) => `/collections/communes_2024${end}`,
      )
      for (const path of [...paths, ...more]) {
        for (const [language, word] of [
          ['vi', 'Trang đầu'],
          ['en', 'Landing page'],
        ] as const) {
          const page = await answer(path, { accept: 'text/html,*/*;q=0.8', 'accept-language': language })
          expect([page.status, page.headers.get('content-type')], path).toEqual([
            200,
            'text/html; charset=UTF-8',
          ])
          const text = await page.text()
          expect(text).toContain(`<html lang="${language}">`)
          expect(text).toContain(word)
          expect(text).not.toMatch(/<script|undefined|\[object/)
        }
      }
    },
    '/req/html/content: what a document says and links to, its page says and links to': async ({
      answer,
      json,
    }) => {
      const pageOf = async (path: string) =>
        readPage(await (await answer(`${path}${path.includes('?') ? '&' : '?'}f=html&lang=en`)).text())
      const item = '/collections/communes_2024/items/02635'
      const places = '/collections/facilities'
      for (const path of [
        ...['', '/conformance', '/collections', '/collections/communes_2024', places, item],
        '/collections/communes_2024/items?limit=50&offset=50',
      ]) {
        const document = await json(`${path}${path.includes('?') ? '&' : '?'}lang=en`)
        const page = await pageOf(path)
        for (const { href } of document.links) expect(page.paths, path).toContain(new URL(href).pathname)
        if (document.title) expect(page.text, path).toContain(document.title)
      }
      const { conformsTo } = await json('/conformance')
      for (const uri of conformsTo) expect((await pageOf('/conformance')).text).toContain(uri)
      const list = await pageOf('/collections')
      for (const { id, title, description, extent, crs, storageCrs } of (await json('/collections?lang=en'))
        .collections) {
        expect(list.text).toContain(title)
        const { text } = await pageOf(`/collections/${id}`)
        for (const fact of [id, title, ...(crs ?? []), ...(extent.spatial?.bbox[0] ?? [])]) {
          expect(text).toContain(String(fact))
        }
        expect(text).toContain(description.split('. ')[0])
        expect(text).toContain(extent.temporal.interval[0].join('/'))
        if (storageCrs) expect(text).toContain(`${storageCrs} (the layer is stored in this one)`)
      }
      const { geometry, properties } = await json(item)
      const { text } = await pageOf(item)
      expect(text).toContain(geometry.type)
      for (const [name, value] of Object.entries(properties)) {
        expect(text).toContain(` ${name} `)
        if (typeof value === 'string' && !name.endsWith('_status')) expect(text).toContain(value)
      }
    },
    'the parameter f wins over the header': async ({ answer }) => {
      const types = await Promise.all(
        [
          answer('?f=json', { accept: 'text/html' }),
          answer('?f=html', { accept: 'application/json' }),
          answer('', { accept: '*/*' }),
        ].map(async (reply) => (await reply).headers.get('content-type')),
      )
      expect(types).toEqual(['application/json', 'text/html; charset=UTF-8', 'application/json'])
    },
  },
}
