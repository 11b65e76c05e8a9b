/** A job with what its thread may look at to know whether it is still wanted. */
export type Told<Job> = { job: Job; wish: SharedArrayBuffer }

const states = { waits: 0, runs: 1, unwanted: 2 } as const

/** Whether an answer is still wanted, in memory that two threads share: a busy thread reads no messages. */
export function wishFor() {
  const shared = new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT)
  const state = new Int32Array(shared)
  return {
    shared,
    /** Says that nobody waits any more. */
    withdraw: (): void => {
      Atomics.store(state, 0, states.unwanted)
    },
  }
}

/** For the thread: notes that it begins. @returns tells at any time whether it should stop */
export function beginning(shared: SharedArrayBuffer): () => boolean {
  const state = new Int32Array(shared)
  Atomics.compareExchange(state, 0, states.waits, states.runs)
  return () => Atomics.load(state, 0) === states.unwanted
}
