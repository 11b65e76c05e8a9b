import type { ChildProcess } from 'node:child_process'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'

const root = fileURLToPath(new URL('../..', import.meta.url))

const Told = z.object({ url: z.string(), joinAddress: z.string().nullable() })

/** The product as a process of its own. */
export type Child = {
  url: string
  /** By which the first administrator joins; null once there is one. */
  joinAddress: string | null
  pid: number
  /** Ends it in the middle of whatever it does. */
  kill: () => Promise<void>
  /** Asks it to end; resolves with its exit code. */
  stop: () => Promise<number | null>
}

/**
 * Starts the product and waits until it listens.
 * @throws Error with what it printed when it ends before
 */
export async function startChild(
  dataDir: string,
  more: Readonly<Record<string, string>> = {},
): Promise<Child> {
  const program = fileURLToPath(new URL('server.ts', import.meta.url))
  const child = spawn(process.execPath, ['--import', 'tsx', program], {
    cwd: root,
    env: { ...process.env, DATA_DIR: dataDir, ...more },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let printed = ''
  child.stderr.on('data', (chunk) => (printed += String(chunk)))
  const line = await new Promise<string>((resolve, reject) => {
    child.stdout.on('data', (chunk) => {
      printed += String(chunk)
      // among what it logs, which is JSON too
      const told = /^\{"url":.*\}$/m.exec(printed)?.[0]
      if (told !== undefined) resolve(told)
    })
    child.once('exit', (code) =>
      reject(new Error(`the server ended (${code}) before it listened:\n${printed}`)),
    )
  })
  const { url, joinAddress } = Told.parse(JSON.parse(line))
  return {
    url,
    joinAddress,
    pid: child.pid ?? 0,
    kill: () => end(child, 'SIGKILL').then(() => undefined),
    stop: () => end(child, 'SIGTERM'),
  }
}

async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<number | null> {
  if (child.exitCode !== null || child.signalCode !== null) return child.exitCode
  const ended = once(child, 'exit')
  child.kill(signal)
  await ended
  return child.exitCode
}
