import type { BrowserContext, Page } from 'playwright-core'
import sharp from 'sharp'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { SignedIn } from '../accounts/sign-in'
import { ask, signedIn } from '../accounts/sign-in'
import type { Site } from './site'
import { openSite } from './site'

let site: Site
let reporter: SignedIn
let reviewer: SignedIn
beforeAll(async () => {
  site = await openSite()
  reporter = await signedIn(site.running, 'reporter', { vintage: '2025', code: commune })
  reviewer = await signedIn(site.running, 'reviewer', { vintage: '2025', code: '085' })
}, 240_000)
afterAll(async () => {
  await site.close()
  expect(site.faults).toEqual([])
})

const patient = { timeout: 90_000 }
const long = { timeout: 420_000 }
/** Bắc Hà of 2025. */
const commune = '02839'

async function pageOf(who: SignedIn): Promise<{ context: BrowserContext; page: Page }> {
  const context = await site.browser.newContext({ viewport: { width: 1000, height: 700 } })
  context.setDefaultTimeout(patient.timeout)
  context.on('weberror', (error) => site.faults.push(error.error().message))
  const cookies = who.Cookie.split('; ').map((pair) => {
    const at = pair.indexOf('=')
    return { name: pair.slice(0, at), value: pair.slice(at + 1), url: site.url }
  })
  await context.addCookies(cookies)
  return { context, page: await context.newPage() }
}

const open = async (who: SignedIn, query: string) => {
  const opened = await pageOf(who)
  await opened.page.goto(`${site.url}/places?unit=${commune}&${query}`)
  return opened
}
type Place = { id: string; properties: Record<string, string | number> }
type Answer = {
  features: Place[]
  register: { isComplete: boolean }
  facility: Place | null
  history: unknown[]
}
const answer = async (path: string) => (await fetch(site.url + path)).json() as Promise<Answer>
const placesOf = async (kind: 'villages' | 'facilities') =>
  (await answer(`/api/${kind}?commune=${commune}&limit=1000`)).features
const nameOf = ({ properties: { type, name } }: Place) =>
  `${String(type).replace(/^./, (letter) => letter.toUpperCase())} ${name}`
const send = (page: Page) => page.getByRole('button', { name: /^(Gửi đề nghị|Vẫn gửi đề nghị)$/ })
const sentNote = (page: Page) => page.getByText('Đã gửi, chờ duyệt')

/** Opens the proposal with this title as reviewer. */
async function reviewed(title: string) {
  const opened = await open(reviewer, 'tab=review')
  await opened.page.getByRole('link', { name: title }).first().click(patient)
  await opened.page.getByRole('button', { name: 'Duyệt', exact: true }).waitFor(patient)
  return opened
}
async function approved(title: string) {
  const { page, context } = await reviewed(title)
  await page.getByRole('button', { name: 'Duyệt', exact: true }).click()
  await page.getByText('Đã duyệt; có hiệu lực từ bây giờ.').waitFor(patient)
  await context.close()
}

test(
  'a photo sent with a facility is made small, keeps no place or device, and is seen once approved',
  long,
  async () => {
    const [village] = await placesOf('villages')
    const { page, context } = await open(reporter, `tab=add&place=village~${village!.id}`)
    await page.getByLabel('Tên (nếu có)').fill('Sân chơi có ảnh', patient)
    // a picture of 3000 by 2000 points that says where and with what it was taken
    const photo = await sharp({ create: { width: 3000, height: 2000, channels: 3, background: '#3a7' } })
      .withExif({
        IFD0: { Make: 'SecretPhone' },
        IFD3: { GPSLatitude: '22/1 31/1 0/1', GPSLatitudeRef: 'N' },
      })
      .jpeg()
      .toBuffer()
    expect(photo.includes('SecretPhone')).toBe(true)
    await page
      .locator('input[type=file]')
      .setInputFiles({ name: 'photo.jpg', mimeType: 'image/jpeg', buffer: photo })
    await page.getByRole('button', { name: 'Bỏ ảnh' }).waitFor(patient)
    await send(page).click()
    await sentNote(page).waitFor(patient)
    await context.close()
    await approved('Thêm cơ sở: Sân chơi có ảnh')

    const found = (await placesOf('facilities')).find(
      ({ properties }) => properties['name'] === 'Sân chơi có ảnh',
    )!
    const kept = Buffer.from(await (await fetch(site.url + found.properties['photo'])).arrayBuffer())
    const { width, height, exif } = await sharp(kept).metadata()
    expect(Math.max(width, height)).toBeLessThanOrEqual(1600)
    expect(exif).toBeUndefined()
    expect(kept.includes('SecretPhone')).toBe(false)
    const visitor = await site.open(`/places?unit=${commune}&place=facility~${found.id}`)
    const image = visitor.getByRole('img', { name: 'Ảnh Sân chơi có ảnh' })
    await image.waitFor(patient)
    await expect
      .poll(
        () => image.evaluate((node) => (node as unknown as { naturalWidth: number }).naturalWidth),
        patient,
      )
      .toBe(width)
    await visitor.close()
  },
)

test('a facility is removed with a reason, once somebody else agrees; its history stays', long, async () => {
  const name = 'Sân chơi có ảnh'
  const found = (await placesOf('facilities')).find(({ properties }) => properties['name'] === name)!
  const { page, context } = await open(reporter, `place=facility~${found.id}`)
  await page.getByRole('button', { name: 'Đề nghị gỡ bỏ' }).click(patient)
  const propose = page.getByRole('button', { name: 'Gửi đề nghị gỡ bỏ' })
  expect(await propose.isDisabled()).toBe(true)
  await page.getByLabel('Lý do gỡ bỏ').fill('Bị ghi hai lần')
  await propose.click()
  await sentNote(page).waitFor(patient)
  expect((await placesOf('facilities')).map(({ id }) => id)).toContain(found.id)
  await context.close()

  const desk = await reviewed('Gỡ bỏ cơ sở')
  await desk.page.getByText('Bị ghi hai lần').waitFor(patient)
  expect(await desk.page.getByRole('row', { name: new RegExp(name) }).innerText()).toContain('(gỡ bỏ)')
  await desk.page.getByRole('button', { name: 'Duyệt', exact: true }).click()
  await desk.page.getByText('Đã duyệt; có hiệu lực từ bây giờ.').waitFor(patient)
  await desk.context.close()
  expect((await placesOf('facilities')).map(({ id }) => id)).not.toContain(found.id)
  const { facility, history } = await answer(`/api/facilities/${found.id}`)
  expect([facility, history.length]).toEqual([null, 1])
})

test('a change that was returned with a reason is mended and sent again', long, async () => {
  const [village] = (await placesOf('villages')).slice(1)
  const title = `Sửa thôn: ${nameOf(village!)}`
  const { page, context } = await open(reporter, `tab=add&do=change&place=village~${village!.id}`)
  await page.getByLabel('Số hộ').fill('9999', patient)
  await send(page).click()
  await sentNote(page).waitFor(patient)

  const desk = await reviewed(title)
  await desk.page.getByLabel('Lý do trả lại').fill('Số hộ không đúng')
  await desk.page.getByRole('button', { name: 'Trả lại', exact: true }).click()
  await desk.page.getByText('bị trả lại').waitFor(patient)
  await desk.context.close()

  await page.goto(`${site.url}/places?unit=${commune}&tab=review`)
  await page.getByText('«Số hộ không đúng»').first().waitFor(patient)
  await page.getByRole('link', { name: title }).click()
  await page.getByRole('button', { name: 'Sửa và gửi lại' }).click(patient)
  await page.getByText('Bị trả lại vì: «Số hộ không đúng»').waitFor(patient)
  expect(await page.getByLabel('Số hộ').inputValue(patient)).toBe('9999')
  await page.getByLabel('Số hộ').fill('99')
  await send(page).click()
  await sentNote(page).waitFor(patient)
  await context.close()
  const mine = await ask(site.running, 'GET', '/api/places/proposals?mine=true', undefined, reporter)
  const { proposals } = (await mine.json()) as { proposals: { change: { subject: string } }[] }
  // the same proposal, not another
  expect(proposals.filter(({ change }) => change.subject === village!.id)).toHaveLength(1)

  await approved(title)
  const now = (await placesOf('villages')).find(({ id }) => id === village!.id)!
  expect(now.properties['households']).toBe(99)
})

test(
  'of two people who change one village, the second is told before hers overwrites the first',
  long,
  async () => {
    const [, , village] = await placesOf('villages')
    const colleague = await signedIn(site.running, 'reporter', { vintage: '2025', code: commune })
    const query = `tab=add&do=change&place=village~${village!.id}`
    for (const [who, households] of [
      [reporter, '111'],
      [colleague, '222'],
    ] as const) {
      const { page, context } = await open(who, query)
      await page.getByLabel('Số hộ').fill(households)
      await send(page).click()
      await sentNote(page).waitFor()
      await context.close()
    }
    const waiting = await ask(
      site.running,
      'GET',
      '/api/places/proposals?state=submitted',
      undefined,
      reviewer,
    )
    const { proposals } = (await waiting.json()) as {
      proposals: { id: string; change: { subject: string; content: { households: number } } }[]
    }
    const proposalWith = (households: number) =>
      proposals.find(
        ({ change }) => change.subject === village!.id && change.content.households === households,
      )!.id
    const households = async () =>
      (await placesOf('villages')).find(({ id }) => id === village!.id)!.properties['households']

    const first = await open(reviewer, `tab=review&proposal=${proposalWith(111)}`)
    await first.page.getByRole('button', { name: 'Duyệt', exact: true }).click(patient)
    await first.page.getByText('Đã duyệt; có hiệu lực từ bây giờ.').waitFor(patient)
    await first.context.close()
    const second = await open(reviewer, `tab=review&proposal=${proposalWith(222)}`)
    await second.page.getByRole('button', { name: 'Duyệt', exact: true }).click(patient)
    await second.page.getByText('Bản ghi đã đổi sau khi người đề nghị xem.').waitFor(patient)
    expect(await households()).toBe(111)
    await second.page.getByRole('button', { name: 'Vẫn duyệt' }).click()
    await second.page.getByText('Đã duyệt; có hiệu lực từ bây giờ.').waitFor(patient)
    expect(await households()).toBe(222)
    await second.context.close()
  },
)

test('a village is added, and the commune says that its register is complete', long, async () => {
  const before = (await answer(`/api/units/2025/${commune}`)).register
  expect(before.isComplete).toBe(false)
  const { page, context } = await open(reporter, 'tab=add')
  await page.getByText('Thêm thôn', { exact: true }).click(patient)
  await page.getByText('Còn thiếu').waitFor(patient)
  expect(await send(page).isDisabled()).toBe(true)
  await page.getByLabel('Tên thôn (không kèm chữ «thôn»)').fill('Sân Bay')
  await page.getByLabel('Số hộ').fill('64')
  await page.getByLabel('trẻ em dưới 16 tuổi').fill('40')
  await send(page).click()
  await sentNote(page).waitFor(patient)
  await approved('Thêm thôn: Thôn Sân Bay')
  // a real village ends the illustrative ones of its commune
  expect((await placesOf('villages')).map(({ properties: { name, status } }) => [name, status])).toEqual([
    ['Sân Bay', 'reported'],
  ])

  await page.goto(`${site.url}/places?unit=${commune}`)
  await page.getByText('Sổ thôn so với báo cáo của xã').click(patient)
  await page.getByRole('button', { name: 'Xác nhận sổ thôn đầy đủ…' }).click(patient)
  await page.getByText('Sổ đang có 1 thôn.').waitFor(patient)
  await page.getByRole('button', { name: 'Gửi xác nhận' }).click()
  await sentNote(page).waitFor(patient)
  expect((await answer(`/api/units/2025/${commune}`)).register.isComplete).toBe(false)
  await approved('Xác nhận sổ thôn')
  expect((await answer(`/api/units/2025/${commune}`)).register.isComplete).toBe(true)
  await context.close()
})
