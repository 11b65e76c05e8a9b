import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { FacilityContent } from '#domain/places/facility'
import type { VillageContent } from '#domain/places/village'
import { unknownChildren } from '#domain/places/village'
import type { Account } from '#domain/rights'
import { accountFor, placesApi } from '../fixtures/places-api'

type Api = Awaited<ReturnType<typeof placesApi>>
let api: Api
beforeAll(async () => {
  api = await placesApi()
})
afterAll(() => api.close())

const commune = '02839'
const reporter = accountFor('reporter', 'reporter', commune)
const stranger = accountFor('stranger', 'reporter', '02842')
const reviewer = accountFor('reviewer', 'reviewer', '085')
const viewer = accountFor('viewer', 'viewer', null)

/** The seat of Bắc Hà in `units.csv`. */
const seat: [number, number] = [104.2923, 22.5233]
const newFacility = (fields: Partial<FacilityContent> = {}): FacilityContent => ({
  kind: 'play-area',
  name: 'Sân chơi mới',
  vintage: '2025',
  commune,
  village: null,
  position: seat,
  condition: 'working',
  safetyCheckedOn: '2026-05-01',
  openedOn: '2026-05-02',
  capacity: 40,
  photo: null,
  source: 'Visit of May 2026',
  asOf: '2026-05-03',
  ...fields,
})
const newVillage = (fields: Partial<VillageContent> = {}): VillageContent => ({
  vintage: '2025',
  commune: '02890',
  name: 'A',
  type: 'thôn',
  extremelyDisadvantaged: false,
  households: 50,
  children: { ...unknownChildren, children_under_16: 70 },
  land: 'yes',
  playArea: 'no',
  position: null,
  source: 'List of 2026',
  asOf: '2026-06-30',
  ...fields,
})
let counter = 0
const addition = (content: FacilityContent, fields: object = {}) => {
  const id = `p-${counter++}`
  return { id, change: { kind: 'facility', action: 'add', subject: `f-${id}`, content }, ...fields }
}

const post = async (who: Account | null, path: string, body: unknown) => {
  api.as(who)
  return api.post(path, body)
}
const propose = (who: Account | null, body: unknown) => post(who, '/api/places/proposals', body)
const approve = (who: Account, id: string, body: object = {}) =>
  post(who, `/api/places/proposals/${id}/approve`, body)
const firstLacking = () =>
  api.dataset().places.villages.find((each) => each.commune === commune && each.playArea === 'no')!

describe('a play area is added by a commune and approved by a reviewer', () => {
  test('and its village leaves the list of those lacking, in a new data version', async () => {
    const village = firstLacking()
    const lacking = async () => {
      const answer = await (await api.get(`/api/villages?commune=${commune}&lacking=true`)).json()
      return answer.features.map(({ id }: { id: string }) => id)
    }
    expect(await lacking()).toContain(village.id)
    const before = api.dataset().version
    const wish = addition(newFacility({ village: village.id, position: village.position }))
    expect((await propose(reporter, wish)).status).toBe(201)
    expect(await lacking()).toContain(village.id)

    const answer = await approve(reviewer, wish.id, { reason: 'seen' })
    expect(answer.status).toBe(200)
    const { proposal, dataVersion } = await answer.json()
    expect(proposal).toMatchObject({ state: 'approved', version: before + 1, decision: { reason: 'seen' } })
    expect(dataVersion).toBe(before + 1)
    expect(await lacking()).not.toContain(village.id)
    const profile = await (await api.get(`/api/villages/${village.id}`)).json()
    expect(profile.history.map((form: { until: number | null }) => form.until)).toEqual([null, before + 1])
    // practice on made-up villages stays made up
    expect(profile.facilities.map(({ properties }: { properties: object }) => properties)).toContainEqual(
      expect.objectContaining({ id: wish.change.subject, status: 'illustrative' }),
    )
  })

  test('and every step of it is in the audit trail', async () => {
    const wish = addition(newFacility())
    await propose(reporter, wish)
    await approve(reviewer, wish.id)
    const trail = await api.store
      .selectFrom('audit')
      .select(['actor', 'action'])
      .where('subject', '=', `facility/${wish.change.subject}`)
      .orderBy('id')
      .execute()
    expect(trail).toEqual([
      { actor: 'reporter', action: 'propose-place' },
      { actor: 'reviewer', action: 'approve-place' },
    ])
  })
})

describe('a proposal that is sent', () => {
  test('twice, as after a lost connection, is one', async () => {
    const wish = addition(newFacility())
    expect((await propose(reporter, wish)).status).toBe(201)
    expect((await propose(reporter, wish)).status).toBe(200)
    await approve(reviewer, wish.id)
    const late = await propose(reporter, wish)
    expect(late.status).toBe(200)
    expect((await late.json()).proposal.state).toBe('approved')
    const { facility } = await (await api.get(`/api/facilities/${wish.change.subject}`)).json()
    expect(facility.properties.name).toBe('Sân chơi mới')
  })

  test('with other content under the same id is refused while it waits, and taken when it was returned', async () => {
    const wish = addition(newFacility())
    const other = { ...wish, change: { ...wish.change, content: newFacility({ name: 'Other' }) } }
    await propose(reporter, wish)
    expect((await propose(reporter, other)).status).toBe(409)
    await post(reviewer, `/api/places/proposals/${wish.id}/return`, { reason: 'wrong name' })
    const again = await propose(reporter, other)
    expect(again.status).toBe(200)
    expect((await again.json()).proposal).toMatchObject({
      state: 'submitted',
      change: { content: { name: 'Other' } },
      decision: { reason: 'wrong name' },
    })
  })

  test('under the id of somebody else is refused', async () => {
    const wish = addition(newFacility())
    await propose(reporter, wish)
    expect((await propose(reviewer, wish)).status).toBe(409)
  })

  test('as a draft waits for its author, and nobody else sees it', async () => {
    const wish = addition(newFacility(), { draft: true })
    expect((await (await propose(reporter, wish)).json()).proposal.state).toBe('draft')
    api.as(reviewer)
    expect((await api.get(`/api/places/proposals/${wish.id}`)).status).toBe(404)
    expect((await approve(reviewer, wish.id)).status).toBe(409)
    expect((await (await propose(reporter, { ...wish, draft: false })).json()).proposal.state).toBe(
      'submitted',
    )
  })
})

describe('who may do what', () => {
  test.each([
    ['a visitor', null, 401],
    ['a viewer', viewer, 403],
    ['a reporter of another commune', stranger, 403],
    ['the reporter of the commune', reporter, 201],
    ['the reviewer of the district', reviewer, 201],
  ])('%s proposes: %i', async (_name, who, status) => {
    expect((await propose(who, addition(newFacility()))).status).toBe(status)
  })

  test('only a reviewer approves, and never an own proposal', async () => {
    const wish = addition(newFacility())
    await propose(reporter, wish)
    expect((await approve(reporter, wish.id)).status).toBe(403)
    const own = addition(newFacility())
    await propose(reviewer, own)
    const refused = await approve(reviewer, own.id)
    expect([refused.status, (await refused.json()).type]).toEqual([403, '/docs#own-proposal'])
  })

  test('a place is not taken out of a commune by one who answers for another', async () => {
    const wish = addition(newFacility())
    await propose(reporter, wish)
    await approve(reviewer, wish.id)
    const theft = {
      id: 'theft',
      change: { ...wish.change, action: 'change', content: newFacility({ commune: '02842' }) },
    }
    expect((await propose(stranger, theft)).status).toBe(403)
  })

  test('the list shows what waits in the own area, with what can be done to it', async () => {
    const wish = addition(newFacility())
    await propose(reporter, wish)
    const listed = async (who: Account) => {
      api.as(who)
      const { proposals } = await (await api.get('/api/places/proposals?state=submitted&limit=500')).json()
      return proposals.find(({ id }: { id: string }) => id === wish.id)
    }
    expect((await listed(reviewer)).deeds).toEqual(['approve', 'return'])
    expect((await listed(reporter)).deeds).toEqual([])
    expect(await listed(stranger)).toBeUndefined()
  })
})

describe('a change', () => {
  test('made on an older record is told to the reviewer, who may approve it all the same', async () => {
    const wish = addition(newFacility())
    await propose(reporter, wish)
    const { proposal } = await (await approve(reviewer, wish.id)).json()
    const change = (id: string, name: string) => ({
      id,
      change: { ...wish.change, action: 'change', content: newFacility({ name }) },
      base: proposal.version,
    })
    await propose(reporter, change('first', 'First'))
    await propose(reporter, change('second', 'Second'))
    expect((await approve(reviewer, 'first')).status).toBe(200)
    const before = api.dataset().version
    const refused = await approve(reviewer, 'second')
    expect([refused.status, (await refused.json()).type]).toEqual([409, '/docs#changed-meanwhile'])
    expect(api.dataset().version).toBe(before)
    expect((await approve(reviewer, 'second', { force: true })).status).toBe(200)
  })

  test('to unsafe or closed makes the village lack a play area again; a removal leaves it unknown', async () => {
    const village = firstLacking()
    const wish = addition(newFacility({ village: village.id }))
    await propose(reporter, wish)
    await approve(reviewer, wish.id)
    const playArea = () => api.dataset().places.villages.find(({ id }) => id === village.id)!.playArea
    expect(playArea()).toBe('yes')
    const since = async () =>
      (await (await api.get(`/api/facilities/${wish.change.subject}`)).json()).facility.properties.since
    for (const [condition, expected] of [
      ['unsafe', 'under-repair'],
      ['closed', 'no'],
    ] as const) {
      const content = newFacility({ village: village.id, condition })
      const id = `to-${condition}`
      await propose(reporter, {
        id,
        change: { ...wish.change, action: 'change', content },
        base: await since(),
      })
      expect((await approve(reviewer, id)).status).toBe(200)
      expect(playArea()).toBe(expected)
    }
    const removal = { ...wish.change, action: 'remove', content: null }
    await propose(reporter, { id: 'removal', change: removal, base: await since() })
    expect((await approve(reviewer, 'removal')).status).toBe(200)
    expect(playArea()).toBe('unknown')
    expect((await propose(reporter, { id: 'again', change: removal })).status).toBe(404)
  })

  test('to a real village ends the made-up ones of its commune', async () => {
    const content = newVillage()
    await propose(reviewer, {
      id: 'real',
      change: { kind: 'village', action: 'add', subject: 'v-real', content },
    })
    const other = accountFor('other', 'reviewer', null)
    expect((await approve(other, 'real')).status).toBe(200)
    const { features } = await (await api.get('/api/villages?commune=02890')).json()
    expect(features.map(({ id }: { id: string }) => id)).toEqual(['v-real'])
    expect(features[0].properties.status).toBe('reported')
  })
})

describe('a request that makes no sense is refused with what and where', () => {
  test.each([
    ['a position with the latitude first', newFacility({ position: [22.5, 104.3] }), 'change'],
    ['a day in the future', newFacility({ asOf: '2099-01-01' }), 'change'],
    ['no source', newFacility({ source: ' ' }), 'change'],
    ['a kind that there is not', { ...newFacility(), kind: 'school-yard' }, 'change'],
  ])('%s', async (_name, content, where) => {
    const answer = await propose(reporter, addition(content as FacilityContent))
    expect(answer.status).toBe(400)
    expect((await answer.json()).errors[0].where).toContain(where)
  })

  test('a commune that there is not', async () => {
    expect((await propose(reporter, addition(newFacility({ commune: '99999' })))).status).toBe(404)
  })
})

test('what is probably wrong is said at once, with how to mend it', async () => {
  const spot: [number, number] = [104.2923, 22.5233]
  const wish = addition(newFacility({ position: spot }))
  await propose(reporter, wish)
  await approve(reviewer, wish.id)
  const answer = await propose(reporter, addition(newFacility({ position: spot })))
  const { warnings } = await answer.json()
  expect(warnings).toContainEqual(
    expect.objectContaining({ check: 'same-spot', mend: { kind: 'merge', with: wish.change.subject } }),
  )
})

describe('a photo', () => {
  const photo = (format: 'jpeg' | 'png', width = 2400, height = 1200) =>
    sharp({ create: { width, height, channels: 3, background: '#3a7' } })
      .withExif({
        IFD0: { Make: 'Secret phone' },
        IFD3: {
          GPSLatitudeRef: 'N',
          GPSLatitude: '22/1 31/1 0/1',
          GPSLongitudeRef: 'E',
          GPSLongitude: '104/1 17/1 0/1',
        },
      })
      .toFormat(format)
      .toBuffer()
  const send = async (who: Account | null, bytes: Uint8Array, name = 'photo.jpg') => {
    api.as(who)
    const form = new FormData()
    form.append('photo', new File([new Uint8Array(bytes)], name))
    return api.send('/api/places/photos', form)
  }

  test('is made smaller and keeps nothing of where, when and with what it was taken', async () => {
    const original = await photo('jpeg')
    const { exif } = await sharp(original).metadata()
    expect(exif?.toString('latin1')).toContain('Secret phone')
    const answer = await send(reporter, original)
    expect(answer.status).toBe(201)
    const { id, width, height } = await answer.json()
    expect([width, height]).toEqual([1600, 800])
    const kept = Buffer.from(await (await api.get(`/api/places/photos/${id}`)).arrayBuffer())
    const metadata = await sharp(kept).metadata()
    expect(metadata.format).toBe('jpeg')
    expect([metadata.exif, metadata.xmp, metadata.iptc]).toEqual([undefined, undefined, undefined])
    expect(kept.includes('Exif')).toBe(false)
    expect(kept.includes('Secret phone')).toBe(false)
  })

  test('is told by its bytes, not by its name', async () => {
    expect((await send(reporter, await photo('png'), 'photo.txt')).status).toBe(201)
    expect(
      (await send(reporter, Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'), 'a.jpg')).status,
    ).toBe(422)
    expect((await send(reporter, Buffer.from('MZ not a picture'), 'a.jpg')).status).toBe(422)
    const half = await photo('jpeg')
    expect((await send(reporter, half.subarray(0, half.length / 2))).status).toBe(422)
  })

  test('too large is refused', async () => {
    expect((await send(reporter, Buffer.alloc(13 * 1024 * 1024))).status).toBe(413)
  })

  test('is seen by everyone once a facility on record shows it, and before by those who review', async () => {
    const { id } = await (await send(reporter, await photo('jpeg', 300, 200))).json()
    api.as(null)
    expect((await api.get(`/api/places/photos/${id}`)).status).toBe(401)
    const wish = addition(newFacility({ photo: id }))
    await propose(reporter, wish)
    await approve(reviewer, wish.id)
    api.as(null)
    const shown = await api.get(`/api/places/photos/${id}`)
    expect([shown.status, shown.headers.get('content-type')]).toEqual([200, 'image/jpeg'])
    const { facility } = await (await api.get(`/api/facilities/${wish.change.subject}`)).json()
    expect(facility.properties.photo).toBe(`/api/places/photos/${id}`)
  })

  test('is taken from those who keep records of places only', async () => {
    expect((await send(null, await photo('jpeg', 10, 10))).status).toBe(401)
    expect((await send(viewer, await photo('jpeg', 10, 10))).status).toBe(403)
  })
})
