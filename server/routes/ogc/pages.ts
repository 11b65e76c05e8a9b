import { html } from 'hono/html'
import type { Collection } from '#domain/collections'
import { collections, columnsIn, hasShapes } from '#domain/collections'
import { referenceSystems } from '#domain/reference-systems'
import { formatFor } from '#domain/format'
import { conformanceClasses } from './conformance'
import type { Service } from './documents'
import { collectionOf, noticesOf } from './documents'
import { openapiOf } from './openapi'
import type { Markup } from './page'
import { linkList, noticeBox, pageOf } from './page'
import { words } from './words'

/** The landing page. */
export function landingPage(service: Service): Markup {
  const { address, language } = service
  const w = words[language]
  return pageOf(
    service,
    { title: w.title, trail: [] },
    html`<p>${w.intro}</p>
      ${noticeBox(noticesOf(service, null))} ${collectionTable(service)}
      ${linkList([
        { href: address.to('/collections', 'html'), title: w.collections },
        { href: address.to('/api', 'html'), title: w.api },
        { href: address.to('/conformance', 'html'), title: w.conformance },
      ])}`,
  )
}

export function collectionsPage(service: Service): Markup {
  const w = words[service.language]
  return pageOf(service, { title: w.collections, trail: [] }, collectionTable(service))
}

function collectionTable({ address, language }: Service): Markup {
  const w = words[language]
  return html`<h2>${w.collections}</h2>
    <div class="scroll">
      <table>
        <tbody>
          ${collections.map(
            ({ id, title, description }) =>
              html`<tr>
                <th scope="row">
                  <a href="${address.to(`/collections/${id}`, 'html')}">${title[language]}</a>
                </th>
                <td>${description[language]}</td>
                <td class="short">
                  <a href="${address.to(`/collections/${id}/items`, 'html')}">${w.items}</a>
                </td>
              </tr>`,
          )}
        </tbody>
      </table>
    </div>`
}

export const trailTo = ({ language }: Service, table: Collection | null) => [
  { title: words[language].collections, path: '/collections' },
  ...(table === null ? [] : [{ title: table.title[language], path: `/collections/${table.id}` }]),
]

export function collectionPage(service: Service, table: Collection): Markup {
  const { address, language, published } = service
  const w = words[language]
  const path = `/collections/${table.id}`
  const format = formatFor(language)
  const { id, extent, crs = [], storageCrs } = collectionOf(service, table)
  return pageOf(
    service,
    { title: table.title[language], trail: trailTo(service, null) },
    html`<p>${table.description[language]}</p>
      ${noticeBox(noticesOf(service, table))}
      ${linkList([
        { href: address.to(`${path}/items`, 'html'), title: w.items },
        { href: address.to(`${path}/items`, 'json'), title: w.geojson },
        { href: address.to(`${path}/queryables`, 'html'), title: w.queryables },
        { href: address.to(`${path}/schema`, 'html'), title: w.schema },
      ])}
      <div class="scroll">
        <table>
          <tbody>
            ${factRow(w.identifier, id)}
            ${(extent.spatial?.bbox ?? []).map((box) => factRow(w.where, box.join(', ')))}
            ${extent.temporal.interval.map(([from, to]) => factRow(w.when, `${from ?? '..'}/${to ?? '..'}`))}
          </tbody>
        </table>
      </div>
      ${
        table.units === null
          ? ''
          : html`<h2>${w.period}</h2>
              ${linkList(
                published.dataset.periods.map((period) => ({
                  href: `${address.root}${path}/items?f=html&lang=${language}&period=${period}`,
                  title: format.period(period),
                })),
              )}`
      }
      ${
        crs.length === 0
          ? ''
          : html`<h2>${w.systems}</h2>
              <ul>
                ${referenceSystems
                  .filter(({ uri }) => crs.includes(uri))
                  .map(
                    ({ name, uri }) =>
                      html`<li>
                        ${name[language]} –
                        <code>${uri}</code>${uri === storageCrs ? ` (${w.storageSystem})` : ''}
                      </li>`,
                  )}
              </ul>`
      }`,
  )
}

const factRow = (title: string, value: string) =>
  html`<tr>
    <th scope="row">${title}</th>
    <td><code>${value}</code></td>
  </tr>`

/** The fields of a collection: what each is called, holds and means. */
export function fieldsPage(service: Service, table: Collection, title: string): Markup {
  const { language, published } = service
  const w = words[language]
  return pageOf(
    service,
    { title: `${table.title[language]}: ${title}`, trail: trailTo(service, table) },
    html`<div class="scroll">
      <table>
        <thead>
          <tr>
            <th scope="col">${w.field}</th>
            <th scope="col">${w.type}</th>
            <th scope="col">${w.meaning}</th>
          </tr>
        </thead>
        <tbody>
          ${!hasShapes(table) ? '' : fieldRow('geometry', 'geometry', w.geometry, '')}
          ${columnsIn(published.dataset, table).map(({ name, type, title: heading, description }) =>
            fieldRow(name, type, heading[language], description[language]),
          )}
        </tbody>
      </table>
    </div>`,
  )
}

/** Long names of fields break between their words. */
const breakable = (name: string): Markup[] =>
  name.split('_').map((word, i) => (i === 0 ? html`${word}` : html`_<wbr />${word}`))

const fieldRow = (name: string, type: string, title: string, description: string) =>
  html`<tr>
    <th scope="row"><code>${breakable(name)}</code></th>
    <td>${type}</td>
    <td>
      <strong>${title}</strong><br />
      ${description}
    </td>
  </tr>`

export function conformancePage(service: Service): Markup {
  return pageOf(
    service,
    { title: words[service.language].conformance, trail: [] },
    html`<ul>
      ${conformanceClasses.map((uri) => html`<li><code>${uri}</code></li>`)}
    </ul>`,
  )
}

/** The API definition for people: every resource, and the parameters that are more than a column. */
export function apiPage(service: Service): Markup {
  const w = words[service.language]
  const { paths, components } = openapiOf(service)
  return pageOf(
    service,
    { title: w.api, trail: [] },
    html`<p>${w.apiIntro}</p>
      <h2>${w.resource}</h2>
      <ul>
        ${Object.keys(paths).map((path) => html`<li><code>/ogc${path}</code></li>`)}
      </ul>
      <h2>${w.parameter}</h2>
      <div class="scroll">
        <table>
          <tbody>
            ${Object.values(components.parameters).map(
              ({ name, description }) =>
                html`<tr>
                  <th scope="row"><code>${name}</code></th>
                  <td>${description}</td>
                </tr>`,
            )}
          </tbody>
        </table>
      </div>`,
  )
}
