import { view } from '../state/view.svelte'
import { dataEn } from './data-en'
import { dataVi } from './data-vi'

const words = { vi: dataVi, en: dataEn }

/** Words of the page of half-yearly figures in the language the reader chose. */
export const dataWords = {
  get m() {
    return words[view.now.lang]
  },
}
