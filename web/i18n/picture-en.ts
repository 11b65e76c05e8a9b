import type { pictureVi } from './picture-vi'

/** Sentences about pictures of the other pages, and atlases. */
export const pictureEn: typeof pictureVi = {
  open: 'Export picture',
  which: 'Which picture',
  kinds: {
    map: 'Map of the indicator',
    bivariate: 'Map of two indicators',
    small: 'Small maps',
    spread: 'Spread within districts',
    intervals: 'Intervals',
    funnel: 'Against the limits of chance',
    lines: 'Over the periods',
    priority: 'Map of priority',
    budget: 'Map of the budget (as it is shown)',
  },
  atlas: 'Atlas: the province and each district',
  atlasHint: 'A page for each district, with the indicator, period and sheet chosen above.',
  atlasPdf: 'Draw as PDF',
  atlasZip: 'Draw as pictures (ZIP)',
  progress: (done, pages) => `${done} of ${pages} pages drawn`,
  cancel: 'Cancel',
  ready: 'Download the atlas',
  failed: 'The atlas could not be drawn. Try again.',
}
