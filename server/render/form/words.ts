import type { Language } from '#domain/language'

const vi = {
  creator: 'Bản đồ Trẻ em',
  sheets: { guide: 'Hướng dẫn', data: 'Số liệu' },
  title: (period: string) => `Phiếu số liệu trẻ em – ${period}`,
  code: 'Mã đơn vị',
  name: 'Đơn vị',
  district: 'Huyện (cũ)',
  theme: 'Nhóm',
  measure: 'Chỉ tiêu',
  unit: 'Đơn vị tính',
  last: 'Kỳ trước (chỉ để tham khảo)',
  lastOf: (measure: string) => `Kỳ trước – ${measure}`,
  now: (period: string) => `Số ${period}`,
  id: 'Mã chỉ tiêu',
  wholeTitle: 'Cần số nguyên',
  whole:
    'Ghi số nguyên từ 0 trở lên, không có dấu chấm, dấu phẩy hay đơn vị tính. Để trống nếu chưa có số liệu.',
  flagTitle: 'Cần 1 hoặc 0',
  flag: 'Ghi 1 nếu có, 0 nếu không có. Để trống nếu chưa rõ.',
  classTitle: 'Chọn một giá trị',
  class: (classes: string) => `Ghi một trong các giá trị: ${classes}.`,
  guide: (period: string, units: string) => [
    ['Phiếu này dùng cho', `${period}; ${units}`],
    [
      'Điền ở đâu',
      'Chỉ điền vào các ô nền vàng của trang “Số liệu”. Các ô khác được khoá để không bị sửa nhầm.',
    ],
    [
      'Số 0 và ô trống',
      'Ghi 0 khi đã kiểm tra và không có trường hợp nào. Để trống khi chưa có số liệu: ô trống không bao giờ bị coi là 0.',
    ],
    ['Cách ghi số', 'Ghi số nguyên, ví dụ 1234. Không ghi tỷ lệ phần trăm: tỷ lệ được tính từ số đếm.'],
    ['Có hay không', 'Với chỉ tiêu “Xã có …”, ghi 1 nếu có, 0 nếu không.'],
    [
      'Kỳ trước',
      'Cột màu xám là số đã công bố gần nhất, chỉ để so sánh; không được đọc khi nộp. Ô xám trống nghĩa là chưa có số thật nào.',
    ],
    [
      'Thôn',
      'Phiếu của một xã có thêm trang “Thôn”, không bắt buộc: nếu điền, thôn mới hoặc có thay đổi thành đề nghị chờ duyệt khi nộp. Bỏ một thôn thì làm ở trang Thôn và cơ sở.',
    ],
    ['Nộp', 'Lưu tệp dạng .xlsx và nộp trên trang Số liệu. Không đổi tên trang tính, không xoá cột.'],
  ],
  dictionary: ['Mã chỉ tiêu', 'Chỉ tiêu', 'Đơn vị tính', 'Giá trị cho phép'],
  allowed: { count: 'Số nguyên từ 0', flag: '1 (có) hoặc 0 (không)' },
}

export type FormWords = typeof vi

const en: FormWords = {
  creator: 'Bản đồ Trẻ em',
  sheets: { guide: 'Guide', data: 'Figures' },
  title: (period) => `Figures on children – ${period}`,
  code: 'Unit code',
  name: 'Unit',
  district: 'District (former)',
  theme: 'Theme',
  measure: 'Measure',
  unit: 'Counted in',
  last: 'Last period (for comparison only)',
  lastOf: (measure) => `Last period – ${measure}`,
  now: (period) => `Figure of the ${period}`,
  id: 'Measure id',
  wholeTitle: 'A whole number is needed',
  whole:
    'Give a whole number from 0 upwards, without separators or units. Leave it blank if there is no figure yet.',
  flagTitle: '1 or 0 is needed',
  flag: 'Write 1 for yes, 0 for no. Leave it blank if it is not known.',
  classTitle: 'Choose a value',
  class: (classes) => `Write one of these values: ${classes}.`,
  guide: (period, units) => [
    ['This form is for', `the ${period}; ${units}`],
    [
      'Where to write',
      'Only in the yellow cells of the sheet “Figures”. The others are locked against slips.',
    ],
    [
      'Zero and blank',
      'Write 0 when you have checked and there is none. Leave a cell blank when there is no figure yet: a blank is never taken for 0.',
    ],
    [
      'Numbers',
      'Write whole numbers, for instance 1234. Give no percentages: they are worked out from the counts.',
    ],
    ['Yes or no', 'For “Commune has …”, write 1 for yes and 0 for no.'],
    [
      'Last period',
      'The grey column is the latest published figure, for comparison only; it is not read. A blank grey cell means that no real figure exists.',
    ],
    [
      'Villages',
      'The form of a single commune has a sheet “Villages”, which is optional: villages written there that are new or changed wait for review once the report is sent. To take a village away, use the page Villages and facilities.',
    ],
    ['Sending', 'Save as .xlsx and send it on the data page. Do not rename sheets or delete columns.'],
  ],
  dictionary: ['Measure id', 'Measure', 'Counted in', 'Allowed values'],
  allowed: { count: 'Whole number from 0', flag: '1 (yes) or 0 (no)' },
}

export const formWords: Record<Language, FormWords> = { vi, en }
