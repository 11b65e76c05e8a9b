import { describe, expect, test } from 'vitest'
import { parseView, startingView } from '#domain/view/address'
import { liveAddress } from '../../server/routes/snapshot-question'

const asked: Parameters<typeof liveAddress>[1] = {
  indicator: 'preschool-3-5',
  vintage: '2024',
  level: 'commune',
  period: '2025-H1',
  district: '085',
  target: 'preschool-3-5-plan-50',
  illustrative: 'false',
  overlay: 'zone',
  method: 'quantile',
  breaks: [20, 40.5],
  lang: 'en',
}

describe('the address printed on a picture', () => {
  test('opens the page at the view of the picture', () => {
    const { origin, pathname, search } = new URL(liveAddress('https://ban-do.example.org', asked))
    expect(origin).toBe('https://ban-do.example.org')
    expect(parseView(pathname, search)).toEqual({ ...startingView, ...asked, illustrative: false })
  })

  test('of a picture in both languages is that of the Vietnamese page', () => {
    expect(liveAddress('https://ban-do.example.org', { ...asked, lang: 'both' })).not.toContain('lang=')
  })
})
