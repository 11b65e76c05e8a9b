import { reportEn } from './report-en'
import { reportVi } from './report-vi'
import { textsOf } from './i18n.svelte'

/** Words of the page of reports in the language the reader chose. */
export const reportTexts = textsOf({ vi: reportVi, en: reportEn })
