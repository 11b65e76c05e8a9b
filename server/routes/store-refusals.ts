import type { StoreFault } from '../store/fault'
import { storeFaultOf } from '../store/fault'
import type { Refusal } from './problem'

const unchanged = {
  vi: 'Không có gì thay đổi: số liệu đã công bố và các báo cáo vẫn như trước.',
  en: 'Nothing was changed: what is published and all reports are as before.',
}

const refusals: Record<StoreFault, Refusal<503 | 507>> = {
  full: {
    kind: 'cannot-write',
    status: 507,
    detail: {
      vi: `Ổ đĩa của máy chủ đã đầy. ${unchanged.vi} Hãy báo quản trị viên giải phóng chỗ trên ổ đĩa chứa DATA_DIR, rồi gửi lại.`,
      en: `The disk of the server is full. ${unchanged.en} Ask the administrator to make room on the disk of DATA_DIR, then send it again.`,
    },
  },
  'read-only': {
    kind: 'cannot-write',
    status: 503,
    detail: {
      vi: `Máy chủ không ghi được vào cơ sở dữ liệu: ổ đĩa hoặc thư mục chỉ cho đọc. ${unchanged.vi} Hãy báo quản trị viên cấp lại quyền ghi cho DATA_DIR, rồi gửi lại.`,
      en: `The server cannot write its database: the disk or folder is read-only. ${unchanged.en} Ask the administrator to make DATA_DIR writable again, then send it again.`,
    },
    retryAfter: 60,
  },
  unreadable: {
    kind: 'cannot-write',
    status: 503,
    detail: {
      vi: `Ổ đĩa của máy chủ báo lỗi khi đọc hoặc ghi cơ sở dữ liệu. ${unchanged.vi} Hãy báo quản trị viên kiểm tra ổ đĩa chứa DATA_DIR và bản sao lưu gần nhất.`,
      en: `The disk of the server fails to read or write the database. ${unchanged.en} Ask the administrator to check the disk of DATA_DIR and the latest backup.`,
    },
    retryAfter: 60,
  },
  locked: {
    kind: 'busy',
    status: 503,
    detail: {
      vi: `Một chương trình khác đang giữ cơ sở dữ liệu. ${unchanged.vi} Hãy thử lại sau 10 giây.`,
      en: `Another program holds the database. ${unchanged.en} Try again in 10 seconds.`,
    },
    retryAfter: 10,
  },
}

/** What is said when the disk fails a request; null for other errors. */
export function refusalOfStore(error: unknown): Refusal<503 | 507> | null {
  const fault = storeFaultOf(error)
  return fault === null ? null : refusals[fault]
}
