import { compareEn } from './compare-en'
import { compareVi } from './compare-vi'
import { textsOf } from './i18n.svelte'

/** Words of the page that compares in the language the reader chose. */
export const compareTexts = textsOf({ vi: compareVi, en: compareEn })
