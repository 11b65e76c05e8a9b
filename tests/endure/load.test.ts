import { expect, test } from 'vitest'
import { runLoad } from '../../scripts/endure/load/run'

test('a short load, slow and idle connections and a stop in between leave nobody without a whole answer', async () => {
  const result = await runLoad({ seconds: 10, connections: 50, slow: 10, idle: 500 })
  expect(result.faults).toEqual([])
  expect(result.mixed.publications).toBeGreaterThan(0)
  expect(result.mixed.snapshots + result.mixed.busy).toBeGreaterThan(0)
  for (const { requests } of result.mixed.lines) expect(requests).toBeGreaterThan(0)
  expect(result.idle).toBe(500)
  expect(result.stopped).toMatchObject({ running: 10, whole: 10, exitCode: 0 })
  // far above what it takes; what leaks with each publication or connection would pass it
  expect(result.mixed.memory.peak).toBeLessThan(1500)
}, 600_000)
