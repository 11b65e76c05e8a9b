import type { Constraint, Objective } from './allocation/question'
import type { ReasonIn, ReasonOut } from './allocation/reasons'
import type { UnknownNeed } from './allocation/needs'
import { formatFor } from './format'
import type { Language } from './language'
import type { End } from './priority/rules'

/** What the sentences name that is known by its id or code only. */
export type Names = { unit: (code: string) => string; kind: (id: string) => string }

/** An amount in million đồng as people say it: `20 tỷ đồng`, `850 triệu đồng`. */
export function money(million: number, language: Language): string {
  const { locale } = formatFor(language)
  const isBillions = Math.abs(million) >= 1000
  const amount = new Intl.NumberFormat(locale, { maximumFractionDigits: 3 }).format(
    isBillions ? million / 1000 : million,
  )
  const unit = { vi: isBillions ? 'tỷ đồng' : 'triệu đồng', en: isBillions ? 'billion VND' : 'million VND' }
  return `${amount} ${unit[language]}`
}

type Words = {
  objectives: Record<Objective, string>
  ends: Record<End, string>
  reasonIn: (reason: ReasonIn, names: Names) => string
  reasonOut: (reason: ReasonOut, names: Names) => string
  constraint: (constraint: Constraint, names: Names) => string
  /** A limit of a rule, in the unit of the rule. */
  limit: (constraint: Constraint, amount: number) => string
  unknown: Record<UnknownNeed['why'], string>
}

const whole = (amount: number, language: Language) => formatFor(language).whole(amount)

const vi: Words = {
  objectives: {
    children: 'Nhiều trẻ em được phục vụ nhất',
    gap: 'Bù được nhiều khoảng thiếu nhất',
    'worst-off': 'Nơi thiệt thòi nhất trước',
  },
  ends: { worst: 'Trường hợp xấu nhất', best: 'Trường hợp tốt nhất' },
  reasonIn(reason, { unit }) {
    switch (reason.kind) {
      case 'pinned':
        return `Được giữ trong danh sách (${whole(reason.count, 'vi')} công trình)`
      case 'first-in-commune':
        return 'Công trình đầu tiên của xã'
      case 'district-minimum':
        return `Cần để đủ mức tối thiểu của ${unit(reason.district)}`
      case 'share':
        return 'Cần để đủ tỷ lệ dành riêng'
      case 'kind-minimum':
        return 'Cần để đủ số tối thiểu của loại công trình này'
      case 'kind-share':
        return 'Cần để đủ tỷ lệ tối thiểu của loại công trình này'
      case 'worth':
        return reason.childrenPerBillion === null
          ? 'Không tốn tiền ngân sách'
          : `${whole(reason.childrenPerBillion, 'vi')} trẻ (đã tính trọng số) mỗi tỷ đồng, đứng thứ ${whole(reason.place, 'vi')}`
    }
  },
  reasonOut(reason, { unit }) {
    switch (reason.kind) {
      case 'excluded':
        return 'Đã bị loại khỏi danh sách'
      case 'land':
        return 'Chưa biết chắc có đất, hoặc chưa có đất'
      case 'district-maximum':
        return `${unit(reason.district)} đã đến mức tối đa`
      case 'share':
        return 'Phần ngoài tỷ lệ dành riêng đã dùng hết'
      case 'kind-share':
        return 'Loại công trình khác phải đủ tỷ lệ tối thiểu trước'
      case 'budget':
        return (
          `Cần ${money(reason.costMillion, 'vi')} nữa, chỉ còn ${money(reason.leftoverMillion, 'vi')}` +
          (reason.leastBuiltPerBillion === null
            ? ''
            : `; công trình ít lợi nhất được xây vẫn đạt ${whole(reason.leastBuiltPerBillion, 'vi')} trẻ (đã tính trọng số) mỗi tỷ đồng`)
        )
      case 'no-gain':
        return 'Không thêm được trẻ em nào theo mục tiêu đã chọn'
    }
  },
  constraint(constraint, { unit, kind }) {
    switch (constraint.kind) {
      case 'budget':
        return 'Ngân sách'
      case 'share':
        return 'Tỷ lệ dành riêng'
      case 'district-minimum':
        return `Mức tối thiểu của ${unit(constraint.district)}`
      case 'district-maximum':
        return `Mức tối đa của ${unit(constraint.district)}`
      case 'kind-minimum':
        return `Số tối thiểu của ${kind(constraint.intervention)}`
      case 'kind-share':
        return `Tỷ lệ tối thiểu cho ${kind(constraint.intervention)}`
      case 'pin':
        return `${kind(constraint.intervention)} được giữ ở ${unit(constraint.code)}`
    }
  },
  limit: ({ kind }, amount) =>
    kind === 'share' || kind === 'kind-share'
      ? `${whole(amount, 'vi')} %`
      : kind === 'pin' || kind === 'kind-minimum'
        ? `${whole(amount, 'vi')} công trình`
        : money(amount, 'vi'),
  unknown: {
    gap: 'chưa báo cáo còn thiếu bao nhiêu',
    children: 'chưa báo cáo số trẻ em',
    withheld: 'số liệu được giữ kín để bảo vệ trẻ em',
  },
}

const en: Words = {
  objectives: {
    children: 'Reach the most children',
    gap: 'Close the most of the gap',
    'worst-off': 'Worst-off places first',
  },
  ends: { worst: 'Worst case', best: 'Best case' },
  reasonIn(reason, { unit }) {
    switch (reason.kind) {
      case 'pinned':
        return `Pinned in (${whole(reason.count, 'en')})`
      case 'first-in-commune':
        return 'The first one of the commune'
      case 'district-minimum':
        return `Needed for the minimum of ${unit(reason.district)}`
      case 'share':
        return 'Needed for the reserved share'
      case 'kind-minimum':
        return 'Needed for the minimum number of its kind'
      case 'kind-share':
        return 'Needed for the minimum share of its kind'
      case 'worth':
        return reason.childrenPerBillion === null
          ? 'Takes no money of the budget'
          : `${whole(reason.childrenPerBillion, 'en')} weighted children per billion VND, place ${whole(reason.place, 'en')}`
    }
  },
  reasonOut(reason, { unit }) {
    switch (reason.kind) {
      case 'excluded':
        return 'Pinned out'
      case 'land':
        return 'Its land is not ready, or not known to be'
      case 'district-maximum':
        return `${unit(reason.district)} has reached its maximum`
      case 'share':
        return 'The money outside the reserved share is used up'
      case 'kind-share':
        return 'Another kind must have its minimum share first'
      case 'budget':
        return (
          `Takes ${money(reason.costMillion, 'en')} more, only ${money(reason.leftoverMillion, 'en')} is left` +
          (reason.leastBuiltPerBillion === null
            ? ''
            : `; the least worthwhile thing built still reaches ${whole(reason.leastBuiltPerBillion, 'en')} weighted children per billion VND`)
        )
      case 'no-gain':
        return 'Reaches no more children by the objective chosen'
    }
  },
  constraint(constraint, { unit, kind }) {
    switch (constraint.kind) {
      case 'budget':
        return 'The budget'
      case 'share':
        return 'The reserved share'
      case 'district-minimum':
        return `The minimum of ${unit(constraint.district)}`
      case 'district-maximum':
        return `The maximum of ${unit(constraint.district)}`
      case 'kind-minimum':
        return `The minimum number of ${kind(constraint.intervention)}`
      case 'kind-share':
        return `The minimum share for ${kind(constraint.intervention)}`
      case 'pin':
        return `${kind(constraint.intervention)} pinned in ${unit(constraint.code)}`
    }
  },
  limit: ({ kind }, amount) =>
    kind === 'share' || kind === 'kind-share'
      ? `${whole(amount, 'en')} %`
      : kind === 'pin' || kind === 'kind-minimum'
        ? `${whole(amount, 'en')} things`
        : money(amount, 'en'),
  unknown: {
    gap: 'nobody reported how much is lacking',
    children: 'the number of children is not reported',
    withheld: 'the figure is withheld to protect children',
  },
}

/** Sentences about a budget that the page and its documents say alike. */
export const budgetWords: Record<Language, Words> = { vi, en }
