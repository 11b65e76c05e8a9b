import type { Figures, Standing } from './office'

/** A report as its sender knows it: what was confirmed, and what was asked for and not yet answered. */
export type Known = {
  code: string
  figures: Figures
  hash: string
  state: string
  /** Publications and restorations in the order in which they were confirmed. */
  rank: number
}

/** What one commune's officer was told by the server, to be held against what the server says after a fall. */
export type Ledger = {
  reports: Map<number, Known>
  /** The step that was on its way when the server fell: the report, and the state it would lead to. */
  pending: { id: number | null; code: string; figures: Figures; hash: string; to: string } | null
}

/** What is wrong after a restart; nothing is, if all confirmed steps are there and no half one. */
export function faultsOf(
  ledger: Ledger,
  found: readonly Standing[],
  isWhole: (report: Standing) => boolean,
): string[] {
  const faults: string[] = []
  const ids = new Set(found.map(({ id }) => id))
  for (const [id, known] of ledger.reports) {
    if (!ids.has(id)) faults.push(`report ${id} was confirmed as ${known.state} and is gone`)
  }
  let strangers = 0
  for (const report of found) {
    const known = ledger.reports.get(report.id)
    const { pending } = ledger
    if (!isWhole(report)) faults.push(`report ${report.id} has lost its file or part of it`)
    if (!known) {
      strangers += 1
      if (pending?.id !== null || report.state !== 'draft' || report.fileHash !== pending.hash) {
        faults.push(`report ${report.id} (${report.state}) was never sent`)
      }
    } else if (report.state !== known.state && !(pending?.id === report.id && report.state === pending.to)) {
      faults.push(`report ${report.id} was confirmed as ${known.state} and is ${report.state}`)
    }
  }
  if (strangers > 1) faults.push(`${strangers} reports appeared, one was on its way`)
  return faults
}

/** Takes over what the server really holds, so that the next round begins from there. */
export function adopt(ledger: Ledger, found: readonly Standing[]): void {
  const { pending } = ledger
  for (const report of found) {
    const known = ledger.reports.get(report.id)
    if (known && known.state !== report.state) {
      known.state = report.state
    } else if (!known && pending) {
      const { code, figures, hash } = pending
      ledger.reports.set(report.id, { code, figures, hash, state: report.state, rank: report.id })
    }
  }
  ledger.pending = null
}

/** The figures that readers must see of a commune: those of its published report that was published first last. */
export function expected(ledger: Ledger, code: string): Figures | null {
  const published = [...ledger.reports.values()].filter(
    (known) => known.code === code && known.state === 'published',
  )
  return published.sort((a, b) => b.rank - a.rank)[0]?.figures ?? null
}
