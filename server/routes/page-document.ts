import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** Draws the page at an address, as `web/draw.ts` does. */
export type DrawPage = (
  address: { path: string; search: string },
  ask: (address: string) => Promise<unknown>,
  picture: string | null,
) => Promise<{ head: string; body: string; given: Record<string, unknown> }>

/** The built document, taken apart. */
export type Template = {
  /** Up to the end of the head, without a title and without scripts. */
  head: string
  /** What starts the page in a browser. */
  scripts: string
}

type Manifest = Record<string, { file: string; css?: string[]; imports?: string[] }>

const scriptTags = /\s*<(?:script type="module"|link rel="modulepreload")[^>]*>(?:<\/script>)?/g

/**
 * Reads the built document. Its scripts are moved behind the map, so that they do not compete with it for the
 * network; the code of the interactive map, which is always wanted here, is fetched beside them.
 */
export function readTemplate(webDir: string): Template {
  const html = readFileSync(join(webDir, 'index.html'), 'utf8')
  const end = html.indexOf('</head>')
  const head = html.slice(0, Math.max(0, end))
  return {
    head: head.replace(scriptTags, '').replace(/\s*<title>[^<]*<\/title>/, ''),
    scripts: [...(head.match(scriptTags) ?? []).map((tag) => tag.trim()), ...mapFiles(webDir)].join('\n'),
  }
}

function mapFiles(webDir: string): string[] {
  const file = join(webDir, '.vite/manifest.json')
  if (!existsSync(file)) return []
  // written by the build alone
  const manifest = JSON.parse(readFileSync(file, 'utf8')) as Manifest
  const map = manifest['map/MapPanel.svelte']
  return map ? [`<link rel="modulepreload" crossorigin href="/${map.file}">`] : []
}

/** The whole document. The answers go last: nobody can see them. */
export function documentOf(
  { head, scripts }: Template,
  page: Awaited<ReturnType<DrawPage>>,
  language: string,
): string {
  return [
    head.replace(/<html lang="[^"]*"/, `<html lang="${language}"`),
    `${page.head}\n</head>\n<body>`,
    `<div id="app">${page.body}</div>`,
    `<script type="application/json" id="given">${inScript(page.given)}</script>`,
    scripts,
    '</body>\n</html>\n',
  ].join('\n')
}

/** JSON that cannot end the element it stands in. */
const inScript = (value: unknown): string => JSON.stringify(value).replaceAll('<', '\\u003c')
