import { html } from 'hono/html'
import type { HtmlEscapedString } from 'hono/utils/html'
import type { Service } from './documents'
import { words } from './words'

export type Markup = HtmlEscapedString | Promise<HtmlEscapedString>

/** Where the reader is: title, and the way there from the landing page. */
export type Place = { title: string; trail: readonly { title: string; path: string }[] }

/** A whole page around its contents. Needs no JavaScript. */
export function pageOf({ address, language }: Service, { title, trail }: Place, contents: Markup): Markup {
  const w = words[language]
  const other = language === 'vi' ? 'en' : 'vi'
  return html`<!doctype html>
    <html lang="${language}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${title} · ${w.title}</title>
        <link rel="icon" href="/favicon.svg" />
        <link rel="stylesheet" href="/ogc/style.css" />
        <link rel="alternate" type="application/json" href="${address.here({ f: 'json' })}" />
      </head>
      <body>
        <header>
          <nav>
            <a href="${address.to('', 'html')}">${w.home}</a>
            ${trail.map((step) => html`<a href="${address.to(step.path, 'html')}">${step.title}</a>`)}
            <a href="${address.here({ f: 'json' })}">${w.asJson}</a>
            <a class="other" lang="${other}" href="${address.here({ lang: other })}">${w.other}</a>
          </nav>
        </header>
        <main>
          <h1>${title}</h1>
          ${contents}
        </main>
      </body>
    </html>`
}

/** What must be known before the figures are used. */
export const noticeBox = (notices: readonly string[]): Markup =>
  html`${notices.map((notice) => html`<p class="notice">${notice}</p>`)}`

export const linkList = (links: readonly { href: string; title: string }[]): Markup =>
  html`<ul class="links">
    ${links.map(({ href, title }) => html`<li><a href="${href}">${title}</a></li>`)}
  </ul>`
