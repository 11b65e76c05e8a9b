import { BoundaryProblem } from '../server/intake/boundaries-problem'
import { run } from './boundaries/command'

const exitCodes = { unreachable: 2, content: 3, usage: 1 }

run(process.argv.slice(2), process.env, console.log).catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = error instanceof BoundaryProblem ? exitCodes[error.fault] : 1
})
