import { placesEn } from './places-en'
import { placesVi } from './places-vi'
import { textsOf } from './i18n.svelte'

/** Words of the page of villages and facilities in the language the reader chose. */
export const placesWords = textsOf({ vi: placesVi, en: placesEn })
