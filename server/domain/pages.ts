/** Addresses of the page's views; each is drawn by the same document. */
export const pagePaths = [
  '/',
  '/compare',
  '/budget',
  '/report',
  '/places',
  '/data',
  '/sign-in',
  '/join',
  '/accounts',
  '/boundaries',
  '/embed',
] as const
export type PagePath = (typeof pagePaths)[number]

/** The pages of accounts. The first two are there for everyone, whatever else is closed. */
export const signInPath = '/sign-in' satisfies PagePath
export const joinPath = '/join' satisfies PagePath
export const accountsPath = '/accounts' satisfies PagePath
/** The map within other sites' pages. */
export const embedPath = '/embed' satisfies PagePath
export const boundariesPath = '/boundaries' satisfies PagePath
