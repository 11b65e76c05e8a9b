import { describe, expect, test } from 'vitest'
import type { Standing } from '#domain/flow/states'
import {
  deeds,
  isOpen,
  mayChange,
  obstacleTo,
  possibleDeeds,
  reportStates,
  stateAfter,
} from '#domain/flow/states'
import type { Account } from '#domain/rights'
import { smallDataset } from '../../fixtures/small-dataset'

const account = (id: string, role: Account['role'], code: string | null): Account => ({
  id,
  name: id,
  email: `${id}@example.vn`,
  role,
  area: code === null ? null : { vintage: '2024', code },
})
const reporter = account('lan', 'reporter', '00001')
const neighbour = account('tam', 'reporter', '00004')
const districtReviewer = account('minh', 'reviewer', '080')
const otherReviewer = account('hoa', 'reviewer', '085')
const provinceReviewer = account('binh', 'reviewer', null)
const provinceByCode = account('chi', 'reviewer', '10')
const administrator = account('an', 'administrator', null)
const viewer = account('xem', 'viewer', null)

const report = (change: Partial<Standing> = {}): Standing => ({
  state: 'draft',
  unit: { vintage: '2024', code: '00001' },
  submittedBy: null,
  errors: 0,
  unreasoned: 0,
  unanswered: 0,
  entries: 3,
  ...change,
})

test('a report goes from draft to published, back and forth as the table says', () => {
  const table = Object.fromEntries(
    reportStates.map((state) => [
      state,
      deeds.flatMap((deed) => {
        const next = stateAfter(state, deed)
        return next === null ? [] : [`${deed} → ${next}`]
      }),
    ]),
  )
  expect(table).toEqual({
    draft: ['submit → submitted'],
    submitted: ['return → returned', 'approve → approved'],
    returned: ['submit → submitted'],
    approved: ['return → returned', 'publish → published'],
    published: ['withdraw → withdrawn'],
    withdrawn: ['restore → published'],
  })
  expect(reportStates.filter(isOpen)).toEqual(['draft', 'returned'])
})

test.each([
  [reporter, ['submit']],
  [neighbour, []],
  [districtReviewer, ['submit', 'return', 'approve']],
  [otherReviewer, []],
  [provinceReviewer, ['submit', 'return', 'approve', 'publish', 'withdraw', 'restore']],
  [provinceByCode, ['submit', 'return', 'approve', 'publish', 'withdraw', 'restore']],
  [administrator, ['submit', 'return', 'approve', 'publish', 'withdraw', 'restore']],
  [viewer, []],
  [null, []],
])('%o may do, in the right state, %j', (who, expected) => {
  const can = deeds.filter((deed) =>
    reportStates.some(
      (state) => obstacleTo(deed, report({ state, submittedBy: 'someone' }), who, smallDataset) === null,
    ),
  )
  expect(can).toEqual(expected)
})

describe('four eyes', () => {
  const own = report({ state: 'submitted', submittedBy: 'minh' })

  test('nobody approves what they sent in themselves, not even an administrator', () => {
    expect(obstacleTo('approve', own, districtReviewer, smallDataset)).toBe('own-report')
    expect(obstacleTo('approve', own, provinceReviewer, smallDataset)).toBeNull()
    const byAdministrator = report({ state: 'submitted', submittedBy: 'an' })
    expect(obstacleTo('approve', byAdministrator, administrator, smallDataset)).toBe('own-report')
  })

  test('who sent it in may still send it back to mend it', () => {
    expect(obstacleTo('return', own, districtReviewer, smallDataset)).toBeNull()
  })
})

describe('what stops a report from being sent in', () => {
  test.each([
    [{ unanswered: 1, errors: 1 }, 'unanswered'],
    [{ errors: 1, unreasoned: 1 }, 'errors'],
    [{ unreasoned: 1 }, 'unreasoned'],
    [{ entries: 0 }, 'empty'],
    [{ state: 'submitted' as const }, 'wrong-state'],
    [{ unit: { vintage: '2024' as const, code: '00004' } }, 'not-allowed'],
    // the same code, another territory
    [{ unit: { vintage: '2025' as const, code: '00001' } }, 'not-allowed'],
    [{}, null],
  ])('%j → %s', (change, obstacle) => {
    expect(obstacleTo('submit', report(change), reporter, smallDataset)).toBe(obstacle)
  })
})

test('the page offers exactly what the server allows', () => {
  expect(possibleDeeds(report({ errors: 1 }), reporter, smallDataset)).toEqual([])
  expect(
    possibleDeeds(report({ state: 'submitted', submittedBy: 'lan' }), administrator, smallDataset),
  ).toEqual(['return', 'approve'])
})

test('a file is changed by who reports for the unit, as long as it is open', () => {
  expect(mayChange(report(), reporter, smallDataset)).toBe(true)
  expect(mayChange(report({ state: 'returned' }), reporter, smallDataset)).toBe(true)
  expect(mayChange(report({ state: 'submitted' }), reporter, smallDataset)).toBe(false)
  expect(mayChange(report(), neighbour, smallDataset)).toBe(false)
})
