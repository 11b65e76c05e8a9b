import { AsyncLocalStorage } from 'node:async_hooks'

/** Who an answer is for: everyone, or those who may see sensitive counts. */
export type Audience = 'everyone' | 'authorised'

const current = new AsyncLocalStorage<Audience>()

/** For whom the work at hand is done: for everyone, unless it runs within {@link workFor}. */
export const audience = (): Audience => current.getStore() ?? 'everyone'

/** Does some work, and all that follows from it, for an audience. */
export const workFor = <T>(who: Audience, work: () => T): T => current.run(who, work)
