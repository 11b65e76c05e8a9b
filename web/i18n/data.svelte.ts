import { dataEn } from './data-en'
import { dataVi } from './data-vi'
import { textsOf } from './i18n.svelte'

/** Words of the page of half-yearly figures in the language the reader chose. */
export const dataWords = textsOf({ vi: dataVi, en: dataEn })
