import { view } from '../state/view.svelte'
import { accountEn } from './account-en'
import { accountVi } from './account-vi'

const words = { vi: accountVi, en: accountEn }

/** Words of the pages of accounts in the language the reader chose. */
export const accountWords = {
  get m() {
    return words[view.now.lang]
  },
}
