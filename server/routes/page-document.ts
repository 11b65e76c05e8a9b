import { createHash } from 'node:crypto'
import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { escape } from '../render/svg'

type Address = { path: string; search: string }
type Ask = (address: string) => Promise<unknown>

/** What the page does on the server, as `web/draw.ts` has it. */
export type PageCode = {
  /** Draws the page at an address. */
  draw: (
    address: Address,
    ask: Ask,
    picture: string | null,
  ) => Promise<{ head: string; body: string; fetched: string[] }>
  /** The answers that it is drawn from. */
  answersFor: (address: Address, ask: Ask) => Promise<Record<string, unknown>>
}

/** The built document, taken apart. */
export type Template = {
  /** Up to the end of the head, with its style sheet, without a title and without scripts. */
  head: string
  /** What starts the page in a browser, and the code of the interactive map, which is always wanted next. */
  scripts: string
  /** Hashes of the style sheets in the head and of the script that starts the others, as a content security policy names them. */
  hashes: { styles: string[]; scripts: string[] }
}

type Chunk = { name?: string; file: string; css?: string[]; imports?: string[] }
type Manifest = Record<string, Chunk>

const scriptTags = /\s*<(?:script type="module"|link rel="modulepreload")[^>]*>(?:<\/script>)?/g
const styleTag = /\s*<link rel="stylesheet"[^>]* href="\/([^"]+)"[^>]*>/g

/**
 * Reads the built document. Its style sheet is put into it, for the map to wait for nothing else; its scripts are moved
 * behind the map, so that they do not compete with it for the network.
 */
export function readTemplate(webDir: string): Template {
  const html = readFileSync(join(webDir, 'index.html'), 'utf8')
  const head = html.slice(0, Math.max(0, html.indexOf('</head>')))
  const styles = [...head.matchAll(styleTag)].map(([, file = '']) =>
    readFileSync(join(webDir, file), 'utf8').trim(),
  )
  const tags = (head.match(scriptTags) ?? []).map((tag) => tag.trim())
  const entries = tags.flatMap((tag) => /^<script [^>]*src="([^"]+)"/.exec(tag)?.[1] ?? [])
  const links = [
    ...entries.map((src) => `<link rel="modulepreload" crossorigin href="${src}">`),
    ...tags.filter((tag) => tag.startsWith('<link')),
    ...mapFiles(webDir),
  ]
  const starters = entries.map((src) => starterOf(src, links))
  return {
    head: [
      head
        .replace(scriptTags, '')
        .replace(styleTag, '')
        .replace(/\s*<title>[^<]*<\/title>/, ''),
      ...styles.map((style) => `<style>${style}</style>`),
    ].join('\n'),
    scripts: starters.map((script) => `<script>${script}</script>`).join('\n'),
    hashes: { styles: styles.map(hashOf), scripts: starters.map(hashOf) },
  }
}

/**
 * Fetches what a script needs at once, and starts it once the document is on the screen. A document that the browser had
 * kept is shown first: all the rest is kept too, and would be read and compiled before the first frames. What is clicked
 * meanwhile is remembered for it.
 */
const starterOf = (src: string, links: readonly string[]): string =>
  [
    `{const more=()=>document.head.insertAdjacentHTML('beforeend',${JSON.stringify(links.join(''))}),`,
    "kept=performance.getEntriesByType('navigation')[0]?.deliveryType==='cache',",
    "start=()=>{if(kept)more();const s=document.createElement('script');s.type='module';s.crossOrigin='';",
    `s.src='${src}';document.head.append(s)};`,
    'if(!kept)more();',
    "window.clicked=[];addEventListener('click',e=>window.clicked?.push(e.target));",
    'requestAnimationFrame(()=>requestAnimationFrame(()=>requestAnimationFrame(()=>setTimeout(start))))}',
  ].join('')

const hashOf = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`

/** Elements that fetch the interactive map's code and styles beside the page's own. */
function mapFiles(webDir: string): string[] {
  const file = join(webDir, '.vite/manifest.json')
  if (!existsSync(file)) return []
  // written by the build alone
  const manifest = JSON.parse(readFileSync(file, 'utf8')) as Manifest
  const page = chunksFrom(manifest, 'index.html')
  // as vite.config.ts names the chunk, and the builder the way into it where there is one of its own
  const ways = Object.keys(manifest).filter((key) => ['map', 'MapPanel'].includes(manifest[key]?.name ?? ''))
  const wanted = [...new Set(ways.flatMap((key) => [...chunksFrom(manifest, key)]))].filter(
    (chunk) => !page.has(chunk),
  )
  return [
    ...wanted.map((chunk) => `<link rel="modulepreload" crossorigin href="/${chunk.file}">`),
    ...wanted
      .flatMap(({ css = [] }) => css)
      .map((css) => `<link rel="preload" as="style" crossorigin href="/${css}">`),
    ...readdirSync(join(webDir, 'assets'))
      .filter((name) => /^worker-maplibre.*\.js$/.test(name))
      .map((name) => `<link rel="prefetch" href="/assets/${name}">`),
  ]
}

/** A chunk with all that it imports from the start. */
function chunksFrom(manifest: Manifest, name: string, found = new Set<Chunk>()): Set<Chunk> {
  const chunk = manifest[name]
  if (!chunk || found.has(chunk)) return found
  found.add(chunk)
  for (const imported of chunk.imports ?? []) chunksFrom(manifest, imported, found)
  return found
}

/**
 * The whole document.
 * @param given address of the answers that the page was drawn from: half of all, and nobody sees them, so they come by themselves
 */
export function documentOf(
  { head, scripts }: Template,
  page: Awaited<ReturnType<PageCode['draw']>>,
  { language, given }: { language: string; given: string },
): string {
  return [
    head.replace(/<html lang="[^"]*"/, `<html lang="${language}"`),
    page.head,
    // one frame with the whole map, which ends where the side begins, comes earlier than three that grow into it
    '<link rel="expect" blocking="render" href="#side">',
    '</head>\n<body>',
    `<div id="app">${page.body}</div>`,
    scripts,
    `<link rel="preload" as="fetch" crossorigin id="given" href="${escape(given)}">`,
    ...page.fetched.map((address) => `<link rel="preload" as="fetch" crossorigin href="${escape(address)}">`),
    '</body>\n</html>\n',
  ].join('\n')
}
