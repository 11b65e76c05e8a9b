import type { Service } from './service'

/** Conformance class → requirement → how it is tested. */
export type ConformanceTests = Record<string, Record<string, (service: Service) => Promise<void>>>

export const unitCollections = {
  communes_2025: 99,
  districts_2025: 18,
  communes_2024: 152,
  districts_2024: 9,
}
/** Those that hold features; `villages_2024` waits for its first register. */
export const collections = [...Object.keys(unitCollections), 'crosswalk', 'villages_2025', 'facilities']

type Link = { rel: string; href: string; type: string; title: string }

/** The links of a document with a relation. */
export const linksWith = ({ links }: { links: Link[] }, rel: string): Link[] =>
  links.filter((link) => link.rel === rel)

/** How the API definition declares a parameter of the features of a collection. */
export async function definitionOf({ json }: Service, collection: string, parameter: string) {
  const { paths, components } = await json('/api')
  type Declared = { $ref?: string; name?: string }
  const declared = (paths[`/collections/${collection}/items`].get.parameters as Declared[]).map((one) =>
    one.$ref ? components.parameters[one.$ref.replace('#/components/parameters/', '')] : one,
  )
  return declared.find(({ name }) => name === parameter)
}

export const crs84 = 'http://www.opengis.net/def/crs/OGC/1.3/CRS84'
export const epsg = (code: number) => `http://www.opengis.net/def/crs/EPSG/0/${code}`
