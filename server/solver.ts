import loadHighs from 'highs'
import { solverFrom } from '#domain/allocation/highs'
import type { Solver } from '#domain/allocation/program'

let loading: Promise<Solver> | null = null

/**
 * The solver of integer programmes, loaded once for each thread (3.5 MB of WebAssembly beside the package). A solve
 * keeps its thread busy until it is done, so requests are answered from a worker thread.
 * @param shouldStop asked now and then; heard only when it comes with the first call
 */
export function loadSolver(shouldStop: () => boolean = () => false): Promise<Solver> {
  loading ??= loadHighs().then((highs) => solverFrom(highs, shouldStop))
  return loading
}
