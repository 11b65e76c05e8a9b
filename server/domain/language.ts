/** Languages that every text exists in; the first is the one of whoever does not choose. */
export const languages = ['vi', 'en'] as const
export type Language = (typeof languages)[number]
