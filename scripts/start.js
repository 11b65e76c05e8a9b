// `npm start`: the built server, built before where that is needed. Plain JavaScript, as what it starts is.
import { buildWhereNeeded } from './built.js'
import { refusalOfNode } from './node-version.js'

const refusal = refusalOfNode(process.versions.node)
if (refusal !== null) {
  console.error(refusal)
  process.exit(1)
}
try {
  buildWhereNeeded()
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exit(1)
}
await import(new URL('../dist/server/main.js', import.meta.url).href)
