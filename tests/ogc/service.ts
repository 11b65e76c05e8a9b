import type { TestServer } from '../fixtures/server'

/** A JSON document as it comes: the tests look into it by hand. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- documents of many shapes, looked into by hand
type Json = any

/** Questions to the layers of a running server. */
export function serviceOf(server: TestServer) {
  const answer = (path: string, headers: Record<string, string> = {}) =>
    server.get(`/ogc${path}`, { accept: 'application/json', ...headers })
  const json = async (path: string, headers: Record<string, string> = {}): Promise<Json> =>
    (await answer(path, headers)).json()
  const items = (id: string, query: Record<string, string | number> = {}): Promise<Json> =>
    json(`/collections/${id}/items?${new URLSearchParams(entriesOf(query))}`)
  return {
    answer,
    json,
    items,
    /** Codes of the features that pass a filter. */
    codes: async (id: string, query: Record<string, string | number>): Promise<string[]> => {
      const { features } = await items(id, { limit: 1000, ...query })
      return features.map((feature: { id: string }) => feature.id)
    },
    /** The answer to a link, whatever its origin. */
    follow: (href: string, headers?: Record<string, string>) => {
      const { pathname, search } = new URL(href)
      return server.get(pathname + search, headers)
    },
  }
}

const entriesOf = (query: Record<string, string | number>) =>
  Object.entries(query).map(([name, value]): [string, string] => [name, String(value)])

export type Service = ReturnType<typeof serviceOf>
