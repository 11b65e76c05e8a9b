import type { AttributeType } from '#domain/attributes'
import { csvOf } from './csv'
import type { TableDocument } from './table-document'

/** The rows of a table as CSV, under the names of the columns. */
export const tableCsv = ({ attributes, rows }: TableDocument): string =>
  csvOf([
    attributes.map(({ name }) => name),
    ...rows.map((row) => attributes.map(({ name }) => row[name] ?? null)),
  ])

const datatypes: Record<AttributeType, string> = {
  text: 'string',
  number: 'double',
  integer: 'integer',
  boolean: 'boolean',
  date: 'date',
}

/** What the columns of the CSV mean and where it comes from, after W3C's Metadata Vocabulary for Tabular Data (CSVW). */
export const csvMetadata = (document: TableDocument, url: string) => ({
  '@context': ['http://www.w3.org/ns/csvw', { '@language': document.language }],
  url,
  'dc:title': document.table.title[document.language],
  'dc:description': document.about.map(([what, how]) => `${what}: ${how}`),
  'dc:source': document.sources.map(({ id, title, issuer, date, url: address }) => ({
    id,
    title,
    issuer,
    date,
    url: address,
  })),
  'schema:version': String(document.dataset.version),
  'dc:modified': document.dataset.publishedAt,
  dialect: { encoding: 'utf-8', delimiter: ',', header: true },
  tableSchema: {
    columns: document.attributes.map(({ name, type, title, description, unit }) => ({
      name,
      titles: { vi: title.vi, en: title.en },
      datatype: datatypes[type],
      'dc:description': { vi: description.vi, en: description.en },
      ...(unit !== undefined && { 'schema:unitText': unit }),
    })),
  },
})
