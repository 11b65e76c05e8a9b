import type { Bilingual } from '#domain/measures'
import type { RefusalReason } from '#domain/intake/reading'
import { limits } from './limits'

/** A file that is not read at all; whoever reads turns it into an answer. */
export class Refusal extends Error {
  constructor(
    readonly reason: RefusalReason,
    readonly text: Bilingual,
  ) {
    super(text.en)
    this.name = 'Refusal'
  }
}

const megabytes = (bytes: number): number => Math.round(bytes / 1024 / 1024)

const saveAsXlsx: Bilingual = {
  vi: 'Hãy mở bằng Excel, chọn Lưu thành (Save As) loại “Excel Workbook (.xlsx)” rồi nộp lại.',
  en: 'Open it in Excel, choose Save As “Excel Workbook (.xlsx)”, and send that.',
}

const deleteEmptyRows: Bilingual = {
  vi: 'Thường do các dòng trống được kẻ khung đến cuối trang: hãy chép riêng bảng số liệu sang một tệp mới.',
  en: 'Mostly this is because empty rows are formatted to the end of the sheet: copy just the table to a new file.',
}

const texts: Record<Exclude<RefusalReason, 'other-period' | 'other-vintage'>, Bilingual> = {
  empty: { vi: 'Tệp rỗng.', en: 'The file is empty.' },
  'too-large': {
    vi: `Tệp lớn hơn ${megabytes(limits.fileBytes)} MB. ${deleteEmptyRows.vi}`,
    en: `The file has more than ${megabytes(limits.fileBytes)} MB. ${deleteEmptyRows.en}`,
  },
  'unpacks-too-large': {
    vi: `Tệp khi giải nén lớn hơn ${megabytes(limits.unpackedBytes)} MB. ${deleteEmptyRows.vi}`,
    en: `Unpacked, the file has more than ${megabytes(limits.unpackedBytes)} MB. ${deleteEmptyRows.en}`,
  },
  'too-many-rows': {
    vi: `Trang tính có hơn ${limits.rows} dòng có dữ liệu. Hãy chỉ giữ bảng số liệu báo cáo.`,
    en: `The sheet has more than ${limits.rows} rows with content. Keep only the table of the report.`,
  },
  'too-many-cells': {
    vi: `Tệp có hơn ${limits.cells} ô có dữ liệu. Hãy chỉ giữ bảng số liệu báo cáo.`,
    en: `The file has more than ${limits.cells} cells with content. Keep only the table of the report.`,
  },
  'too-many-sheets': {
    vi: `Tệp có hơn ${limits.sheets} trang tính. Hãy chỉ giữ trang có bảng số liệu.`,
    en: `The file has more than ${limits.sheets} sheets. Keep only the one with the table.`,
  },
  'too-slow': {
    vi: `Đọc tệp mất quá nhiều thời gian nên đã dừng. ${deleteEmptyRows.vi}`,
    en: `Reading the file took too long and was stopped. ${deleteEmptyRows.en}`,
  },
  'out-of-memory': {
    vi: `Tệp cần quá nhiều bộ nhớ nên không đọc được. ${deleteEmptyRows.vi}`,
    en: `The file needs too much memory to be read. ${deleteEmptyRows.en}`,
  },
  password: {
    vi: 'Tệp được đặt mật khẩu. Hãy mở bằng Excel, bỏ mật khẩu (Tệp → Thông tin → Bảo vệ sổ làm việc) rồi nộp lại.',
    en: 'The file is protected by a password. Open it in Excel, remove the password (File → Info → Protect Workbook), and send it again.',
  },
  'old-excel': {
    vi: `Tệp theo định dạng Excel cũ (.xls). ${saveAsXlsx.vi}`,
    en: `The file is in the old Excel format (.xls). ${saveAsXlsx.en}`,
  },
  'other-format': {
    vi: `Tệp không phải là bảng tính .xlsx hay .csv. ${saveAsXlsx.vi}`,
    en: `The file is neither an .xlsx nor a .csv table. ${saveAsXlsx.en}`,
  },
  damaged: {
    vi: `Tệp bị hỏng hoặc tải lên chưa trọn vẹn. ${saveAsXlsx.vi}`,
    en: `The file is damaged or was not sent whole. ${saveAsXlsx.en}`,
  },
  'forbidden-xml': {
    vi: `Tệp chứa khai báo DTD mà bảng tính không được có, nên không được đọc. ${saveAsXlsx.vi}`,
    en: `The file holds a DTD, which no spreadsheet has, and is not read. ${saveAsXlsx.en}`,
  },
  'no-communes': {
    vi: 'Quá nhiều dòng không nêu được xã nào, nên đây có lẽ không phải bảng số liệu theo xã (danh sách thôn được nộp ở trang Thôn và cơ sở), hoặc là của tỉnh khác, thời kỳ khác. Hãy dùng biểu mẫu tải từ trang này.',
    en: 'Too many rows name no commune: this is probably no table of communes (lists of villages go to the page Villages and facilities), or one of another province or time. Use the template of this site.',
  },
  'no-table': {
    vi: 'Không tìm thấy bảng số liệu nào trong các trang tính đang hiện. Hãy dùng biểu mẫu tải từ trang này, hoặc kiểm tra trang bị ẩn.',
    en: 'There is no table in the visible sheets. Use the template of this site, or check for hidden sheets.',
  },
}

/** The refusal for a reason. @param detail said besides, in both languages */
export function refusal(
  reason: Exclude<RefusalReason, 'other-period' | 'other-vintage'>,
  detail?: Bilingual,
): Refusal {
  const { vi, en } = texts[reason]
  return new Refusal(reason, detail ? { vi: `${vi} ${detail.vi}`, en: `${en} ${detail.en}` } : { vi, en })
}
