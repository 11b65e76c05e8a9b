import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { root } from '../where'

export type Attempt = 'installed' | 'failed' | 'made-before'

/**
 * Tries once in the life of an installation to install the official map, silently. It runs as a process of its
 * own, because joining the communes computes for seconds, in which a server could not answer.
 * @param dataDir folder of the installation; its store must be migrated
 * @param environment for the process, such as `BOUNDARIES_URL`
 * @returns `installed` when the store now holds the map; the caller has to read it again
 */
export function attemptOfficial(
  dataDir: string,
  environment: NodeJS.ProcessEnv = process.env,
  signal?: AbortSignal,
): Promise<Attempt> {
  // the download makes this folder before anything else
  if (existsSync(join(dataDir, 'boundaries-cache'))) return Promise.resolve('made-before')
  return new Promise((resolve) => {
    const command = spawn(process.execPath, ['--import', 'tsx', 'scripts/boundaries.ts'], {
      cwd: root,
      env: { ...environment, DATA_DIR: dataDir },
      stdio: 'ignore',
      signal,
    })
    command.on('error', () => resolve('failed'))
    command.on('close', (code) => resolve(code === 0 ? 'installed' : 'failed'))
  })
}
