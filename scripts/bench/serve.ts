import { fork } from 'node:child_process'
import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { buildWhereNeeded } from '../built.js'

const root = fileURLToPath(new URL('../..', import.meta.url))

/** A server that answers, in another process. */
export type Served = {
  url: string
  /** From the beginning of the process to its first answer, in milliseconds. */
  firstAnswerMs: number
  /** Memory that the process takes, in bytes. */
  memory: () => Promise<number>
  /** Reads the store again, as after a publication. */
  reload: () => Promise<void>
  stop: () => Promise<void>
}

/** Builds page and server as readers get them. @returns a folder with a copy of the page, for other pages to be put beside it */
export function buildPage(): string {
  const webDir = mkdtempSync(join(tmpdir(), 'ban-do-bench-web-'))
  buildWhereNeeded()
  cpSync(join(root, 'dist/web'), webDir, { recursive: true })
  return webDir
}

/** Starts the product with a fresh store of the shipped data. */
export async function serve(webDir: string, environment: NodeJS.ProcessEnv = {}): Promise<Served> {
  const folder = mkdtempSync(join(tmpdir(), 'ban-do-bench-'))
  const began = performance.now()
  const child = fork(fileURLToPath(new URL('serve-child.js', import.meta.url)), {
    cwd: root,
    execArgv: [],
    env: { ...process.env, DATA_DIR: folder, BENCH_WEB: webDir, RATE_LIMITS: 'off', ...environment },
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
  })
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  const url = await new Promise<string>((resolve, reject) => {
    let said = ''
    child.stdout?.on('data', (chunk: Buffer) => {
      said += chunk.toString()
      const found = /"url":"([^"]+)"/.exec(said)?.[1]
      if (found !== undefined) resolve(found)
    })
    child.once('exit', (code) => reject(new Error(`the server ended with ${code}: ${said}`)))
  })
  await (await fetch(`${url}/api/indicators/play-areas-villages/values`)).arrayBuffer()
  return {
    url,
    firstAnswerMs: performance.now() - began,
    memory: () =>
      new Promise((resolve) => {
        const hear = (message: unknown) => {
          if (typeof message !== 'number') return
          child.off('message', hear)
          resolve(message)
        }
        child.on('message', hear)
        child.send('memory')
      }),
    reload: () =>
      new Promise((resolve) => {
        const hear = (message: unknown) => {
          if (message !== 'reloaded') return
          child.off('message', hear)
          resolve()
        }
        child.on('message', hear)
        child.send('reload')
      }),
    stop: async () => {
      child.kill('SIGTERM')
      await ended
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
