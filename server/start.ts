import { existsSync, readFileSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { serve } from '@hono/node-server'
import { pino } from 'pino'
import { withholding } from '#domain/privacy/withhold'
import { createAccounts, firstAdministratorPath } from './accounts/accounts'
import { sessionSecret } from './accounts/secret'
import { createApp } from './app'
import type { Audience } from './routes/audience'
import { audience } from './routes/audience'
import { ensureBoundaries, loadBoundaries } from './boundaries'
import type { Config } from './config'
import { readDeadlines } from './intake/deadlines'
import { readReportTemplate } from './intake/report-template'
import { openShipped } from './intake/shipped'
import { attemptOfficial } from './intake/boundaries-attempt'
import { createMetrics } from './observe/metrics'
import { watchQueries } from './observe/queries'
import { createPace } from './pace'
import { createPlanner } from './planner'
import type { Published } from './published'
import { createQuick } from './quick'
import { createRenderer } from './render/renderer'
import { createReportTools } from './report-tools'
import { createStudio } from './routes/studio'
import type { Claim } from './store/claim'
import { claimFolder } from './store/claim'
import { openStore } from './store/connect'
import { loadDataset } from './store/load'
import { migrate } from './store/migrate'
import { seed } from './store/seed'
import { inSlices } from './slices'
import { createStoreCheck } from './store-check'
import { warm, warmLarge } from './warm'

/** A server that answers, and how to end it: it finishes what runs, then closes the store. */
export type Running = {
  url: string
  /** Address by which the first administrator joins; null once there is one. */
  joinAddress: string | null
  published: () => Published
  reload: () => Promise<void>
  stop: () => Promise<void>
}

/**
 * Opens (or makes) the store, brings it up to date, reads it into memory and listens.
 * @throws StoreError when the store cannot be used, or another server uses its folder; Error when the page was not built
 */
export async function start(config: Config): Promise<Running> {
  if (!existsSync(join(config.webDir, 'index.html'))) {
    throw new Error(`Trang web chưa được tạo / the page is not built: npm run build`)
  }
  const claim = claimFolder(config.dataDir)
  try {
    return await open(config, claim)
  } catch (error) {
    claim.release()
    throw error
  }
}

async function open(config: Config, claim: Claim): Promise<Running> {
  const logger = pino({ level: config.logLevel })
  const metrics = createMetrics()
  const store = openStore(config.databaseFile, watchQueries(logger, metrics))
  await migrate(store)
  const shipped = openShipped(config.shippedDir)
  await seed(store, shipped)
  await ensureBoundaries(store, shipped)

  const read = async (before: Published | null): Promise<Record<Audience, Published>> => {
    const dataset = await loadDataset(store, shipped.catalogue, { illustrative: config.illustrative })
    const authorised = {
      dataset,
      boundaries: await loadBoundaries(store, before?.boundaries),
      plan: shipped.plan,
      interventions: shipped.interventions,
      priority: shipped.priority,
    }
    const open = await inSlices(withholding(dataset, config.privacyThreshold))
    return { authorised, everyone: { ...authorised, dataset: open } }
  }
  let current = await read(null)
  const published = () => current[audience()]
  const renderer = createRenderer()
  const planner = createPlanner()
  let url = `http://${config.host}:${config.port}`
  const template = readReportTemplate(
    join(config.shippedDir, 'reports/plan.yaml'),
    new Set(published().dataset.indicators.keys()),
  )
  const studio = createStudio({
    renderer,
    store,
    template,
    publicUrl: () => config.publicUrl ?? url,
    onFault: (fault, { id, done, pages }) =>
      logger.error({ err: fault, atlas: id, done, pages }, 'an atlas was not drawn'),
  })
  metrics.watchDataVersion(() => published().dataset.version)
  const accounts = await createAccounts({
    store,
    secret: sessionSecret(config.authSecret, config.dataDir),
    publicUrl: config.publicUrl,
    trustedProxies: config.trustedProxies,
    oidc: config.oidc,
    logger,
  })
  const joinPath = await firstAdministratorPath(store)
  const tools = createReportTools(shipped)
  metrics.watchQueue('renderer', renderer.queue)
  metrics.watchQueue('planner', planner.queues.budgets)
  metrics.watchQueue('planner-draws', planner.queues.draws)
  metrics.watchQueue('reader', tools.queue)
  const intake = {
    store,
    published,
    reload: () => reload(),
    tools,
    deadlines: readDeadlines(
      'campaign.yaml',
      readFileSync(join(config.shippedDir, 'campaign.yaml'), 'utf8'),
      new Set(shipped.sources.map(({ id }) => id)),
    ),
    now: () => new Date(),
  }
  const storeCheck = createStoreCheck(config.databaseFile, (finding) =>
    logger.error({ finding }, 'the store was looked over'),
  )
  const app = createApp({
    accounts,
    intake,
    published,
    logger,
    studio,
    planner,
    webDir: config.webDir,
    storeState: storeCheck.state,
    metrics,
    metricsToken: config.metricsToken,
    protection: {
      isSecure: config.publicUrl?.startsWith('https:') ?? false,
      frameAncestors: config.frameAncestors,
    },
    limits: config.hasRateLimits ? { trustedProxies: config.trustedProxies } : null,
  })
  const quick = createQuick({
    source: () => current.everyone,
    isOpen: () => accounts.reading() === 'open',
    seen: ({ requestId, method, route, status, milliseconds }) => {
      metrics.request({ method, route, status, seconds: milliseconds / 1000 })
      logger.info({ requestId, method, route, status, milliseconds: Math.round(milliseconds) }, 'request')
    },
  })
  const pace = createPace()
  const answer = quick.learning((request, env) => pace.answering(() => app.fetch(request, env)))
  const { server, address } = await listen(answer, config, quick.quickServer).catch(
    async (error: unknown) => {
      await Promise.all([renderer.close(), planner.close(), tools.close()])
      await store.destroy()
      throw error
    },
  )
  url = `http://${config.host}:${address.port}`
  const stopping = new AbortController()
  const reload = async () => {
    const fresh = await read(current.everyone)
    // of two at once the one that read later data stays
    if (fresh.everyone.dataset.version >= published().dataset.version) current = fresh
    warmCurrent()
  }
  let warming = new AbortController()
  const warmCurrent = () => {
    warming.abort()
    warming = new AbortController()
    void warm(current.everyone.dataset, AbortSignal.any([warming.signal, stopping.signal]), pace.rest)
  }
  warmCurrent()
  void warmLarge([planner, tools, { warm: accounts.auth }], stopping.signal, (fault) =>
    logger.warn({ err: fault }, 'what is large could not be started ahead'),
  )
  const attempt = tryOfficialBoundaries()
  return {
    url,
    joinAddress: joinPath === null ? null : (config.publicUrl ?? url) + joinPath,
    published,
    reload,
    stop: async () => {
      stopping.abort()
      await attempt
      await storeCheck.stop()
      await close(server)
      await Promise.all([renderer.close(), planner.close(), tools.close()])
      await store.destroy()
      claim.release()
    },
  }

  /** Beside the running server: the page is there on the schematic map long before, and without a network it stays. */
  async function tryOfficialBoundaries() {
    if (config.boundaries === 'schematic' || published().boundaries['2025'].quality !== 'schematic') return
    try {
      const outcome = await attemptOfficial(config.dataDir, process.env, stopping.signal)
      if (outcome === 'installed') await reload()
    } catch (error) {
      logger.warn({ err: error }, 'the official boundaries were not installed')
    }
  }
}

function listen(
  fetch: Parameters<typeof serve>[0]['fetch'],
  { port, host }: Config,
  createServer: ReturnType<typeof createQuick>['quickServer'],
) {
  return new Promise<{ server: ReturnType<typeof serve>; address: AddressInfo }>((resolve, reject) => {
    const server = serve({ fetch, createServer, port, hostname: host }, (address) =>
      resolve({ server, address }),
    )
    // a reader who sends or takes too slowly must not hold a connection for ever
    if ('headersTimeout' in server) Object.assign(server, timeouts)
    server.on('error', (error: NodeJS.ErrnoException) => {
      reject(
        error.code === 'EADDRINUSE'
          ? new Error(
              `Cổng ${port} đang được dùng; chọn cổng khác, ví dụ PORT=3001 npm start / ` +
                `port ${port} is in use; choose another, for example PORT=3001 npm start`,
            )
          : error,
      )
    })
  })
}

/** Milliseconds for the head of a request, for all of it, and between two of one connection. */
const timeouts = { headersTimeout: 15_000, requestTimeout: 120_000, keepAliveTimeout: 10_000 }

/** What runs may finish; who still reads after this many milliseconds is cut off. */
const graceMilliseconds = 20_000

function close(server: ReturnType<typeof serve>): Promise<void> {
  return new Promise((resolve) => {
    const cut = setTimeout(() => {
      if ('closeAllConnections' in server) server.closeAllConnections()
    }, graceMilliseconds)
    server.close(() => {
      clearTimeout(cut)
      resolve()
    })
  })
}
