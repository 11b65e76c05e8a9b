import type { Role } from '#domain/rights'

/** How a route is asked, where its path alone will not do. */
export type Ask = {
  /** The address, with every parameter filled in. */
  at?: string
  json?: unknown
  form?: Record<string, string | File>
}

/**
 * Who may use a route:
 * - `always`: everyone, also while public reading is closed (coming in, health, the page's files);
 * - `readers`: everyone, and only accounts while public reading is closed;
 * - a list of roles: a visitor is answered 401, the other roles 403. Area and state of the thing are the matter of the
 *   route's own tests.
 */
export type Who = 'always' | 'readers' | readonly Role[]

export type Line = { route: string; who: Who; ask: Ask }

const always = (route: string, ask: Ask = {}): Line => ({ route, who: 'always', ask })
const readers = (route: string, ask: Ask = {}): Line => ({ route, who: 'readers', ask })
const only = (who: readonly Role[], route: string, ask: Ask = {}): Line => ({ route, who, ask })

const signedIn = ['viewer', 'reporter', 'reviewer', 'administrator'] as const
const reporting = ['reporter', 'reviewer', 'administrator'] as const
const reviewing = ['reviewer', 'administrator'] as const
const administering = ['administrator'] as const

/** What stands in a path for each parameter. */
export const examples: Readonly<Record<string, string>> = {
  vintage: '2025',
  code: '02701',
  measure: 'villages',
  id: '1',
  file: '02701.xlsx',
  kind: 'yearly',
  format: 'pdf',
  collectionId: 'unknown',
  featureId: '1',
  asset: 'swagger-ui.css',
}

/** A unit that the reporter and the reviewer of the test answer for, with all others: they have the whole province. */
const unit = { vintage: '2025', code: '02701' }
const file = new File(['Mã,Kỳ\n'], 'bao-cao.csv', { type: 'text/csv' })

/** Every route of the application. A new route needs a line here: one of `always`, `readers`, `only`. */
export const table: readonly Line[] = [
  // reading what is published, and asking about it
  readers('GET /api/catalogue'),
  readers('GET /api/sources', { at: '/api/sources?ids=illustrative' }),
  readers('GET /api/units/:vintage'),
  readers('GET /api/units/:vintage/:code'),
  readers('GET /api/boundaries/:vintage/:file'),
  readers('GET /api/indicators/:id/values'),
  readers('GET /api/indicators/:file'),
  readers('GET /api/compare'),
  readers('GET /api/compare.xlsx'),
  readers('GET /api/compare.csv'),
  readers('GET /api/compare/series'),
  readers('GET /api/exports/:file'),
  readers('GET /api/plan'),
  readers('GET /api/snapshots/map.svg'),
  readers('GET /api/snapshots/map.png'),
  readers('GET /api/snapshots/map.pdf'),
  readers('GET /api/snapshots/bivariate.svg'),
  readers('GET /api/snapshots/bivariate.png'),
  readers('GET /api/snapshots/bivariate.pdf'),
  readers('GET /api/snapshots/small.svg'),
  readers('GET /api/snapshots/small.png'),
  readers('GET /api/snapshots/small.pdf'),
  readers('GET /api/snapshots/plot.svg'),
  readers('GET /api/snapshots/plot.png'),
  readers('GET /api/snapshots/plot.pdf'),
  readers('GET /api/snapshots/priority.svg'),
  readers('GET /api/snapshots/priority.png'),
  readers('GET /api/snapshots/priority.pdf'),
  readers('GET /api/snapshots/budget.svg'),
  readers('GET /api/snapshots/budget.png'),
  readers('GET /api/snapshots/budget.pdf'),
  readers('POST /api/snapshots/atlas', { at: '/api/snapshots/atlas?layout=unknown' }),
  readers('GET /api/snapshots/atlas/:id'),
  readers('DELETE /api/snapshots/atlas/:id'),
  readers('GET /api/snapshots/atlas/:id/file'),
  readers('POST /api/snapshots'),
  readers('GET /api/snapshots/:id'),
  readers('GET /api/snapshots/:id/changes'),
  readers('GET /api/snapshots/:id/:file'),
  readers('GET /api/reports/half-yearly.docx'),
  readers('GET /api/reports/half-yearly.html'),
  readers('GET /api/reports/half-yearly.xlsx'),
  readers('GET /api/reports/yearly.docx'),
  readers('GET /api/reports/yearly.html'),
  readers('GET /api/reports/yearly.xlsx'),
  readers('GET /api/reports/:kind/outline'),
  readers('GET /api/reports/page.css'),
  readers('POST /api/priority'),
  readers('GET /api/priority/figures'),
  readers('GET /api/allocation/figures'),
  readers('POST /api/allocation'),
  readers('POST /api/allocation/curve'),
  readers('POST /api/allocation.xlsx'),
  readers('POST /api/scenarios'),
  readers('PUT /api/scenarios/:id'),
  readers('GET /api/scenarios/:id'),
  readers('GET /api/scenarios/:id/list.xlsx'),
  readers('GET /api/scenarios/:id/annex/:format'),
  readers('POST /api/allocation/annex/:format'),
  readers('GET /api/villages'),
  readers('GET /api/villages/:id'),
  readers('GET /api/facilities'),
  readers('GET /api/facilities/:id'),
  readers('GET /api/places/communes'),
  readers('GET /api/campaign'),
  readers('GET /api/access'),

  // deciding what is built
  readers('GET /api/commitments'),
  only(reviewing, 'POST /api/commitments', {
    json: { scenario: 'no-such-scenario', due: '2027', agency: 'UBND xã' },
  }),
  only(reviewing, 'PATCH /api/commitments/:id', { json: { notes: 'chưa xong' } }),

  // sending figures in, and reviewing them
  only(reporting, 'GET /api/imports'),
  only(reporting, 'POST /api/imports', { form: { ...unit, unit: unit.code, period: '2026-H1', file } }),
  only(reporting, 'GET /api/imports/:id'),
  only(reporting, 'PUT /api/imports/:id/answers', { json: { revision: 1 } }),
  only(reporting, 'GET /api/imports/:id/file'),
  only(reporting, 'GET /api/imports/:id/marked.xlsx'),
  only(reporting, 'GET /api/imports/:id/changes'),
  only(reporting, 'GET /api/origin/:vintage/:code/:measure', {
    at: `/api/origin/${unit.vintage}/${unit.code}/villages?period=2026-H1`,
  }),
  only(reporting, 'GET /api/forms/:vintage/:file', {
    at: `/api/forms/${unit.vintage}/${unit.code}.xlsx?period=2026-H1`,
  }),
  // who may take which step of a report is decided by its state, and tested with it
  only(reporting, 'POST /api/imports/:id/submit', { json: { revision: 1 } }),
  only(reporting, 'POST /api/imports/:id/discard', { json: { revision: 1 } }),
  only(reporting, 'POST /api/imports/:id/return', { json: { revision: 1, remark: 'thiếu thôn' } }),
  only(reporting, 'POST /api/imports/:id/approve', { json: { revision: 1 } }),
  only(reporting, 'POST /api/imports/:id/publish', { json: { dataVersion: 1 } }),
  only(reporting, 'POST /api/imports/:id/withdraw', { json: { dataVersion: 1 } }),
  only(reporting, 'POST /api/imports/:id/restore', { json: { dataVersion: 1 } }),

  // the register of villages and facilities
  only(reporting, 'POST /api/places/proposals', {
    json: { id: 'p-1', change: { kind: 'village', action: 'remove', subject: 'unknown', content: null } },
  }),
  only(reporting, 'GET /api/places/proposals'),
  only(reporting, 'GET /api/places/proposals/:id'),
  only(reviewing, 'POST /api/places/proposals/:id/approve'),
  only(reviewing, 'POST /api/places/proposals/:id/return', { json: { reason: 'chưa rõ vị trí' } }),
  only(reporting, 'POST /api/places/photos', { form: { photo: new File(['x'], 'anh.jpg') } }),
  only(reporting, 'POST /api/places/imports', {
    form: { file, kind: 'village', source: 'sổ thôn', asOf: '2026-06-30' },
  }),
  only(reviewing, 'POST /api/places/approvals', { json: { ids: ['p'] } }),
  // a photo on record is for everyone; one that waits for review is the matter of the route's own tests
  readers('GET /api/places/photos/:id'),

  // accounts
  always('POST /api/auth/sign-in/email'),
  always('POST /api/auth/sign-out'),
  // both only send the reader on: to the identity provider, and to the page of sign-in
  always('GET /api/auth/office'),
  always('GET /api/auth/callback/oidc'),
  always('POST /api/join/look', { json: { token: 'unknown' } }),
  always('POST /api/join'),
  always('GET /api/accounts/me'),
  only(signedIn, 'POST /api/accounts/me/password', {
    json: { current: 'not the current one', next: 'mưa xanh bảy cầu thang' },
  }),
  only(administering, 'GET /api/accounts'),
  only(administering, 'PATCH /api/accounts/:id', { json: { isDisabled: true } }),
  only(administering, 'POST /api/accounts/:id/reset'),
  only(administering, 'GET /api/accounts/invitations'),
  only(administering, 'POST /api/accounts/invitations', { json: { name: 'Vàng Thị Sua', role: 'viewer' } }),
  only(administering, 'DELETE /api/accounts/invitations/:id'),
  only(administering, 'PUT /api/settings/public-reading', { json: { publicReading: 'open' } }),
  only(administering, 'GET /api/audit'),

  // boundaries on their way in
  only(administering, 'POST /api/boundaries', { at: '/api/boundaries?vintage=2025&name=map.geojson' }),
  only(administering, 'GET /api/boundaries/candidates'),
  only(administering, 'GET /api/boundaries/candidates/:id'),
  only(administering, 'GET /api/boundaries/candidates/:id/map.topojson'),
  only(administering, 'GET /api/boundaries/candidates/:id/mend.csv'),
  only(administering, 'PUT /api/boundaries/candidates/:id/mend', { json: { revision: 1, mend: {} } }),
  only(administering, 'PUT /api/boundaries/candidates/:id/mend.csv', {
    at: '/api/boundaries/candidates/1/mend.csv?revision=1',
  }),
  only(administering, 'DELETE /api/boundaries/candidates/:id'),
  only(administering, 'POST /api/boundaries/candidates/:id/install', { json: { revision: 1 } }),
  only(administering, 'GET /api/boundaries/versions'),
  only(administering, 'POST /api/boundaries/versions/:id/activate'),

  // layers for GIS
  readers('GET /ogc'),
  readers('GET /ogc/style.css'),
  readers('GET /ogc/conformance'),
  readers('GET /ogc/api'),
  readers('GET /ogc/collections'),
  readers('GET /ogc/collections/:collectionId'),
  readers('GET /ogc/collections/:collectionId/queryables'),
  readers('GET /ogc/collections/:collectionId/schema'),
  readers('GET /ogc/collections/:collectionId/items'),
  readers('GET /ogc/collections/:collectionId/items/:featureId'),

  // operations, and the description of the API
  always('GET /healthz'),
  always('GET /readyz'),
  always('GET /metrics'),
  readers('GET /openapi.json'),
  readers('GET /docs'),
  readers('GET /docs/start.js'),
  readers('GET /docs/:asset{swagger-ui(-bundle)?\\.(css|js)}'),

  // the page
  readers('GET /'),
  readers('GET /given'),
  readers('GET /compare'),
  readers('GET /budget'),
  readers('GET /places'),
  readers('GET /report'),
  readers('GET /data'),
  readers('GET /accounts'),
  readers('GET /boundaries'),
  readers('GET /embed'),
  always('GET /sign-in'),
  always('GET /join'),
  always('GET /favicon.svg'),
  readers('GET /s/page.css'),
  readers('GET /s/:id'),
]
