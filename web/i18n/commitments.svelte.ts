import { commitmentsEn } from './commitments-en'
import { commitmentsVi } from './commitments-vi'
import { textsOf } from './i18n.svelte'

/** Words of commitments in the language the reader chose. */
export const commitmentTexts = textsOf({ vi: commitmentsVi, en: commitmentsEn })
