import type { Obstacle, ReportState } from '#domain/flow/states'
import { vintageIn } from '#domain/flow/vintage'
import type { RefusedReport } from '#domain/intake/reading'
import type { Bilingual } from '#domain/measures'
import type { Period } from '#domain/periods'
import type { Vintage } from '#domain/units'
import { ReaderBusy } from '../intake/reading/reader'
import type { News } from '../store/imports-publish'
import type { Change } from '../store/imports-write'
import type { Refusal } from './problem'

/** Largest file that is taken, in bytes. */
export const mostFileBytes = 20 * 1024 * 1024

export const unknownReport = (id: number): Refusal<404> => ({
  kind: 'unknown-report',
  status: 404,
  detail: {
    vi: `Không có báo cáo số ${id}. Danh sách báo cáo ở trang Nhập số liệu.`,
    en: `There is no report number ${id}. The reports are listed on the page Data intake.`,
  },
})

export const tooLargeFile: Refusal<413> = {
  kind: 'too-large',
  status: 413,
  detail: {
    vi: `Tệp lớn hơn ${mostFileBytes / 1024 / 1024} MB. Hãy xoá ảnh và các trang không liên quan, hoặc chia theo xã rồi gửi từng tệp.`,
    en: `The file is larger than ${mostFileBytes / 1024 / 1024} MB. Remove pictures and unrelated sheets, or send one file per commune.`,
  },
}

export const unreadable = ({ text }: RefusedReport): Refusal<422> => ({
  kind: 'unreadable-file',
  status: 422,
  detail: text,
})

export const changedMeanwhile: Refusal<409> = {
  kind: 'changed-meanwhile',
  status: 409,
  detail: {
    vi: 'Báo cáo này vừa được người khác thay đổi. Không có gì bị mất: hãy tải lại, xem thay đổi rồi làm lại.',
    en: 'Somebody else has just changed this report. Nothing is lost: load it again, look at the change and repeat.',
  },
}

const stateNames: Record<ReportState, Bilingual> = {
  draft: { vi: 'bản nháp', en: 'a draft' },
  submitted: { vi: 'đã gửi, chờ duyệt', en: 'sent in, waiting for review' },
  returned: { vi: 'được trả lại', en: 'sent back' },
  approved: { vi: 'đã duyệt', en: 'approved' },
  published: { vi: 'đã công bố', en: 'published' },
  withdrawn: { vi: 'đã rút lại', en: 'withdrawn' },
}

export const wrongState = (state: ReportState): Refusal<409> => ({
  kind: 'wrong-state',
  status: 409,
  detail: {
    vi: `Báo cáo đang ở trạng thái «${stateNames[state].vi}» nên không làm được việc này. Hãy tải lại trang.`,
    en: `The report is ${stateNames[state].en}, so this cannot be done. Load the page again.`,
  },
})

/** Someone else published since: what, so that one can look at it and try again. */
export function newsRefusal(news: readonly News[]): Refusal<409> {
  const list = news.map(({ version, title, reason }) => `${version}: ${title ?? reason}`)
  return {
    kind: 'data-changed',
    status: 409,
    detail: {
      vi: `Số liệu đã thay đổi trong lúc bạn xem (${list.join('; ')}). Báo cáo của bạn còn nguyên: hãy xem lại phần xem trước rồi công bố lại.`,
      en: `The data changed while you were looking (${list.join('; ')}). Your report is untouched: look at the preview again, then publish again.`,
    },
  }
}

const obstacles: Record<Exclude<Obstacle, 'wrong-state'>, Refusal<403 | 422>> = {
  'not-allowed': {
    kind: 'not-allowed',
    status: 403,
    detail: {
      vi: 'Tài khoản của bạn không có quyền làm việc này với báo cáo này. Công bố, rút lại và khôi phục cần người duyệt của cả tỉnh hoặc quản trị viên.',
      en: 'Your account may not do this to this report. To publish, withdraw and restore needs a reviewer of the whole province or an administrator.',
    },
  },
  'own-report': {
    kind: 'own-report',
    status: 403,
    detail: {
      vi: 'Bạn là người gửi báo cáo này nên không tự duyệt được. Hãy nhờ người duyệt khác.',
      en: 'You sent this report in, so you cannot approve it yourself. Ask another reviewer.',
    },
  },
  unanswered: {
    kind: 'unfinished-report',
    status: 422,
    detail: {
      vi: 'Còn tên đơn vị chưa rõ là xã nào. Hãy trả lời từng câu hỏi rồi gửi.',
      en: 'Some names of units are still open questions. Answer each, then send.',
    },
  },
  errors: {
    kind: 'unfinished-report',
    status: 422,
    detail: {
      vi: 'Còn lỗi trong tệp. Hãy sửa các ô được nêu rồi tải tệp lên lại.',
      en: 'The file still has errors. Mend the cells that are named and upload it again.',
    },
  },
  unreasoned: {
    kind: 'unfinished-report',
    status: 422,
    detail: {
      vi: 'Còn cảnh báo chưa có lý do. Hãy ghi lý do, hoặc sửa ô rồi tải tệp lên lại.',
      en: 'Some warnings have no reason yet. Give one, or mend the cell and upload the file again.',
    },
  },
  empty: {
    kind: 'unfinished-report',
    status: 422,
    detail: {
      vi: 'Tệp chưa có số liệu nào đọc được. Hãy ghép các cột với chỉ tiêu, hoặc dùng biểu mẫu.',
      en: 'No figure of the file could be read yet. Name its columns, or use the template.',
    },
  },
}

/** The refusal of a deed that a rule of the flow stands against. */
export const obstacleRefusal = (obstacle: Obstacle, state: ReportState): Refusal<403 | 409 | 422> =>
  obstacle === 'wrong-state' ? wrongState(state) : obstacles[obstacle]

/** Why a change was not made, or null. */
export function refusalOfChange(change: Change, id: number): Refusal<404 | 409> | null {
  if (change.done) return null
  if (change.why === 'unknown-report') return unknownReport(id)
  return change.why === 'changed' ? changedMeanwhile : wrongState(change.state)
}

export const otherGeography = (vintage: Vintage, period: Period): Refusal<422> => ({
  kind: 'mixed-vintages',
  status: 422,
  detail: {
    vi: `Kỳ ${period} do các đơn vị của địa giới ${vintageIn(period)} báo cáo, không phải địa giới ${vintage}.`,
    en: `For ${period} the units of vintage ${vintageIn(period)} report, not those of ${vintage}.`,
  },
})

export const notDiscardable: Refusal<403> = {
  kind: 'not-allowed',
  status: 403,
  detail: {
    vi: 'Chỉ người đã tải tệp lên mới bỏ được bản nháp, và chỉ khi bản nháp chưa gửi duyệt.',
    en: 'Only who uploaded the file can discard a draft, and only before it was sent in.',
  },
}

export const remarkNeeded: Refusal<422> = {
  kind: 'unfinished-report',
  status: 422,
  detail: {
    vi: 'Hãy ghi rõ cần sửa gì trước khi trả lại.',
    en: 'Say what is to be mended before you send it back.',
  },
}

/** As many files wait to be read as the server takes. */
export const readerBusy: Refusal<503> = {
  kind: 'busy',
  status: 503,
  detail: {
    vi: 'Máy chủ đang đọc nhiều tệp khác. Tệp của bạn chưa được nhận; hãy gửi lại sau ít giây.',
    en: 'The server is reading many other files. Yours was not taken; send it again in some seconds.',
  },
  retryAfter: 5,
}

/** What reading gives; null when the reader takes no more files for now. */
export async function orBusy<T>(work: Promise<T>): Promise<T | null> {
  try {
    return await work
  } catch (error) {
    if (error instanceof ReaderBusy) return null
    throw error
  }
}
