// Plain JavaScript: it runs before anything is built, and each start goes through it.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'

/**
 * Tells which Node.js may run the product. On Node.js 24 it aborts in the destructors of better-sqlite3 12, the last
 * that runs on Node.js 20 (https://github.com/WiseLibs/better-sqlite3/issues/1515).
 * @param {string} version of the running Node.js, `22.12.0`
 * @returns {string | null} why it may not, in both languages
 */
export function refusalOfNode(version) {
  const range = supported()
  const [major = 0, minor = 0] = version.split('.').map(Number)
  const isSupported = range
    .split('||')
    .map((part) => part.trim().replace('^', '').split('.').map(Number))
    .some(([ofMajor = 0, ofMinor = 0]) => major === ofMajor && minor >= ofMinor)
  return isSupported
    ? null
    : `Node.js ${version} không chạy được phần mềm này; hãy dùng ${range}.\n` +
        `Node.js ${version} cannot run this software; use ${range}.`
}

/** @returns {string} as in `engines` of package.json: `^20.19.0 || ^22.12.0` */
function supported() {
  const { engines } = JSON.parse(readFileSync(join(import.meta.dirname, '../package.json'), 'utf8'))
  return engines.node
}
