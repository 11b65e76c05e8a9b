import { boundariesEn } from './boundaries-en'
import { boundariesVi } from './boundaries-vi'
import { textsOf } from './i18n.svelte'

/** Words of the page of boundaries in the language the reader chose. */
export const boundariesWords = textsOf({ vi: boundariesVi, en: boundariesEn })
