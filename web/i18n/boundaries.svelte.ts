import { view } from '../state/view.svelte'
import { boundariesEn } from './boundaries-en'
import { boundariesVi } from './boundaries-vi'

const words = { vi: boundariesVi, en: boundariesEn }

/** Words of the page of boundaries in the language the reader chose. */
export const boundariesWords = {
  get m() {
    return words[view.now.lang]
  },
}
