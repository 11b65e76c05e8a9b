import { OpenAPIHono } from '@hono/zod-openapi'
import { cors } from 'hono/cors'
import { requestId } from 'hono/request-id'
import type { Logger } from 'pino'
import { workFor } from './routes/audience'
import type { Planner } from './planner'
import type { Published } from './published'
import { versionOf } from './published'
import type { Metrics } from './observe/metrics'
import { watchRequests } from './observe/requests'
import type { Accounts } from './accounts/accounts'
import { accountRoutes } from './routes/accounts'
import { allocationRoutes } from './routes/allocation'
import { atlasRoutes } from './routes/atlas'
import { annexRoutes } from './routes/annex'
import { auditRoutes } from './routes/audit'
import { boundaryRoutes } from './routes/boundaries'
import { boundaryCandidateRoutes } from './routes/boundary-candidates'
import { boundaryVersionRoutes } from './routes/boundary-versions'
import { campaignRoutes } from './routes/campaign'
import { bound } from './routes/bounds'
import { catalogueRoutes } from './routes/catalogue'
import { commitmentRoutes } from './routes/commitments'
import { compareRoutes } from './routes/compare'
import { docsRoutes } from './routes/docs'
import { embedRoutes } from './routes/embed'
import { exportRoutes } from './routes/exports'
import { facilityRoutes } from './routes/facilities'
import { formRoutes } from './routes/forms'
import { healthRoutes } from './routes/health'
import { importRoutes } from './routes/imports'
import { importFileRoutes } from './routes/imports-files'
import { importStepRoutes } from './routes/imports-steps'
import { indicatorRoutes } from './routes/indicators'
import type { Intake } from './routes/intake'
import { invitationRoutes } from './routes/invitations'
import { joinRoutes } from './routes/join'
import { ogcRoutes } from './routes/ogc'
import { officeRoutes } from './routes/office'
import { ownOrigin } from './routes/origin'
import type { LimitOptions } from './routes/limits'
import { metricsRoutes } from './routes/metrics'
import { givenPath, pageRoutes } from './routes/page'
import { readTemplate } from './routes/page-document'
import { accessRoutes } from './routes/place-access'
import { placeCountRoutes } from './routes/place-counts'
import { placeApprovalRoutes } from './routes/place-approvals'
import { placeImportRoutes } from './routes/place-imports'
import { placePhotoRoutes } from './routes/place-photos'
import { placeProposalRoutes } from './routes/place-proposals'
import { planRoutes } from './routes/plan'
import { plateRoutes } from './routes/plates'
import { priorityRoutes } from './routes/priority'
import { headersOf, problemJson, problemOf } from './routes/problem'
import { closable } from './routes/reading'
import { newRouter, refusalOfBody } from './routes/router'
import { session } from './routes/session'
import { signInRoutes } from './routes/sign-in'
import { forEveryone, sensitive } from './routes/sensitive'
import { stored } from './routes/stored'
import { protect } from './routes/protect'
import type { Protection } from './routes/security-headers'
import { reportRoutes } from './routes/reports'
import { scenarioRoutes } from './routes/scenarios'
import { snapshotPageRoutes } from './routes/snapshot-page'
import { snapshotRoutes } from './routes/snapshots'
import { refusalOfStore } from './routes/store-refusals'
import type { Studio } from './routes/studio'
import type { StoreState } from './store-check'
import { unitRoutes } from './routes/units'
import { villageRoutes } from './routes/villages'

/** The public API. `published` is asked for at each request, because a publication replaces it. */
export function createApi(
  published: () => Published,
  studio: Studio,
  planner: Planner,
  accounts: Accounts,
  intake: Intake,
) {
  // what is passed on or kept holds nothing that only some may see, whoever asks for it
  const forAll = () => workFor('everyone', published)
  return (
    newRouter()
      .route('/', catalogueRoutes(published))
      .route('/', unitRoutes(published))
      // before the geometry, whose address has room for any two words
      .route('/', boundaryCandidateRoutes(intake))
      .route('/', boundaryVersionRoutes(intake))
      .route('/', boundaryRoutes(published))
      .route('/', indicatorRoutes(published))
      .route('/', compareRoutes(published, planner))
      .route('/', exportRoutes(published))
      .route('/', planRoutes(published))
      .route('/', atlasRoutes(forAll, studio))
      .route('/', plateRoutes(forAll, studio, planner))
      .route('/', snapshotRoutes(forAll, studio))
      .route('/', reportRoutes(forAll, studio))
      .route('/', priorityRoutes(published, planner))
      .route('/', allocationRoutes(published, planner))
      .route('/', scenarioRoutes({ published: forAll, planner, store: studio.store }))
      .route('/', annexRoutes({ published: forAll, planner, studio }))
      .route(
        '/',
        commitmentRoutes({
          published,
          store: studio.store,
          today: () => intake.now().toISOString().slice(0, 10),
        }),
      )
      .route('/', villageRoutes(published, studio.store))
      .route('/', facilityRoutes(published, studio.store))
      .route('/', accessRoutes(published, planner))
      .route('/', placeCountRoutes(published))
      .route('/', placeProposalRoutes(intake))
      .route('/', placePhotoRoutes(intake))
      .route('/', placeApprovalRoutes(intake))
      .route('/', placeImportRoutes(intake))
      .route('/', signInRoutes(accounts))
      .route('/', officeRoutes(accounts))
      .route('/', joinRoutes(accounts, published))
      .route('/', invitationRoutes(accounts, published))
      .route('/', accountRoutes(accounts, published))
      .route('/', auditRoutes(accounts))
      .route('/', importRoutes(intake))
      .route('/', importFileRoutes(intake))
      .route('/', importStepRoutes(intake))
      .route('/', campaignRoutes(intake))
      .route('/', formRoutes(intake))
  )
}

export type ApiType = ReturnType<typeof createApi>

export type AppOptions = {
  published: () => Published
  logger: Logger
  /** Where maps are drawn and frozen. */
  studio: Studio
  /** Where budgets are solved and draws are made. */
  planner: Planner
  /** Who may come in. */
  accounts: Accounts
  /** Where reports of units come in. */
  intake: Intake
  /** Folder of the built page. */
  webDir: string
  /** How far the store has been looked over. */
  storeState: () => StoreState
  metrics: Metrics
  /** What operators bring to read the figures; null admits programs of the machine itself. */
  metricsToken: string | null
  protection: Protection
  /** Null sets no bounds on what one reader may ask for. */
  limits: LimitOptions | null
}

/** Asks the API as a visitor would, without the network; null when it refuses, or when the answer is for one moment only. */
const askOf =
  (api: ReturnType<typeof createApi>) =>
  async (address: string): Promise<unknown> => {
    const answer = await api.request(address)
    return answer.ok && answer.headers.get('cache-control') !== 'no-store' ? answer.json() : null
  }

/** The whole application: API, its description, and the page. */
export function createApp({
  published,
  logger,
  studio,
  planner,
  accounts,
  intake,
  webDir,
  storeState,
  metrics,
  metricsToken,
  protection,
  limits,
}: AppOptions) {
  const app = new OpenAPIHono()
  app.use(requestId())
  app.use(watchRequests(logger, metrics))
  const template = readTemplate(webDir)
  app.use(protect({ ...protection, inline: template.hashes }))
  app.use('/api/*', cors({ origin: '*', allowMethods: ['GET', 'HEAD', 'POST', 'OPTIONS'] }))
  app.use('/api/*', ownOrigin(accounts))
  app.use(session(accounts))
  // before the kept answers, so that these are not given to who may not read them
  app.use(closable(accounts))
  for (const path of ['/', givenPath, '/api/*', '/ogc/*']) app.use(path, sensitive())
  app.use('/api/*', forEveryone(stored(() => versionOf(published()))))
  bound(app, limits)
  const api = createApi(published, studio, planner, accounts, intake)
  app.route('/api', api)
  app.route('/ogc', ogcRoutes(published))
  app.route('/', healthRoutes(published, storeState))
  app.route('/', metricsRoutes(metrics, metricsToken))
  app.route('/', docsRoutes(app))
  app.route('/', snapshotPageRoutes(published, studio))
  app.route('/', embedRoutes({ webDir, published }))
  const keptPages = forEveryone(stored(() => versionOf(published())))
  for (const path of ['/', givenPath]) app.use(path, keptPages)
  app.route(
    '/',
    pageRoutes({
      webDir,
      template,
      published,
      ask: askOf(api),
      onFault: (fault) => logger.error({ err: fault }, 'the page was not drawn'),
    }),
  )
  app.notFound((c) =>
    c.json(
      problemOf(c, {
        kind: 'not-found',
        status: 404,
        detail: {
          vi: `Không có gì ở địa chỉ ${c.req.path}. Các địa chỉ được mô tả tại /docs.`,
          en: `There is nothing at ${c.req.path}. The addresses are described at /docs.`,
        },
      }),
      404,
      problemJson,
    ),
  )
  app.onError((error, c) => {
    const refusal = refusalOfBody(error)
    if (refusal) return c.json(problemOf(c, refusal), refusal.status, problemJson)
    logger.error({ err: error, requestId: c.get('requestId') }, 'request failed')
    const failed = refusalOfStore(error)
    if (failed) return c.json(problemOf(c, failed), failed.status, headersOf(failed))
    return c.json(
      problemOf(c, {
        kind: 'server-error',
        status: 500,
        detail: {
          vi: `Máy chủ gặp lỗi. Hãy thử lại; nếu vẫn lỗi, báo cho quản trị viên mã ${c.get('requestId')}.`,
          en: `The server failed. Try again; if it persists, give the administrator the id ${c.get('requestId')}.`,
        },
      }),
      500,
      problemJson,
    )
  })
  return app
}
