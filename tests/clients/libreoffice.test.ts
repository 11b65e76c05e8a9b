import { execFile, execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { TestServer } from '../fixtures/server'
import { startServer } from '../fixtures/server'

const run = promisify(execFile)

/** Whether LibreOffice and what reads its PDF are there (Debian: libreoffice-writer, poppler-utils). */
const hasLibreOffice = (() => {
  try {
    execFileSync('soffice', ['--version'], { stdio: 'ignore' })
    execFileSync('pdftotext', ['-v'], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
})()

describe.runIf(hasLibreOffice)('LibreOffice, without a screen,', { timeout: 240_000 }, () => {
  let server: TestServer
  const folder = mkdtempSync(join(tmpdir(), 'ban-do-libreoffice-'))

  beforeAll(async () => {
    server = await startServer()
  })
  afterAll(async () => {
    await server.stop()
    rmSync(folder, { recursive: true, force: true })
  })

  /** Pages of a report as LibreOffice lays it out, as plain text. */
  async function pagesOf(name: string, query: string): Promise<string[]> {
    const reply = await server.get(`/api/reports/${name}.docx?${query}`)
    const file = join(folder, `${name}.docx`)
    writeFileSync(file, Buffer.from(await reply.arrayBuffer()))
    const profile = `-env:UserInstallation=file://${join(folder, 'profile')}`
    await run('soffice', [profile, '--headless', '--convert-to', 'pdf', '--outdir', folder, file])
    const { stdout } = await run('pdftotext', ['-layout', join(folder, `${name}.pdf`), '-'])
    // every page ends in a form feed
    return stdout.split('\f').slice(0, -1)
  }

  test('opens the report: several pages, its title on the first, no word of a table broken', async () => {
    const pages = await pagesOf('half-yearly', 'vintage=2024&district=085&lang=en')
    expect(pages.length).toBeGreaterThan(3)
    expect(pages[0]).toContain('REPORT')
    expect(pages[0]).toMatch(/Results of Plan 50\/KH-UBND/)
    const words = pages.join(' ').split(/\s+/)
    for (const whole of ['500/100,000', 'Communes', 'Enrolled', 'Verdict']) expect(words).toContain(whole)
    for (const broken of ['Commu', 'Enrolle', 'Verdi']) expect(words).not.toContain(broken)
  })
})
