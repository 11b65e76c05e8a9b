import { html } from 'hono/html'
import type { Attribute, AttributeRow } from '#domain/attributes'
import { figureName } from '#domain/attributes'
import { formatFor } from '#domain/format'
import type { Indicator } from '#domain/indicators'
import type { ReferenceSystem } from '#domain/reference-systems'
import { isStatus } from '#domain/status'
import type { Collection } from '#domain/collections'
import { columnsIn } from '#domain/collections'
import { words as shared } from '#domain/words'
import type { Service } from './documents'
import { noticesOf } from './documents'
import { inParts, pagesAround } from './features'
import type { Markup } from './page'
import { linkList, noticeBox, pageOf } from './page'
import { trailTo } from './pages'
import type { ItemsAsked } from './parameters'
import type { Item, Selection } from './selection'
import { words } from './words'

/** A page of features as a table: the columns that name them, and one for each indicator. */
export function featuresPage(
  service: Service,
  table: Collection,
  asked: ItemsAsked,
  selection: Selection,
): Markup {
  const { address, language, published } = service
  const w = words[language]
  const format = formatFor(language)
  const { matched, items } = selection
  const period = table.units !== null && asked.period !== null ? ` – ${format.period(asked.period)}` : ''
  const indicators = table.units === null ? [] : published.dataset.catalogue.indicators
  const naming = columnsIn(published.dataset, table).filter(isNaming)
  return pageOf(
    service,
    { title: `${table.title[language]}${period}`, trail: trailTo(service, table) },
    html`${noticeBox(noticesOf(service, table))}
      <p>
        ${
          matched === 0
            ? w.none
            : w.shown(
                format.whole(Math.min(asked.offset + 1, matched)),
                format.whole(asked.offset + items.length),
                format.whole(matched),
              )
        }
      </p>
      ${linkList(
        pagesAround(asked, selection).map(({ rel, offset }) => ({
          href: address.here({ offset: String(offset), limit: String(asked.limit), f: 'html' }),
          title: rel === 'next' ? w.next : w.previous,
        })),
      )}
      <div class="scroll">
        <table>
          <thead>
            <tr>
              ${naming.map(({ title }) => html`<th scope="col">${title[language]}</th>`)}
              ${indicators.map(({ short }) => html`<th scope="col">${short[language]}</th>`)}
            </tr>
          </thead>
          <tbody>
            ${items.map(
              ({ id, row }) =>
                html`<tr>
                  ${naming.map((column, i) =>
                    i === 0
                      ? html`<th scope="row">
                          <a href="${address.to(`/collections/${table.id}/items/${id}`, 'html')}"
                            >${cellText(row, column, language)}</a
                          >
                        </th>`
                      : html`<td>${cellText(row, column, language)}</td>`,
                  )}
                  ${indicators.map((indicator) => figureCell(row, indicator, language))}
                </tr>`,
            )}
          </tbody>
        </table>
      </div>`,
  )
}

/** Columns that say which feature it is; in a table of units the figures have columns of their own. */
const isNaming = ({ name, indicator }: Attribute): boolean =>
  indicator === undefined &&
  !['period', 'period_start', 'period_end', 'data_version', 'has_illustrative'].includes(name)

function cellText(row: AttributeRow, { name, type }: Attribute, language: Service['language']): string {
  const value = row[name] ?? ''
  return type === 'number' && typeof value === 'number' ? formatFor(language).count(value) : String(value)
}

function figureCell(row: AttributeRow, indicator: Indicator, language: Service['language']): Markup {
  const value = row[figureName(indicator, 'value')]
  const status = row[figureName(indicator, 'status')]
  if (typeof value !== 'number') {
    const { withheld, notReported } = words[language]
    // of a sensitive matter that was reported without a figure, the figure is kept back
    return html`<td class="missing">${indicator.sensitive && status !== null ? withheld : notReported}</td>`
  }
  const written =
    indicator.classes.find((each) => each.value === value)?.name[language] ??
    formatFor(language).value(value, indicator.unit)
  return html`<td class="number">${written} ${statusMark(status, language)}</td>`
}

const statusMark = (status: AttributeRow[string] | undefined, language: Service['language']): Markup =>
  typeof status === 'string' && isStatus(status)
    ? html`<span class="status ${status}">${shared[language].status[status]}</span>`
    : html``

/** One feature with every field. */
export function featurePage(
  service: Service,
  table: Collection,
  { id, row, area }: Item,
  system: ReferenceSystem,
): Markup {
  const { address, language, published } = service
  const w = words[language]
  const name = row['name'] ?? row['from_name'] ?? id
  return pageOf(
    service,
    { title: `${table.title[language]}: ${name}`, trail: trailTo(service, table) },
    html`${noticeBox(noticesOf(service, table))}
      ${linkList([{ href: address.here({ f: 'json' }), title: w.geojson }])}
      <div class="scroll">
        <table>
          <thead>
            <tr>
              <th scope="col">${w.meaning}</th>
              <th scope="col">${w.value}</th>
              <th scope="col">${w.field}</th>
            </tr>
          </thead>
          <tbody>
            ${
              area === null
                ? ''
                : html`<tr>
                    <th scope="row">${w.geometry}</th>
                    <td>
                      ${inParts(area.geometry).type}, ${area.extent.join(', ')}<br />
                      <span class="status">${w.where}; ${system.name[language]}</span>
                    </td>
                    <td><code>geometry</code></td>
                  </tr>`
            }
            ${columnsIn(published.dataset, table).map(
              (attribute) =>
                html`<tr>
                  <th scope="row">${attribute.title[language]}</th>
                  <td>${written(row, attribute, language)}</td>
                  <td><code>${attribute.name}</code></td>
                </tr>`,
            )}
          </tbody>
        </table>
      </div>`,
  )
}

function written(
  row: AttributeRow,
  { name, type }: Attribute,
  language: Service['language'],
): Markup | string {
  const w = words[language]
  const value = row[name] ?? null
  if (value === null) return html`<span class="missing">${w.notReported}</span>`
  if (typeof value === 'boolean') return value ? w.yes : w.no
  if (typeof value === 'number') return type === 'integer' ? String(value) : formatFor(language).count(value)
  return name.endsWith('_status') ? statusMark(value, language) : value
}
