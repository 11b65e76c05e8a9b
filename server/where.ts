import { fileURLToPath } from 'node:url'

/** Programs that run in threads, as files of this folder; each is a file of its own in the built server, too. */
export const threadPrograms = [
  'intake/boundaries-worker',
  'intake/places/worker',
  'intake/reading/worker',
  'planner-draws-worker',
  'planner-worker',
  'render/report/write',
  'render/worker',
  'store-check-worker',
] as const

export type ThreadProgram = (typeof threadPrograms)[number]

/** Whether this is the built server, all of whose files lie in `dist/server`, and not the sources in `server`. */
export const isBuilt = !import.meta.url.endsWith('.ts')

/** The folder of the project. */
export const root = fileURLToPath(new URL(isBuilt ? '../..' : '..', import.meta.url))

/** Name of the file that a program is built into, without its ending: all of them lie in one folder. */
export const builtName = (program: ThreadProgram): string => program.replaceAll('/', '-')

/** Address of the file that a thread runs. */
export const addressOf = (program: ThreadProgram): string =>
  new URL(isBuilt ? `${builtName(program)}.js` : `${program}.ts`, import.meta.url).href
