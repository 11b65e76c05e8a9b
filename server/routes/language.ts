import type { Context } from 'hono'
import type { Language } from '#domain/language'
import { languages } from '#domain/language'

/** Language of the answer: `?lang=` if given, else the first of `Accept-Language` that we speak, else Vietnamese. */
export function languageOf(c: Context): Language {
  const asked = [c.req.query('lang'), ...(c.req.header('accept-language') ?? '').split(',')]
  for (const wish of asked) {
    const tag = wish?.trim().slice(0, 2).toLowerCase()
    const language = languages.find((known) => known === tag)
    if (language) return language
  }
  return 'vi'
}
