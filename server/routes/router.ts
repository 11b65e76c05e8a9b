import { OpenAPIHono } from '@hono/zod-openapi'
import type { z } from '@hono/zod-openapi'
import type { Language } from '#domain/language'
import { languageOf } from './language'
import { problemJson, problemOf } from './problem'

type Issue = z.core.$ZodIssue

const allowedOf = (issue: Issue): string[] | undefined =>
  issue.code === 'invalid_value' ? issue.values.map(String) : undefined

function explain(issue: Issue, language: Language): string {
  const allowed = allowedOf(issue)
  if (allowed) return `${{ vi: 'Chỉ nhận', en: 'Expected one of' }[language]}: ${allowed.join(', ')}`
  if (issue.code === 'invalid_type' && issue.message.includes('undefined')) {
    return { vi: 'Thiếu giá trị', en: 'Missing value' }[language]
  }
  // a schema that says it better keeps its own words
  if (!issue.message.startsWith('Too ')) return issue.message
  if (issue.code === 'too_big' && issue.origin === 'number') {
    return { vi: `Không lớn hơn ${issue.maximum}`, en: `Not more than ${issue.maximum}` }[language]
  }
  if (issue.code === 'too_small' && issue.origin === 'number') {
    return { vi: `Không nhỏ hơn ${issue.minimum}`, en: `Not less than ${issue.minimum}` }[language]
  }
  return issue.message
}

/** A router on which every invalid request is refused the same way: a problem document that lists each fault. */
export function newRouter() {
  return new OpenAPIHono({
    defaultHook: (result, c) => {
      if (result.success) return undefined
      const language = languageOf(c)
      const errors = result.error.issues.map((issue) => ({
        where: [result.target, ...issue.path.map(String)].join('.'),
        detail: explain(issue, language),
        ...(allowedOf(issue) ? { allowed: allowedOf(issue) } : {}),
      }))
      const summary = errors.map(({ where, detail }) => `${where}: ${detail}`).join('; ')
      const problem = problemOf(c, {
        kind: 'invalid-request',
        status: 400,
        detail: { vi: summary, en: summary },
      })
      return c.json({ ...problem, errors }, 400, problemJson)
    },
  })
}
