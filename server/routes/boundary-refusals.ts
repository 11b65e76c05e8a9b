import { mostBytes } from '../intake/boundaries-size'
import type { BoundaryAnswer } from '../intake/boundaries-worker'
import type { Refusal } from './problem'

/** What a thread refused. Its texts speak to a terminal, too; options of the command mean nothing to a page. */
export const unusableMap = ({
  text,
  lines,
}: Pick<Extract<BoundaryAnswer, { kind: 'refused' }>, 'text' | 'lines'>): Refusal<422> => {
  const told = (each: string) =>
    [each, ...lines].join('\n').replace(/\s*\(--vintage\)|--(crs|layer|vintage) /g, '')
  return { kind: 'unreadable-file', status: 422, detail: { vi: told(text.vi), en: told(text.en) } }
}

export const tooLargeMap: Refusal<413> = {
  kind: 'too-large',
  status: 413,
  detail: {
    vi: `Tệp lớn hơn ${mostBytes / 1048576} MB. Hãy chỉ lấy các xã của tỉnh, đơn giản hoá đường ranh, hoặc nén thành .zip.`,
    en: `The file is larger than ${mostBytes / 1048576} MB. Keep the communes of the province only, simplify the lines, or zip it.`,
  },
}

export const brokenOff: Refusal<400> = {
  kind: 'invalid-request',
  status: 400,
  detail: {
    vi: 'Tệp chưa gửi hết. Hãy gửi lại.',
    en: 'The file did not arrive whole. Send it again.',
  },
}

export const considering: Refusal<503> = {
  kind: 'busy',
  status: 503,
  detail: {
    vi: 'Máy chủ đang đọc một bản đồ khác. Hãy thử lại sau một phút.',
    en: 'The server is reading another map. Try again in a minute.',
  },
  retryAfter: 60,
}

export const unknownCandidate = (id: number): Refusal<404> => ({
  kind: 'unknown-map',
  status: 404,
  detail: {
    vi: `Không có bản đồ chờ số ${id}: đã cài, đã bỏ, hoặc bị bản mới hơn thay. Hãy gửi lại tệp.`,
    en: `There is no waiting map ${id}: it was installed, dropped, or newer ones took its place. Send the file again.`,
  },
})

export const unknownVersion = (id: number): Refusal<404> => ({
  kind: 'unknown-map',
  status: 404,
  detail: {
    vi: `Không có phiên bản ranh giới số ${id}. Danh sách ở /api/boundaries/versions.`,
    en: `There is no version ${id} of the boundaries. They are listed at /api/boundaries/versions.`,
  },
})

export const changedCandidate: Refusal<409> = {
  kind: 'changed-meanwhile',
  status: 409,
  detail: {
    vi: 'Người khác vừa sửa bản đồ này. Hãy tải lại, xem thay đổi rồi làm lại.',
    en: 'Somebody else has just changed this map. Load it again, look at the change and repeat.',
  },
}

export const unclearCandidate: Refusal<409> = {
  kind: 'wrong-state',
  status: 409,
  detail: {
    vi: 'Còn đa giác chưa rõ là xã nào, hoặc xã chưa có đa giác. Hãy sửa hết rồi cài.',
    en: 'Some polygons are not clear yet, or communes lack theirs. Mend them all, then install.',
  },
}

export const unreadableMend = (line: number): Refusal<422> => ({
  kind: 'unreadable-file',
  status: 422,
  detail: {
    vi: `Dòng ${line} của bảng ghép không đọc được. Mỗi dòng cần cột feature (số thứ tự) và code (mã xã 5 số, hoặc - để bỏ).`,
    en: `Line ${line} of the table cannot be read. Each needs the columns feature (its number) and code (5 digits, or - to leave it out).`,
  },
})

export const unknownCommunes = (codes: readonly string[]): Refusal<422> => ({
  kind: 'unknown-unit',
  status: 422,
  detail: {
    vi: `Không có xã mang mã: ${codes.join(', ')}.`,
    en: `There are no communes with the codes: ${codes.join(', ')}.`,
  },
})
