import { view } from '../state/view.svelte'
import { embedEn } from './embed-en'
import { embedVi } from './embed-vi'

const words = { vi: embedVi, en: embedEn }

/** Words of the embedded map in the language the reader chose. */
export const embedWords = {
  get m() {
    return words[view.now.lang]
  },
}
