import type { SignedIn } from '../../tests/accounts/sign-in'
import { ask } from '../../tests/accounts/sign-in'

/** What an officer sends in for a commune, and what a reader then must find. */
export type Figures = { villages: number; villages_with_play_area: number }

/** A report as the server tells of it. */
export type Standing = {
  id: number
  state: string
  revision: number
  code: string
  fileHash: string
  findings: { key: string; severity: string }[]
}

export const period = '2026-H1'

type Asked = { url: string; who: SignedIn }

/** Bytes of a file that names the commune and its figures, as an officer writes it. */
export const fileOf = (
  code: string,
  { villages, villages_with_play_area }: Figures,
): Uint8Array<ArrayBuffer> =>
  new TextEncoder().encode(
    `Mã;villages;villages_with_play_area\n${code};${villages};${villages_with_play_area}\n`,
  )

async function answerOf<T>(reply: Response): Promise<T> {
  if (!reply.ok) throw new Error(`${reply.status} ${await reply.text()}`)
  return (await reply.json()) as T
}

/** Sends a file in, and gives the reasons it is asked for. */
export async function upload({ url, who }: Asked, code: string, figures: Figures): Promise<Standing> {
  const body = new FormData()
  body.set('file', new File([fileOf(code, figures)], `${code}.csv`))
  for (const [key, value] of Object.entries({ vintage: '2025', period, unit: code })) body.set(key, value)
  const report = await answerOf<Standing>(
    await fetch(`${url}/api/imports`, { method: 'POST', body, headers: who }),
  )
  return report
}

export async function giveReasons({ url, who }: Asked, report: Standing): Promise<Standing> {
  const asked = report.findings.filter(({ severity }) => severity === 'warning')
  if (asked.length === 0) return report
  const reasons = Object.fromEntries(asked.map(({ key }) => [key, 'Đã kiểm tra lại với thôn']))
  const body = { revision: report.revision, reasons }
  return answerOf(
    await ask({ url, joinAddress: null }, 'PUT', `/api/imports/${report.id}/answers`, body, who),
  )
}

export async function step(
  { url, who }: Asked,
  deed: 'submit' | 'approve' | 'publish' | 'withdraw' | 'restore',
  report: Pick<Standing, 'id' | 'revision'>,
): Promise<Standing> {
  const isPublication = deed === 'publish' || deed === 'withdraw' || deed === 'restore'
  const body = isPublication ? { dataVersion: await dataVersion(url) } : { revision: report.revision }
  return answerOf(
    await ask({ url, joinAddress: null }, 'POST', `/api/imports/${report.id}/${deed}`, body, who),
  )
}

export async function dataVersion(url: string): Promise<number> {
  const { dataVersion: version } = await answerOf<{ dataVersion: number }>(await fetch(`${url}/readyz`))
  return version
}

export async function reportsOf({ url, who }: Asked): Promise<Standing[]> {
  const { reports } = await answerOf<{ reports: Standing[] }>(
    await fetch(`${url}/api/imports`, { headers: who }),
  )
  return reports
}

export const fileBytes = async ({ url, who }: Asked, id: number): Promise<Uint8Array> =>
  new Uint8Array(await (await fetch(`${url}/api/imports/${id}/file`, { headers: who })).arrayBuffer())

/** Numerator and denominator that readers see for each commune, by code; null where nothing real was reported. */
export async function shown(url: string): Promise<Map<string, Figures | null>> {
  const query = `vintage=2025&period=${period}&illustrative=false`
  const columns = await answerOf<Record<string, (string | number | null)[]>>(
    await fetch(`${url}/api/indicators/play-areas-villages/values?${query}`),
  )
  return new Map(
    (columns['code'] ?? []).map((code, i) => {
      const [having, all] = [columns['numerator']?.[i], columns['denominator']?.[i]]
      const isKnown = typeof having === 'number' && typeof all === 'number'
      return [String(code), isKnown ? { villages: all, villages_with_play_area: having } : null]
    }),
  )
}
