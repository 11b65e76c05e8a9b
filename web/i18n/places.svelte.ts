import { view } from '../state/view.svelte'
import { placesEn } from './places-en'
import { placesVi } from './places-vi'

const words = { vi: placesVi, en: placesEn }

/** Words of the page of villages and facilities in the language the reader chose. */
export const placesWords = {
  get m() {
    return words[view.now.lang]
  },
}
