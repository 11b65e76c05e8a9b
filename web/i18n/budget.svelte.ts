import { budgetEn } from './budget-en'
import { budgetVi } from './budget-vi'
import { textsOf } from './i18n.svelte'

/** Words of the page of priority and budget in the language the reader chose. */
export const budgetTexts = textsOf({ vi: budgetVi, en: budgetEn })
