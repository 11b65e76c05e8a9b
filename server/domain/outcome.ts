import type { Bilingual } from './measures'

/** A figure that could be computed, or the reason why not. No figure is ever NaN or infinite. */
export type Outcome<T> = ({ kind: 'value' } & T) | Unavailable

export type Unavailable = { kind: 'unavailable'; reason: Reason }

export const unavailable = (reason: Reason): Unavailable => ({ kind: 'unavailable', reason })

/** Why a figure cannot be computed, and what the reader can change about it. */
export const reasons = {
  'no-data': {
    vi: 'Không tính được vì chưa đơn vị nào báo cáo chỉ tiêu này. Hãy chọn kỳ hoặc chỉ tiêu khác.',
    en: 'This cannot be computed, because no unit has reported the indicator. Choose another period or indicator.',
  },
  withheld: {
    vi: 'Không tính được vì số liệu nhỏ về vấn đề nhạy cảm được giữ kín. Hãy chọn khu vực rộng hơn.',
    en: 'This cannot be computed, because small counts of a sensitive matter are withheld. Choose a wider area.',
  },
  'no-children': {
    vi: 'Không tính được vì chưa có số trẻ em của các đơn vị này. Hãy bổ sung số trẻ em hoặc chọn kỳ khác.',
    en: 'This cannot be computed, because the numbers of children are not known. Report them or choose another period.',
  },
  'one-unit': {
    vi: 'Không tính được vì chỉ có một đơn vị có số liệu. Hãy chọn từ hai đơn vị trở lên.',
    en: 'This cannot be computed, because only one unit has data. Choose two units or more.',
  },
  'no-ranking': {
    vi: 'Không xếp hạng được vì chưa có số liệu về mức độ khó khăn của các đơn vị. Hãy chọn cách xếp hạng khác.',
    en: 'The units cannot be ranked, because their disadvantage is not known. Choose another ranking.',
  },
  'one-rank': {
    vi: 'Không xếp hạng được vì mọi đơn vị khó khăn như nhau. Hãy chọn cách xếp hạng hoặc khu vực khác.',
    en: 'The units cannot be ranked, because all are equally disadvantaged. Choose another ranking or area.',
  },
  'one-group': {
    vi: 'Không so sánh được giữa các huyện vì chỉ có một huyện có số liệu. Hãy chọn toàn tỉnh.',
    en: 'Districts cannot be compared, because only one has data. Choose the whole province.',
  },
  'all-equal': {
    vi: 'Không có bất bình đẳng để phân tách: mọi đơn vị đều như nhau.',
    en: 'There is no inequality to split: all units are alike.',
  },
  'all-zero': {
    vi: 'Không so sánh tương đối được vì mọi đơn vị đều bằng 0. Hãy xem chênh lệch tuyệt đối.',
    en: 'A relative comparison cannot be made, because every unit is at 0. Look at the absolute difference.',
  },
  'zero-in-ratio': {
    vi: 'Không tính được tỷ số vì nơi thấp nhất bằng 0. Hãy xem chênh lệch tuyệt đối.',
    en: 'The ratio cannot be computed, because the lowest is at 0. Look at the absolute difference.',
  },
  'fit-below-zero': {
    vi: 'Không tính được tỷ số vì đường khớp xuống dưới 0 ở một đầu. Hãy xem chỉ số dốc.',
    en: 'The ratio cannot be computed, because the fitted line falls below 0 at one end. Look at the slope index.',
  },
  unbounded: {
    vi: 'Chỉ số hiệu chỉnh chỉ dùng cho tỷ lệ phần trăm. Hãy xem chỉ số tập trung chuẩn.',
    en: 'The corrected index is for percentages only. Look at the standard concentration index.',
  },
  'all-full': {
    vi: 'Không tính được vì mọi đơn vị đã đạt mức cao nhất có thể.',
    en: 'This cannot be computed, because every unit is at the highest level possible.',
  },
  'complete-count': {
    vi: 'Đây là số đếm đầy đủ, không phải mẫu: chênh lệch là có thật và không có khoảng tin cậy.',
    en: 'This is a complete count, not a sample: the difference is real and has no confidence interval.',
  },
  'not-a-rate': {
    vi: 'Chỉ tiêu này không phải tỷ lệ nên không so sánh công bằng được. Hãy chọn một chỉ tiêu tỷ lệ.',
    en: 'This indicator is not a rate, so its equity cannot be measured. Choose a rate.',
  },
  'not-a-share': {
    vi: 'Không có khoảng tin cậy vì tử số lớn hơn mẫu số. Hãy kiểm tra lại số liệu.',
    en: 'There is no confidence interval, because the numerator exceeds the denominator. Check the figures.',
  },
} satisfies Record<string, Bilingual>

export type Reason = keyof typeof reasons
