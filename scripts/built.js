// Plain JavaScript: it runs before anything is built, and each start goes through it.
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { accessSync, constants, existsSync, readFileSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'

const root = join(import.meta.dirname, '..')

/** Everything that the product is built from. */
const sources = ['package-lock.json', 'package.json', 'server', 'tsconfig.json', 'vite.config.ts', 'web']

/** Says in the folder of the build, when all of it is there, from which sources it was made. */
export const stampFile = join(root, 'dist/sources')

/**
 * Tells one state of the sources from another by the names, sizes and times of the files, which a start can afford.
 * They need not be younger than the build: an unpacked release brings times of its own.
 */
export function stampOfSources(folder = root) {
  const hash = createHash('sha256')
  for (const path of sources.flatMap((source) => pathsAt(folder, source))) {
    const { mtimeMs, size } = statSync(join(folder, path))
    // images of containers keep whole seconds
    hash.update(`${path} ${size} ${Math.floor(mtimeMs / 1000)}\n`)
  }
  return hash.digest('hex')
}

/**
 * @param {string} folder
 * @param {string} source within the folder
 * @returns {string[]} the files that it is or holds
 */
function pathsAt(folder, source) {
  if (!statSync(join(folder, source)).isDirectory()) return [source]
  return readdirSync(join(folder, source), { withFileTypes: true })
    .map(({ name }) => join(source, name))
    .sort()
    .flatMap((path) => pathsAt(folder, path))
}

/**
 * Builds page and server when they are not built, or were built from other sources.
 * @throws Error when they cannot be built; the build has then said why
 */
export function buildWhereNeeded() {
  const isBuilt = existsSync(stampFile)
  if (isBuilt && readFileSync(stampFile, 'utf8') === stampOfSources()) return
  if (isBuilt && !mayWrite()) {
    console.warn(
      'Mã nguồn đã khác với bản đã tạo, nhưng không ghi được vào dist nên dùng bản cũ (npm run build) /\n' +
        'the sources are not those that were built, but dist cannot be written: the old build is used (npm run build)',
    )
    return
  }
  console.log('Đang tạo trang web và máy chủ… / building the page and the server…')
  const vite = join(root, 'node_modules/vite/bin/vite.js')
  const { status } = spawnSync(process.execPath, [vite, 'build', '--logLevel', 'error'], {
    cwd: root,
    // whoever builds, readers get the same: a page built for tests would carry the checks of its libraries with it
    env: { ...process.env, NODE_ENV: 'production' },
    stdio: 'inherit',
  })
  if (status !== 0)
    throw new Error('không tạo được trang web và máy chủ / the page and the server could not be built')
}

function mayWrite() {
  try {
    accessSync(join(root, 'dist'), constants.W_OK)
    return true
  } catch {
    return false
  }
}
