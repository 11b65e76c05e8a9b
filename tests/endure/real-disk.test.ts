import { execFileSync } from 'node:child_process'
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { startChild } from '../../scripts/endure/child'
import { signedIn } from '../accounts/sign-in'
import { temporaryFolder } from '../fixtures/store'

const { folder: disk, remove } = temporaryFolder()
/** A disk of its own, which only the superuser may make. */
const hasDisk = isMounted()
afterAll(() => {
  if (hasDisk) execFileSync('umount', ['-l', disk])
  remove()
})

function isMounted(): boolean {
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=24m', 'none', disk], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}

/** A report with a long remark, as files with pictures or notes in them are. */
function form(number: number): FormData {
  const body = new FormData()
  const remarks = `;;;${'x'.repeat(30_000)}\n`.repeat(60)
  const head = 'Mã;villages;villages_with_play_area;Ghi chú\n02839;20;9;\n'
  body.set('file', new File([head, remarks, String(number)], 'bao-cao.csv'))
  for (const [key, value] of Object.entries({ vintage: '2025', period: '2026-H1', unit: '02839' })) {
    body.set(key, value)
  }
  return body
}

test.runIf(hasDisk)(
  'a disk that fills up stops no reader, and the server goes on when there is room',
  async () => {
    mkdirSync(join(disk, 'data'))
    const child = await startChild(join(disk, 'data'))
    try {
      const reporter = await signedIn({ url: child.url, joinAddress: child.joinAddress }, 'reporter')
      const headers = { ...reporter, Connection: 'close' }
      const send = (number: number) =>
        fetch(`${child.url}/api/imports`, { method: 'POST', body: form(number), headers })
      const ballast = join(disk, 'ballast')
      expect(() => writeFileSync(ballast, new Uint8Array(32 * 1024 * 1024))).toThrow('ENOSPC')
      // the database has some room inside its own files
      let answer = await send(0)
      for (let number = 1; answer.status === 201 && number < 20; number++) answer = await send(number)
      expect(answer.status).toBe(507)
      expect(await answer.json()).toMatchObject({ detail: expect.stringContaining('đã đầy') as string })
      expect((await fetch(`${child.url}/api/indicators/play-areas-villages/values`)).status).toBe(200)
      rmSync(ballast)
      expect((await send(20)).status).toBe(201)
      expect(await child.stop()).toBe(0)
    } finally {
      await child.kill()
    }
  },
  600_000,
)
