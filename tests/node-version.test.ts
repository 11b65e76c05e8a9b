import { expect, test } from 'vitest'
import { refusalOfNode } from '../scripts/node-version.js'

test.each(['20.19.0', '20.20.2', '22.12.0', '22.23.3'])('Node.js %s may run the product', (version) => {
  expect(refusalOfNode(version)).toBeNull()
})

test.each(['18.20.4', '20.18.3', '21.7.0', '22.11.0', '23.1.0', '24.21.0', '26.0.0'])(
  'Node.js %s is refused, with those that may',
  (version) => {
    const refusal = refusalOfNode(version) ?? ''
    expect(refusal).toContain(`Node.js ${version} không chạy được`)
    expect(refusal).toContain(`Node.js ${version} cannot run`)
    expect(refusal).toContain('^20.19.0 || ^22.12.0')
  },
)
