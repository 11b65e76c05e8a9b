/** Addresses of the page's views; each is drawn by the same document. */
export const pagePaths = ['/', '/compare', '/budget'] as const
export type PagePath = (typeof pagePaths)[number]
