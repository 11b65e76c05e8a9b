import { describe, expect, test } from 'vitest'
import { readConfig } from '../../server/config'

describe('the threshold of small counts', () => {
  test('is 5, and can be raised', () => {
    expect(readConfig({}).privacyThreshold).toBe(5)
    expect(readConfig({ PRIVACY_THRESHOLD: '10' }).privacyThreshold).toBe(10)
  })

  test.each(['4', '0', '-1', '5.5', 'none', ''])(
    '"%s" is refused in both languages, by name',
    (threshold) => {
      const read = () => readConfig({ PRIVACY_THRESHOLD: threshold })
      expect(read).toThrow(/PRIVACY_THRESHOLD: .+ \/ .+/)
    },
  )
})
