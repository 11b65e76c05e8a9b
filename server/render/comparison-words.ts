import type { Language } from '#domain/language'

const vi = {
  creator: 'Bản đồ Trẻ em',
  sheets: { table: 'So sánh', equity: 'Bất bình đẳng', notes: 'Thuyết minh' },
  equity: {
    measure: 'Thước đo',
    value: 'Giá trị',
    low: 'Cận dưới 95%',
    high: 'Cận trên 95%',
    reading: 'Cách đọc',
    formula: 'Công thức',
    source: 'Nguồn phương pháp',
    of: 'Chỉ tiêu được đo',
    rank: 'Xếp hạng theo',
  },
  asked: {
    title: 'Nội dung so sánh',
    vintage: 'Địa giới',
    period: 'Kỳ báo cáo',
    base: 'So với kỳ',
    none: 'không',
    units: 'Đơn vị',
    illustrative: 'Số minh hoạ',
    shown: 'có dùng; được ghi chú ở từng ô',
    hidden: 'không dùng',
    version: 'Phiên bản dữ liệu',
    published: 'Công bố ngày',
    seed: 'Hạt giống bootstrap',
    draws: 'Số lần lấy mẫu lại',
  },
  definitions: {
    title: 'Định nghĩa chỉ tiêu',
    head: ['Chỉ tiêu', 'Định nghĩa', 'Tử số', 'Mẫu số', 'Mục tiêu'],
  },
  sources: { title: 'Nguồn số liệu', head: ['Mã nguồn', 'Tên', 'Cơ quan', 'Ngày', 'Địa chỉ'] },
  reading: {
    title: 'Cách đọc bảng',
    rows: [
      'Ô trống nghĩa là chưa có báo cáo, không phải bằng 0.',
      'Khi báo cáo chưa đủ, giá trị là trường hợp xấu nhất; giá trị thật nằm giữa “ít nhất” và “nhiều nhất”.',
      'Hàng cuối được tính từ tổng tử số và tổng mẫu số, không phải bình quân các tỷ lệ.',
      'Khoảng tin cậy 95% (Wilson) chỉ có ở tỷ lệ tính trên trẻ em; số thôn, số xã là số đếm đầy đủ nên không có.',
    ],
  },
}

/** Words of the workbook of a comparison. */
export type ComparisonDocumentWords = typeof vi

const en: ComparisonDocumentWords = {
  creator: 'Bản đồ Trẻ em',
  sheets: { table: 'Comparison', equity: 'Inequality', notes: 'Notes' },
  equity: {
    measure: 'Measure',
    value: 'Value',
    low: '95 % low',
    high: '95 % high',
    reading: 'What it means',
    formula: 'Formula',
    source: 'Source of the method',
    of: 'Indicator measured',
    rank: 'Ranked by',
  },
  asked: {
    title: 'What is compared',
    vintage: 'Geography',
    period: 'Period',
    base: 'Compared with',
    none: 'none',
    units: 'Units',
    illustrative: 'Illustrative figures',
    shown: 'used; noted in each cell',
    hidden: 'not used',
    version: 'Data version',
    published: 'Published on',
    seed: 'Bootstrap seed',
    draws: 'Resamples',
  },
  definitions: {
    title: 'Definitions of the indicators',
    head: ['Indicator', 'Definition', 'Numerator', 'Denominator', 'Target'],
  },
  sources: { title: 'Sources of the figures', head: ['Id', 'Title', 'Issuer', 'Date', 'Address'] },
  reading: {
    title: 'How to read the table',
    rows: [
      'An empty cell means that nothing was reported; it does not mean zero.',
      'Where reports are incomplete the value is the worst case; the truth lies between “at least” and “at most”.',
      'The last row is worked out from summed numerators and denominators; it is not the mean of the rates.',
      'Only rates of children have a 95 % interval (Wilson); villages and communes are complete counts and have none.',
    ],
  },
}

export const comparisonDocumentWords: Record<Language, ComparisonDocumentWords> = { vi, en }
