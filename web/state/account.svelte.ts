import type { Me } from '../api-accounts'
import { fetchMe, postSignOut } from '../api-accounts'
import { forgetOffline } from './offline'
import { forgetSignIn, noteSignIn } from './signed-in'

let me = $state.raw<Me | null>(null)

/** Who is signed in, as the server last said; `load` asks it. Reading it in a template or effect follows it. */
export const account = {
  /** Null for a visitor, and before the server was asked. */
  get now(): Me['account'] {
    return me?.account ?? null
  },
  /** Whether the server was asked. */
  get isKnown(): boolean {
    return me !== null
  },
  get publicReading(): Me['publicReading'] {
    return me?.publicReading ?? 'open'
  },
  /** Whether people may sign in with an account of their office. */
  get hasOidc(): boolean {
    return me?.hasOidc ?? false
  },
  /** @throws when the server cannot be asked */
  async load(lang: string): Promise<void> {
    me = await fetchMe(lang)
    if (me.account) noteSignIn()
    else forgetSignIn()
  },
  async signOut(lang: string): Promise<void> {
    await postSignOut(lang)
    forgetSignIn()
    await forgetOffline()
    me = null
  },
}
