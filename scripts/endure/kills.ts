import { createHash } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { randomOf } from '#domain/random'
import type { SignedIn } from '../../tests/accounts/sign-in'
import { signedIn } from '../../tests/accounts/sign-in'
import type { Child } from './child'
import { startChild } from './child'
import type { Ledger } from './ledger'
import { adopt, expected, faultsOf } from './ledger'
import type { Figures, Standing } from './office'
import { fileBytes, fileOf, giveReasons, reportsOf, shown, step, upload } from './office'

export type KillRun = { kills: number; seed: number; print?: (line: string) => void }
export type KillResult = {
  kills: number
  /** Steps that the server confirmed before it fell. */
  confirmed: number
  /** Falls with a step on its way: found undone, and found done. */
  undone: number
  done: number
  faults: string[]
}

const communes = ['02647', '02671', '02839', '02842', '02848']
const hashOf = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')

/**
 * Sends, approves, publishes and withdraws reports, one after another, while the server is killed at random moments;
 * after each restart it is asked for everything that it had confirmed.
 */
export async function runKills({ kills, seed, print = () => {} }: KillRun): Promise<KillResult> {
  const { index } = randomOf(seed)
  const upTo = (most: number) => index(most + 1)
  const dataDir = mkdtempSync(join(tmpdir(), 'ban-do-endure-'))
  const result: KillResult = { kills: 0, confirmed: 0, undone: 0, done: 0, faults: [] }
  const ledger: Ledger = { reports: new Map(), pending: null }
  let child = await startChild(dataDir, { RATE_LIMITS: 'off' })
  try {
    const place = { url: child.url, joinAddress: child.joinAddress }
    const administrator = await signedIn(place, 'administrator')
    const reporter = await signedIn(place, 'reporter')
    // how long one report takes, from a server that has just started
    let span = 0
    while (result.kills < kills) {
      const officers = { administrator: at(administrator, child), reporter: at(reporter, child) }
      const began = performance.now()
      const work = oneReport(child.url, officers, ledger, upTo, () => (result.confirmed += 1)).then(
        () => 'finished' as const,
        () => 'cut' as const,
      )
      const outcome = span === 0 ? await work : await Promise.race([work, fall(upTo(Math.ceil(span)))])
      if (outcome === 'finished') {
        span = Math.max(span, performance.now() - began)
        continue
      }
      await child.kill()
      await work
      result.kills += 1
      child = await startChild(dataDir, { RATE_LIMITS: 'off' })
      await inspect(child, at(reporter, child), ledger, result)
      if (result.kills % 10 === 0) print(`${result.kills} / ${kills}: ${result.confirmed} steps confirmed`)
    }
    await child.stop()
    return result
  } finally {
    await child.kill()
    rmSync(dataDir, { recursive: true, force: true })
  }
}

const fall = (milliseconds: number) => sleep(milliseconds).then(() => 'time' as const)

/** The cookie holds after a restart; the address, and with it the origin, is another. */
const at = (who: SignedIn, { url }: Child): SignedIn => ({ ...who, Origin: new URL(url).origin })

/** The way of one report, each step entered into the ledger once it is confirmed. */
async function oneReport(
  url: string,
  { administrator, reporter }: { administrator: SignedIn; reporter: SignedIn },
  ledger: Ledger,
  upTo: (most: number) => number,
  confirm: () => void,
): Promise<void> {
  const code = communes[upTo(communes.length - 1)] ?? ''
  const villages = 20 + upTo(20)
  const figures: Figures = { villages, villages_with_play_area: upTo(villages) }
  const hash = hashOf(fileOf(code, figures))
  const plan = { code, figures, hash }

  ledger.pending = { id: null, ...plan, to: 'draft' }
  let report = await upload({ url, who: reporter }, code, figures)
  const known = { ...plan, state: 'draft', rank: report.id }
  ledger.reports.set(report.id, known)
  ledger.pending = null
  confirm()
  report = await giveReasons({ url, who: reporter }, report)

  const move = async (deed: Parameters<typeof step>[1], to: string, who: SignedIn) => {
    ledger.pending = { id: report.id, ...plan, to }
    report = await step({ url, who }, deed, report)
    known.state = to
    ledger.pending = null
    confirm()
  }
  await move('submit', 'submitted', reporter)
  await move('approve', 'approved', administrator)
  await move('publish', 'published', administrator)
  if (upTo(3) > 0) return
  await move('withdraw', 'withdrawn', administrator)
  await move('restore', 'published', administrator)
}

async function inspect({ url }: Child, who: SignedIn, ledger: Ledger, result: KillResult): Promise<void> {
  const found = await reportsOf({ url, who })
  const recent = new Set(found.slice(0, 3).map(({ id }) => id))
  const whole = new Map<number, boolean>()
  for (const { id, fileHash } of found) {
    // every file would make the run take hours; the last ones are those that a fall could have torn
    if (recent.has(id)) whole.set(id, hashOf(await fileBytes({ url, who }, id)) === fileHash)
  }
  result.faults.push(...faultsOf(ledger, found, ({ id }) => whole.get(id) ?? true))
  if (ledger.pending) {
    if (isDone(ledger, found)) result.done += 1
    else result.undone += 1
  }
  adopt(ledger, found)
  const figures = await shown(url)
  for (const code of communes) {
    const [is, shouldBe] = [figures.get(code) ?? null, expected(ledger, code)]
    if (JSON.stringify(is) !== JSON.stringify(shouldBe)) {
      result.faults.push(`${code} shows ${JSON.stringify(is)} instead of ${JSON.stringify(shouldBe)}`)
    }
  }
}

const isDone = ({ pending, reports }: Ledger, found: readonly Standing[]): boolean =>
  pending?.id == null
    ? found.some(({ id }) => !reports.has(id))
    : found.some(({ id, state }) => id === pending.id && state === pending.to)
