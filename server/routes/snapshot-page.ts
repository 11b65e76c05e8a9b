import { Hono } from 'hono'
import { html } from 'hono/html'
import { formatFor } from '#domain/format'
import type { Language } from '#domain/language'
import { words as shared } from '#domain/words'
import type { Published } from '../published'
import { titleOf } from '../render/map/heading'
import type { Picture } from '../render/picture'
import { snapshotOf } from '../store/snapshots'
import type { Snapshot } from '../store/snapshots'
import { languageOf } from './language'
import { problemJson, problemOf } from './problem'
import { isRefusal } from './question'
import { changesToday, figuresOf, frozenPicture } from './snapshot-changes'
import type { Changes, Figures } from './snapshot-schemas'
import { SnapshotIdSchema } from './snapshot-schemas'
import { unknownSnapshot } from './snapshots'
import type { Studio } from './studio'

const vi = {
  kept: (id: string) => `Bản lưu ${id}`,
  intro: (version: string, date: string) =>
    `Bản đồ này được giữ nguyên như khi lưu: số liệu phiên bản ${version}, công bố ngày ${date}.`,
  download: 'Tải về',
  changes: 'Từ đó đến nay',
  same: 'Không có số liệu nào trên bản đồ này thay đổi.',
  gone: 'Không so sánh được với hiện tại: chỉ tiêu, kỳ hoặc đơn vị của bản đồ này không còn nữa.',
  some: (n: number) => `${n} đơn vị có số liệu khác so với bản lưu.`,
  borders: 'Ranh giới dùng để vẽ cũng đã thay đổi.',
  figures: 'Số liệu trên bản đồ',
  unit: 'Đơn vị',
  value: 'Giá trị',
  lacking: 'Còn thiếu',
  status: 'Loại số liệu',
  then: 'Khi lưu',
  now: 'Hiện nay',
  none: 'chưa báo cáo',
  withheld: 'không công bố',
  live: 'Xem bản đồ trực tuyến',
}

const en: typeof vi = {
  kept: (id) => `Frozen copy ${id}`,
  intro: (version, date) =>
    `This map stays exactly as it was frozen: data version ${version}, published ${date}.`,
  download: 'Download',
  changes: 'Since then',
  same: 'No figure on this map has changed.',
  gone: 'It cannot be compared with today: its indicator, period or units no longer exist.',
  some: (n) => `${n} ${n === 1 ? 'unit has' : 'units have'} other figures today.`,
  borders: 'The boundaries it is drawn with have changed too.',
  figures: 'Figures on the map',
  unit: 'Unit',
  value: 'Value',
  lacking: 'Lacking',
  status: 'Kind of figure',
  then: 'When frozen',
  now: 'Today',
  none: 'not reported',
  withheld: 'withheld',
  live: 'See the live map',
}

const words: Record<Language, typeof vi> = { vi, en }

/** The address printed on a frozen map: its picture, its numbers, and what changed since. Needs no JavaScript. */
export const snapshotPageRoutes = (published: () => Published, { store }: Pick<Studio, 'store'>) =>
  new Hono()
    .get('/s/page.css', (c) =>
      c.body(styles, 200, {
        'Content-Type': 'text/css; charset=utf-8',
        'Cache-Control': 'public, max-age=86400',
      }),
    )
    .get('/s/:id', async (c) => {
      const id = c.req.param('id')
      const snapshot = SnapshotIdSchema.safeParse(id).success ? await snapshotOf(store, id) : null
      if (!snapshot) return c.json(problemOf(c, unknownSnapshot(id)), 404, problemJson)
      const changes = changesToday(published(), snapshot)
      return c.html(page(snapshot, isRefusal(changes) ? null : changes, languageOf(c)))
    })

function page(snapshot: Snapshot, changes: Changes | null, language: Language) {
  const { id } = snapshot
  const m = words[language]
  const f = formatFor(language)
  const picture = frozenPicture(snapshot)
  const title = titleOf(picture, language)
  const file = (format: string) => `/api/snapshots/${id}/map.${format}`
  return html`<!doctype html>
    <html lang="${language}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${title} · ${m.kept(id)}</title>
        <link rel="icon" href="/favicon.svg" />
        <link rel="stylesheet" href="/s/page.css" />
      </head>
      <body>
        <main>
          <p class="id">${m.kept(id)}</p>
          <h1>${title}</h1>
          <p>${m.intro(f.whole(picture.dataVersion), f.date(picture.publishedAt))}</p>
          <p class="files">
            ${m.download}: <a href="${file('png')}" download>PNG</a> <a href="${file('pdf')}" download>PDF</a>
            <a href="${file('svg')}" download>SVG</a>
          </p>
          <img src="${file('svg')}" alt="${title}" />
          <h2>${m.changes}</h2>
          ${changesIn(changes, picture, language)}
          <h2>${m.figures}</h2>
          ${figuresIn(picture, language)}
        </main>
      </body>
    </html>`
}

function changesIn(changes: Changes | null, picture: Picture, language: Language) {
  const m = words[language]
  const f = formatFor(language)
  if (!changes) return html`<p>${m.gone}</p>`
  const borders = changes.boundariesChanged ? html`<p>${m.borders}</p>` : ''
  if (changes.units.length === 0)
    return html`<p>${m.same}</p>
      ${borders}`
  return html`<p>${m.some(changes.units.length)}</p>
    ${borders}
    <table>
      <thead>
        <tr>
          <th scope="col">${m.unit}</th>
          <th scope="col">${m.then}</th>
          <th scope="col">${m.now}</th>
        </tr>
      </thead>
      <tbody>
        ${changes.units.map(
          (unit) =>
            html`<tr>
              <th scope="row">${f.unitName(unit)}</th>
              <td>${inWords(unit.then, picture, language)}</td>
              <td>${inWords(unit.now, picture, language)}</td>
            </tr>`,
        )}
      </tbody>
    </table>`
}

function figuresIn(picture: Picture, language: Language) {
  const m = words[language]
  const f = formatFor(language)
  const sorted = [...picture.units].sort((a, b) => f.compare(a.name, b.name))
  return html`<table>
    <thead>
      <tr>
        <th scope="col">${m.unit}</th>
        <th scope="col">${m.value}</th>
      </tr>
    </thead>
    <tbody>
      ${sorted.map(
        (unit) =>
          html`<tr>
            <th scope="row">${f.unitName(unit)}</th>
            <td>${inWords(figuresOf(unit), picture, language)}</td>
          </tr>`,
      )}
    </tbody>
  </table>`
}

/** "41,3% (12/29), còn thiếu 17 · Minh hoạ". */
function inWords(figures: Figures | null, { question }: Picture, language: Language): string {
  const m = words[language]
  const f = formatFor(language)
  if (figures?.isWithheld) return m.withheld
  if (!figures || figures.value === null) return m.none
  const { indicator } = question
  if (indicator.kind === 'class') {
    return indicator.classes.find(({ value }) => value === figures.value)?.name[language] ?? f.none
  }
  const counts =
    figures.numerator !== null && figures.denominator !== null
      ? ` (${f.count(figures.numerator)}/${f.count(figures.denominator)})`
      : ''
  const lacking = figures.lacking === null ? '' : ` · ${m.lacking} ${f.count(figures.lacking)}`
  const status = figures.status === null ? '' : ` · ${shared[language].status[figures.status]}`
  return `${f.value(figures.value, indicator.unit)}${counts}${lacking}${status}`
}

const styles = `:root { font-family: system-ui, sans-serif; line-height: 1.5; color: #17242e; background: #f3f6f7 }
body { margin: 0 }
main { max-width: 1080px; margin: 0 auto; padding: 24px 16px 64px }
h1 { margin: 0 0 8px; font-size: 1.5rem; line-height: 1.25; color: #093743 }
h2 { margin: 32px 0 8px; font-size: 1.15rem }
p { margin: 0 0 8px }
.id { font-weight: 600; color: #0e4a5a }
.files a { margin-left: 10px }
a { color: #0e4a5a }
img { display: block; width: 100%; height: auto; border: 1px solid #d9e0e5; background: #fff }
table { border-collapse: collapse; background: #fff; font-variant-numeric: tabular-nums }
th, td { padding: 4px 14px; border: 1px solid #d9e0e5; text-align: left }
thead th { background: #e2eef0 }
tbody th { font-weight: 400 }
`
