const vi = {
  title: 'Phụ lục: Danh sách công trình đề nghị đầu tư',
  unsaved: 'Phương án chưa lưu',
  question: 'Câu hỏi và quy tắc',
  asked: {
    budget: 'Ngân sách',
    objective: 'Mục tiêu',
    share: 'Dành ít nhất',
    first: 'Mỗi xã trước hết có một',
    rules: 'Xét trước trọng số',
    weights: 'Trọng số',
    minimums: 'Tối thiểu theo loại',
    land: 'Điều kiện về đất',
    figures: 'Số liệu',
  },
  lands: { ready: 'chỉ nơi chắc chắn đã có đất', 'not-refused': 'mọi nơi trừ nơi chắc chắn chưa có đất' },
  shareOf: (percent: string, rule: string) => `${percent} % cho: ${rule}`,
  atLeast: (n: string, kind: string) => `${n} ${kind}`,
  figures: (period: string, version: string, vintage: string) =>
    `kỳ ${period}, phiên bản ${version}, địa giới ${vintage}`,
  head: ['STT', 'Xã', 'Huyện', 'Công trình', 'Kinh phí (triệu đồng)', 'Trẻ em'],
  rest: (communes: string) => `và ${communes} xã khác (xem tệp Excel)`,
  total: 'Cộng',
  things: (n: string, kind: string) => `${n} ${kind}`,
  totals: (spent: string, left: string, closed: string) =>
    `Chi ${spent}, còn lại ${left}; bù được ${closed} khoảng thiếu.`,
  proved: 'Đã chứng minh là tốt nhất theo các quy tắc trên.',
  notProved: (gap: string) => `Tốt nhất trong thời gian cho phép; có thể tốt hơn tối đa ${gap} %.`,
  maps: (kind: string) => `Trẻ em được phục vụ: ${kind}`,
  before: (share: string) => `Trước: ${share}`,
  after: (share: string) => `Sau: ${share}`,
  classes: ['dưới 25 %', '25–50 %', '50–75 %', '75–100 %', 'đủ', 'chưa biết'],
  estimate:
    'Số trẻ em được phục vụ là ước tính: trẻ dưới 16 tuổi của xã chia đều cho các thôn; số chỗ của phòng học.',
  sources: 'Nguồn đơn giá',
  link: 'Mở phương án',
  none: 'Không có danh sách: các quy tắc không thể cùng được giữ, hoặc hết thời gian tính.',
}

export type AnnexWords = typeof vi

const en: AnnexWords = {
  title: 'Annex: list of things proposed to be built',
  unsaved: 'Scenario not saved',
  question: 'Question and rules',
  asked: {
    budget: 'Budget',
    objective: 'Objective',
    share: 'Reserved at least',
    first: 'Every commune first gets a',
    rules: 'Before all weights',
    weights: 'Weights',
    minimums: 'Minimum by kind',
    land: 'Land',
    figures: 'Figures',
  },
  lands: { ready: 'only where land is surely ready', 'not-refused': 'all but where land is surely missing' },
  shareOf: (percent, rule) => `${percent} % for: ${rule}`,
  atLeast: (n, kind) => `${n} ${kind}`,
  figures: (period, version, vintage) => `period ${period}, version ${version}, geography of ${vintage}`,
  head: ['No.', 'Commune', 'District', 'What', 'Cost (million VND)', 'Children'],
  rest: (communes) => `and ${communes} more communes (see the Excel file)`,
  total: 'Total',
  things: (n, kind) => `${n} ${kind}`,
  totals: (spent, left, closed) => `${spent} spent, ${left} left; ${closed} of the gap is closed.`,
  proved: 'Proved best by the rules above.',
  notProved: (gap) => `The best in the time allowed; at most ${gap} % better is possible.`,
  maps: (kind) => `Children reached: ${kind}`,
  before: (share) => `Before: ${share}`,
  after: (share) => `After: ${share}`,
  classes: ['below 25 %', '25–50 %', '50–75 %', '75–100 %', 'all', 'not known'],
  estimate:
    'Children reached are an estimate: those under 16 of a commune shared evenly by its villages; places of a room.',
  sources: 'Sources of costs',
  link: 'Open the scenario',
  none: 'There is no list: the rules cannot be kept together, or the time was over.',
}

export const annexWords = { vi, en }
