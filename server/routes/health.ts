import { Hono } from 'hono'
import type { Published } from '../published'
import type { StoreState } from '../store-check'

/** For load balancers and monitoring: the process runs; it has data to answer with, from a store that is whole. */
export const healthRoutes = (published: () => Published, store: () => StoreState) =>
  new Hono()
    .get('/healthz', (c) => c.json({ status: 'ok' }))
    .get('/readyz', (c) => {
      const [state, dataVersion] = [store(), published().dataset.version]
      return state === 'damaged'
        ? c.json({ status: 'damaged', dataVersion, store: state }, 503)
        : c.json({ status: 'ready', dataVersion, store: state })
    })
