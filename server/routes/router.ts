import { OpenAPIHono } from '@hono/zod-openapi'
import type { z } from '@hono/zod-openapi'
import { HTTPException } from 'hono/http-exception'
import type { Language } from '#domain/language'
import { languageOf } from './language'
import type { Refusal } from './problem'
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

/** Refusals of bodies that cannot be read at all, so that no schema is asked; by their status. */
const unreadableBodies: Readonly<Record<number, Refusal<400 | 415>>> = {
  400: {
    kind: 'invalid-request',
    status: 400,
    detail: {
      vi: 'Không đọc được nội dung gửi lên: JSON hoặc biểu mẫu bị cắt cụt hoặc sai cú pháp. Hãy sửa rồi gửi lại.',
      en: 'The body cannot be read: its JSON or form is cut off or malformed. Mend it and send it again.',
    },
  },
  415: {
    kind: 'invalid-request',
    status: 415,
    detail: {
      vi: 'Địa chỉ này không nhận loại nội dung đã gửi. Hãy đặt Content-Type như mô tả tại /docs, ví dụ application/json.',
      en: 'This address does not take that type of body. Set Content-Type as /docs says, for example application/json.',
    },
  },
}

/** What is said of a body that no route was given to read; null for other errors. */
export const refusalOfBody = (error: unknown): Refusal<400 | 415> | null =>
  error instanceof HTTPException ? (unreadableBodies[error.status] ?? null) : null

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
