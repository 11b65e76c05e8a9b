import { afterEach, expect, test } from 'vitest'
import { createThreads } from '../server/threads'

const pools: ReturnType<typeof createThreads>[] = []
afterEach(() => Promise.all(pools.splice(0).map((pool) => pool.destroy())))

function threads(onFault?: (fault: Error) => void) {
  const pool = createThreads('planner-draws-worker', { threads: 1, ...(onFault ? { onFault } : {}) })
  pools.push(pool)
  return pool
}

test('an answer that comes after its job was aborted ends nothing', () => {
  expect(() =>
    threads().emit('error', new Error('Unexpected message from Worker: { taskId: 1 }')),
  ).not.toThrow()
})

test('any other fault of a thread is told, and ends the process where nobody listens', () => {
  const told: string[] = []
  threads((fault) => told.push(fault.message)).emit('error', new Error('out of memory'))
  expect(told).toEqual(['out of memory'])
  expect(() => threads().emit('error', new Error('out of memory'))).toThrow('out of memory')
})
