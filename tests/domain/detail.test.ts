import { expect, test } from 'vitest'
import type { Detail } from '#domain/detail'
import { detailAt, detailsOf, drawnAt, eachDetail } from '#domain/detail'

const all: Detail[] = ['far', 'middle', 'near']

test.each([
  { zoom: 7.9, had: all, detail: 'far' },
  { zoom: 9, had: all, detail: 'middle' },
  { zoom: 10.49, had: all, detail: 'middle' },
  { zoom: 10.5, had: all, detail: 'near' },
  { zoom: 14, had: all, detail: 'near' },
  { zoom: 6, had: ['near' as const], detail: 'near' },
  { zoom: 6, had: ['middle' as const, 'near' as const], detail: 'middle' },
])('at zoom $zoom, of $had, $detail is drawn', ({ zoom, had, detail }) => {
  expect(detailAt(zoom, had)).toBe(detail)
})

test('what does not exist so coarse is drawn finer, never coarser', () => {
  expect(drawnAt({ topology: 3, coarser: { far: 1, middle: 2 } }, 'far')).toBe(1)
  expect(drawnAt({ topology: 3, coarser: { far: 1, middle: 2 } }, 'middle')).toBe(2)
  expect(drawnAt({ topology: 3, coarser: { far: 1, middle: 2 } }, 'near')).toBe(3)
  expect(drawnAt({ topology: 3, coarser: { middle: 2 } }, 'far')).toBe(2)
  expect(drawnAt({ topology: 3, coarser: { far: 1 } }, 'middle')).toBe(3)
  expect(drawnAt({ topology: 3 }, 'far')).toBe(3)
})

test('a map says how finely it can be had', () => {
  expect(detailsOf({})).toEqual(['near'])
  expect(detailsOf({ coarser: { far: 1, middle: 2 } })).toEqual(all)
})

test('what is done with a map is done with each of its drawings', () => {
  const doubled = eachDetail({ near: 3, coarser: { far: 1 } }, (one) => one * 2)
  expect(doubled).toEqual({ near: 6, coarser: { far: 2 } })
})
