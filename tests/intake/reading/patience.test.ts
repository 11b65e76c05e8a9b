import { expect, test } from 'vitest'
import { patience } from '../../../server/intake/reading/reader'

test.each([
  { load: 0, processors: 2, times: 1, so: 'an idle machine waits no longer' },
  { load: 2, processors: 2, times: 1, so: 'one with a processor for each neither' },
  { load: 9, processors: 2, times: 4.5, so: 'a busy one waits for as many as share a processor' },
  { load: 900, processors: 2, times: 10, so: 'none for ever' },
])('$so', ({ load, processors, times }) => {
  expect(patience(load, processors)).toBe(times)
})
