import { accountEn } from './account-en'
import { accountVi } from './account-vi'
import { textsOf } from './i18n.svelte'

/** Words of the pages of accounts in the language the reader chose. */
export const accountWords = textsOf({ vi: accountVi, en: accountEn })
