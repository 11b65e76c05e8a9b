import { z } from '@hono/zod-openapi'
import type { Context } from 'hono'
import type { Bilingual } from '#domain/measures'
import { languageOf } from './language'

/** A refusal as a problem document (RFC 9457), in the caller's language. */
export const ProblemSchema = z
  .object({
    type: z.string().openapi({ example: '/docs#unknown-indicator' }),
    title: z.string(),
    status: z.number().int(),
    detail: z.string().openapi({ description: 'What is wrong, where, and how to mend it' }),
    /** What may stand in the place of the refused value. */
    allowed: z.array(z.string()).optional(),
    errors: z
      .array(z.object({ where: z.string(), detail: z.string(), allowed: z.array(z.string()).optional() }))
      .optional(),
  })
  .openapi('Problem')

export type Problem = z.infer<typeof ProblemSchema>

export const problemJson = { 'Content-Type': 'application/problem+json' } as const

/** Headers of a refusal, which may not last. */
export const headersOf = ({ retryAfter }: Refusal): Record<string, string> =>
  retryAfter === undefined ? problemJson : { ...problemJson, 'Retry-After': String(retryAfter) }

/** The OpenAPI entry of a refusal. */
export const problemResponse = (description: string) => ({
  description,
  content: { 'application/problem+json': { schema: ProblemSchema } },
})

const titles = {
  'invalid-request': { vi: 'Yêu cầu không hợp lệ', en: 'Invalid request' },
  'unknown-indicator': { vi: 'Không có chỉ tiêu này', en: 'Unknown indicator' },
  'unknown-period': { vi: 'Không có kỳ báo cáo này', en: 'Unknown period' },
  'unknown-target': { vi: 'Không có mục tiêu này', en: 'Unknown target' },
  'unknown-unit': { vi: 'Không có đơn vị này', en: 'Unknown unit' },
  'mixed-vintages': { vi: 'Lẫn hai địa giới', en: 'Units of two vintages' },
  'unknown-preset': { vi: 'Không có bộ ưu tiên này', en: 'Unknown preset' },
  'unknown-scenario': { vi: 'Không có phương án này', en: 'Unknown scenario' },
  'invalid-question': { vi: 'Câu hỏi chưa trả lời được', en: 'The question cannot be answered' },
  'wrong-key': { vi: 'Không được sửa phương án này', en: 'This scenario may not be changed' },
  locked: { vi: 'Phương án đã khoá', en: 'The scenario is locked' },
  'not-locked': { vi: 'Phương án chưa khoá', en: 'The scenario is not locked' },
  'no-list': { vi: 'Không có danh sách để chốt', en: 'Nothing to decide' },
  'decided-before': { vi: 'Đã chốt trước đó', en: 'Decided before' },
  'unknown-commitment': { vi: 'Không có cam kết này', en: 'Unknown commitment' },
  'unknown-kind': { vi: 'Không có loại công trình này', en: 'Unknown kind of thing' },
  'too-large': { vi: 'Quá lớn', en: 'Too large' },
  'no-data': { vi: 'Chưa có số liệu', en: 'No data' },
  'unknown-snapshot': { vi: 'Không có bản lưu này', en: 'Unknown snapshot' },
  'unknown-proposal': { vi: 'Không có đề nghị này', en: 'Unknown proposal' },
  'own-proposal': { vi: 'Không tự duyệt đề nghị của mình', en: 'One’s own proposal' },
  'unknown-place': { vi: 'Không có thôn hay công trình này', en: 'Unknown village or facility' },
  'unknown-collection': { vi: 'Không có lớp này', en: 'Unknown collection' },
  'unknown-feature': { vi: 'Không có đối tượng này', en: 'Unknown feature' },
  'invalid-filter': { vi: 'Bộ lọc không hợp lệ', en: 'Invalid filter' },
  'sign-in-needed': { vi: 'Cần đăng nhập', en: 'Sign-in needed' },
  'not-allowed': { vi: 'Không có quyền', en: 'Not allowed' },
  'foreign-origin': { vi: 'Yêu cầu từ trang khác', en: 'A request from another site' },
  'wrong-password': { vi: 'Sai e-mail hoặc mật khẩu', en: 'Wrong e-mail or password' },
  'account-disabled': { vi: 'Tài khoản đã bị khoá', en: 'The account is disabled' },
  'too-many-attempts': { vi: 'Thử quá nhiều lần', en: 'Too many attempts' },
  'weak-password': { vi: 'Mật khẩu chưa đạt', en: 'The password will not do' },
  'spent-link': { vi: 'Đường dẫn không còn dùng được', en: 'The link can no longer be used' },
  'email-taken': { vi: 'E-mail đã có tài khoản', en: 'The e-mail already has an account' },
  'unknown-account': { vi: 'Không có tài khoản này', en: 'Unknown account' },
  'unknown-invitation': { vi: 'Không có lời mời này', en: 'Unknown invitation' },
  'last-administrator': { vi: 'Quản trị viên cuối cùng', en: 'The last administrator' },
  busy: { vi: 'Máy chủ đang bận', en: 'The server is busy' },
  'too-many': { vi: 'Đã lưu quá nhiều', en: 'Too many frozen copies' },
  'too-often': { vi: 'Quá nhiều yêu cầu', en: 'Too many requests' },
  'unknown-report': { vi: 'Không có báo cáo này', en: 'Unknown report' },
  'unknown-map': { vi: 'Không có bản đồ này', en: 'Unknown map' },
  'unreadable-file': { vi: 'Không đọc được tệp', en: 'The file cannot be read' },
  'changed-meanwhile': { vi: 'Người khác vừa thay đổi', en: 'Changed meanwhile' },
  'data-changed': { vi: 'Số liệu đã thay đổi', en: 'The data have changed' },
  'wrong-state': { vi: 'Không đúng bước', en: 'Not at this step' },
  'unfinished-report': { vi: 'Báo cáo chưa xong', en: 'The report is not finished' },
  'own-report': { vi: 'Không tự duyệt báo cáo của mình', en: 'One’s own report' },
  'cannot-write': { vi: 'Máy chủ không ghi được', en: 'The server cannot write' },
  'not-found': { vi: 'Không tìm thấy', en: 'Not found' },
  'server-error': { vi: 'Lỗi máy chủ', en: 'Server error' },
} satisfies Record<string, Bilingual>

export type ProblemKind = keyof typeof titles

export type Refusal<S extends number = number> = {
  kind: ProblemKind
  status: S
  detail: Bilingual
  allowed?: string[]
  /** Seconds after which it is worth asking again. */
  retryAfter?: number
}

/** The body of a refusal in the language of the request. */
export function problemOf(c: Context, { kind, status, detail, allowed }: Refusal): Problem {
  const language = languageOf(c)
  return {
    type: `/docs#${kind}`,
    title: titles[kind][language],
    status,
    detail: detail[language],
    ...(allowed ? { allowed } : {}),
  }
}
