import { createStore, del, entries, set } from 'idb-keyval'
import { Refused } from '../api'
import type { ProposalToSend } from '../api-places'
import { postPhoto, postProposal } from '../api-places'
import { account } from './account.svelte'
import { newId } from './place-records'
import { publications } from './publications.svelte'

/** A proposal that waits on this device until there is a network. */
export type Queued = {
  /** Without the photo, whose id the server makes. */
  proposal: ProposalToSend
  photo: Blob | null
  /** Account that made it: nobody else sends it. */
  author: string
  /** What it is about, in the words of whoever made it. */
  title: string
  at: string
  state: 'waiting' | 'refused'
  /** Why the server refused it, in the language of that time. */
  fault: string | null
}

/** What somebody wants, as a form has it. */
export type Wish = {
  /** Of the proposal that was returned and is sent again; a new one otherwise. */
  id: string | null
  change: ProposalToSend['change']
  base: number | null
  note: string
  photo?: Blob | null
  title: string
}

// opened when it is first needed: the page is also drawn where there is no database
let opened: ReturnType<typeof createStore> | null = null
const store = () => (opened ??= createStore('ban-do-tre-em.places', 'queue'))

let list = $state.raw<Queued[]>([])
let sent = $state.raw<Queued[]>([])
let sending = $state<string | null>(null)
let isBroken = $state(false)

async function keep(entry: Queued): Promise<void> {
  list = [...list.filter(({ proposal }) => proposal.id !== entry.proposal.id), entry]
  await set(entry.proposal.id, entry, store())
}

async function drop(id: string): Promise<void> {
  list = list.filter(({ proposal }) => proposal.id !== id)
  await del(id, store())
}

/** Sends the photo, and then the proposal that names it; sent twice, it is one all the same. */
async function deliver({ proposal, photo }: Queued, lang: string): Promise<void> {
  const { change } = proposal
  if (photo === null || change.kind !== 'facility' || change.content === null) {
    await postProposal(proposal, lang)
    return
  }
  const { id } = await postPhoto(photo, lang)
  await postProposal({ ...proposal, change: { ...change, content: { ...change.content, photo: id } } }, lang)
}

/** What waits on this device, and what was sent since the page was opened. */
export const queue = {
  get waiting(): readonly Queued[] {
    return list
  },
  get sent(): readonly Queued[] {
    return sent
  },
  /** Id of the proposal that is being sent. */
  get sending(): string | null {
    return sending
  },
  /** This browser keeps nothing, as in a private window of some. */
  get isBroken(): boolean {
    return isBroken
  },
  /** Reads what earlier visits left. */
  async open(): Promise<void> {
    try {
      const found = await entries<string, Queued>(store())
      list = found.map(([, entry]) => entry).sort((a, b) => (a.at < b.at ? -1 : 1))
    } catch {
      isBroken = true
    }
  },
  /** Keeps what somebody wants, and sends it if it can be. What was kept is not lost when the page is closed. */
  async add({ id, change, base, note, photo = null, title }: Wish, lang: string): Promise<void> {
    if (account.now === null) return
    const entry: Queued = {
      proposal: { id: id ?? newId(), change, base, note, draft: false },
      photo,
      author: account.now.id,
      title,
      // eslint-disable-next-line svelte/prefer-svelte-reactivity -- a moment, written down at once; nothing follows it
      at: new Date().toISOString(),
      state: 'waiting',
      fault: null,
    }
    await keep(entry).catch(() => {
      isBroken = true
    })
    await queue.flush(lang)
  },
  /** Sends all that waits for this account, one after the other; stops where there is no network. */
  async flush(lang: string): Promise<void> {
    if (sending !== null || account.now === null) return
    const mine = list.filter(({ author, state }) => author === account.now?.id && state === 'waiting')
    for (const entry of mine) {
      sending = entry.proposal.id
      try {
        await deliver(entry, lang)
        await drop(entry.proposal.id)
        sent = [...sent, entry]
        publications.note()
      } catch (error) {
        // not signed in, too many at once, a server at fault: the next time may do
        const mayPass =
          !(error instanceof Refused) ||
          [401, 408, 429].includes(error.problem.status) ||
          error.problem.status >= 500
        if (mayPass) break
        await keep({ ...entry, state: 'refused', fault: error.problem.detail })
      } finally {
        sending = null
      }
    }
  },
  async retry(id: string, lang: string): Promise<void> {
    const entry = list.find(({ proposal }) => proposal.id === id)
    if (entry) await keep({ ...entry, state: 'waiting', fault: null })
    await queue.flush(lang)
  },
  discard: drop,
}
