import loadHighs from 'highs'
import { solverFrom } from '#domain/allocation/highs'
import type { Solver } from '#domain/allocation/program'

let loading: Promise<Solver> | null = null

/**
 * The solver of integer programmes, loaded once for each thread (3.5 MB of WebAssembly beside the package). A solve
 * keeps its thread busy until it is done, so requests are answered from a worker thread.
 */
export function loadSolver(): Promise<Solver> {
  loading ??= loadHighs().then((highs) => solverFrom(highs))
  return loading
}
