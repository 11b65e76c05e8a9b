import { embedEn } from './embed-en'
import { embedVi } from './embed-vi'
import { textsOf } from './i18n.svelte'

/** Words of the embedded map in the language the reader chose. */
export const embedWords = textsOf({ vi: embedVi, en: embedEn })
