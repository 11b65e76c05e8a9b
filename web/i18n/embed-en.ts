import type { EmbedWords } from './embed-vi'

/** The map within other sites' pages, in English. */
export const embedEn: EmbedWords = {
  title: 'Embedded map',
  hint: 'Point at a unit to see its figure.',
  sources: 'Sources',
  none: 'no real figures yet',
  dataVersion: (version) => `Data version ${version}`,
  full: 'Open the full map',
  open: 'Embed in another site',
  snippet: 'Code to embed',
  snippetHint: 'Paste it into a page; the administrator has to allow that site (FRAME_ANCESTORS).',
  copy: 'Copy the code',
  copied: 'Copied',
}
