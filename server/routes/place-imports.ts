import { createRoute, z } from '@hono/zod-openapi'
import { bodyLimit } from 'hono/body-limit'
import type { Account } from '#domain/rights'
import { hasFor } from '#domain/rights'
import type { TakenRow } from '../intake/places/import'
import { assessInThread } from '../intake/places/thread'
import { sendAll } from '../store/places-proposals'
import { nameVariantsOf } from '../store/references'
import { permitted } from './account'
import { json, restricted } from './intake'
import { mostFileBytes, tooLargeFile } from './intake-refusals'
import { languageOf } from './language'
import { ChangeSchema, WarningsSchema } from './place-proposal-schemas'
import type { PlaceOffice } from './place-proposals'
import { bordersIn } from './place-warnings'
import { problemJson, problemOf, problemResponse } from './problem'
import { newRouter } from './router'
import { VintageSchema } from './schemas'

const ImportSchema = z
  .object({
    dataVersion: z.number().int(),
    rows: z
      .number()
      .int()
      .openapi({ description: 'Rows of the file: taken, the same as on record, or rejected' }),
    taken: z.array(
      z.object({
        row: z.number().int(),
        proposal: z.string(),
        change: ChangeSchema,
        base: z.number().int().nullable(),
        isSwapped: z.boolean().openapi({ description: 'Latitude and longitude were exchanged' }),
        warnings: WarningsSchema,
      }),
    ),
    same: z.array(z.object({ row: z.number().int(), subject: z.string() })),
    rejected: z.array(z.object({ row: z.number().int(), detail: z.string() })),
    sent: z.boolean().openapi({ description: 'Whether what was taken now waits for review' }),
  })
  .openapi('PlacesImport')

const postImport = createRoute({
  method: 'post',
  path: '/places/imports',
  summary: 'Read a list of villages (XLSX, CSV) or facilities (XLSX, CSV, GeoJSON, OpenStreetMap exports)',
  description:
    'Shows what every row would change and what is probably wrong; with send=true each row becomes a proposal that waits for review. The same file sent twice makes no proposal twice.',
  tags: ['places'],
  middleware: bodyLimit({
    maxSize: mostFileBytes + 64 * 1024,
    onError: (c) => c.json(problemOf(c, tooLargeFile), 413, problemJson),
  }),
  request: {
    body: {
      required: true,
      content: {
        'multipart/form-data': {
          schema: z.object({
            file: z.instanceof(File).openapi({ type: 'string', format: 'binary' }),
            kind: z.enum(['village', 'facility']),
            vintage: VintageSchema.default('2025'),
            source: z.string().trim().min(1, 'Hãy ghi nguồn / say where it comes from').max(200),
            asOf: z
              .string()
              .regex(/^\d{4}-\d{2}-\d{2}$/, 'Viết ngày như 2026-06-30 / write a day like 2026-06-30'),
            send: z.enum(['true', 'false']).default('false'),
          }),
        },
      },
    },
  },
  responses: {
    200: { description: 'Row by row', ...json(ImportSchema) },
    ...restricted,
    413: problemResponse('The file is too large'),
    422: problemResponse('The file cannot be read'),
  },
})

export const placeImportRoutes = (office: PlaceOffice) =>
  newRouter().openapi(postImport, async (c) => {
    const allowed = permitted(c, 'edit-places')
    if ('refusal' in allowed)
      return c.json(problemOf(c, allowed.refusal), allowed.refusal.status, problemJson)
    const { account } = allowed
    const published = office.published()
    const { dataset } = published
    const { file, kind, vintage, source, asOf, send } = c.req.valid('form')
    const { units } = dataset.geographies[vintage]
    const read = await assessInThread({
      file: { bytes: new Uint8Array(await file.arrayBuffer()), fileName: file.name, kind },
      context: {
        vintage,
        units,
        nameVariants: await nameVariantsOf(office.store),
        borders: bordersIn(published, vintage),
        places: dataset.places,
        source,
        asOf,
      },
      own: new Set(
        units
          .map(({ code }) => code)
          .filter((code) => hasFor(account, 'edit-places', dataset, { vintage, code })),
      ),
    })
    if (read.kind === 'refused') {
      return c.json(
        problemOf(c, { kind: 'unreadable-file', status: 422, detail: read.text }),
        422,
        problemJson,
      )
    }
    const { rows, warnings } = read
    const taken = rows.filter((row) => row.kind === 'taken')
    const fresh = taken.filter(({ isSame }) => !isSame)
    if (send === 'true')
      await sendAll(
        office.store,
        fresh.map((row) => proposalFrom(row, account, file.name)),
      )
    const language = languageOf(c)
    return c.json(
      {
        dataVersion: dataset.version,
        rows: rows.length,
        taken: fresh.map(({ row, proposal, change, base, isSwapped }) => ({
          row,
          proposal,
          change,
          base,
          isSwapped,
          warnings: warnings.get(change.subject) ?? [],
        })),
        same: taken.flatMap(({ row, change, isSame }) => (isSame ? [{ row, subject: change.subject }] : [])),
        rejected: rows.flatMap((row) =>
          row.kind === 'rejected' ? [{ row: row.row, detail: row.text[language] }] : [],
        ),
        sent: send === 'true',
      },
      200,
      { 'Cache-Control': 'no-store' },
    )
  })

/** The wish to change a village or facility that a row of a file is. */
export function proposalFrom({ proposal, change, base }: TakenRow, account: Account, fileName: string) {
  const now = new Date().toISOString()
  const { vintage, commune } = change.content
  return {
    id: proposal,
    state: 'submitted' as const,
    change,
    units: [{ vintage, code: commune }],
    base,
    note: fileName,
    author: { id: account.id, name: account.name },
    createdAt: now,
    updatedAt: now,
    decision: null,
    version: null,
  }
}
