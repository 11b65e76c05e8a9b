import type { InputProblem } from '../input-problem'
import { isAmount } from './interventions'
import type { AllocationQuestion, DistrictLimit, Place } from './question'
import { minimumProblems } from './minimum-problems'
import { problem } from './problem'
import type { Terms } from './terms'
import { key, spentInAll, spentOn, termsOf } from './terms'

/** What is wrong with the question; empty when it can be put to the solver. */
export function allocationProblems(question: AllocationQuestion): InputProblem[] {
  const amounts = amountProblems(question)
  // what follows adds these amounts up, so it would only repeat what is wrong with them
  if (amounts.length > 0) return amounts
  const terms = termsOf(question)
  return [
    ...shapeProblems(question, terms),
    ...placeProblems(question, terms),
    ...districtProblems(question, terms),
    ...minimumProblems(question, terms),
  ]
}

function amountProblems(question: AllocationQuestion): InputProblem[] {
  const { budgetMillion: budget, favouredPercent: percent } = question
  const wrongAmount = (at: string, vi: string, en: string, million: number) =>
    problem(
      'amount',
      at,
      `${vi} là ${million}; hãy cho số nguyên triệu đồng, từ 0 trở lên.`,
      `${en} is ${million}; give whole million đồng, 0 or more.`,
    )
  return [
    ...(isAmount(budget) && budget > 0
      ? []
      : [
          problem(
            'budget',
            'budgetMillion',
            `Ngân sách là ${budget}; hãy cho số nguyên triệu đồng lớn hơn 0.`,
            `The budget is ${budget}; give whole million đồng above 0.`,
          ),
        ]),
    ...(Number.isInteger(percent) && percent >= 0 && percent <= 100
      ? []
      : [
          problem(
            'share',
            'favouredPercent',
            `Tỷ lệ dành riêng là ${percent} %; hãy cho số nguyên từ 0 đến 100.`,
            `The reserved share is ${percent} %; give a whole number from 0 to 100.`,
          ),
        ]),
    ...question.needs.flatMap((need) => {
      const at = `needs.${key(need)}`
      return [
        ...(isAmount(need.unitCostMillion)
          ? []
          : [wrongAmount(`${at}.unitCostMillion`, 'Đơn giá', 'The cost', need.unitCostMillion)]),
        ...(need.weight >= 0 && need.weight <= 1
          ? []
          : [
              problem(
                'weight',
                `${at}.weight`,
                `Trọng số là ${need.weight}; hãy cho một số từ 0 đến 1.`,
                `The weight is ${need.weight}; give a number from 0 to 1.`,
              ),
            ]),
        ...([need.count, need.children, need.provided, need.childrenEach, need.childrenLast].every(isAmount)
          ? []
          : [
              problem(
                'counts',
                at,
                'Số công trình và số trẻ em phải là số nguyên, từ 0 trở lên.',
                'Counts of things and children must be whole numbers, 0 or more.',
              ),
            ]),
      ]
    }),
    ...question.promised
      .filter(({ million }) => !isAmount(million))
      .map((promise) =>
        wrongAmount(`promised.${key(promise)}`, 'Số tiền đã hứa', 'The money promised', promise.million),
      ),
    ...question.districts.flatMap(({ district, minMillion, maxMillion }) =>
      [minMillion, maxMillion]
        .filter((million) => million !== null && !isAmount(million))
        .map((million) =>
          wrongAmount(`districts.${district}`, 'Mức của huyện', 'The limit of the district', million ?? 0),
        ),
    ),
  ]
}

function shapeProblems(question: AllocationQuestion, terms: readonly Terms[]): InputProblem[] {
  const kinds = new Set(question.needs.map(({ intervention }) => intervention))
  const first = question.firstEverywhere
  return [
    ...(terms.some(({ need }) => need.count > 0)
      ? []
      : [
          problem(
            'nothing-to-build',
            'needs',
            'Không có gì để xây: không xã nào báo cáo còn thiếu công trình loại đã chọn. Hãy chọn loại hoặc kỳ khác.',
            'There is nothing to build: no commune reports a gap of the kinds chosen. Choose other kinds or another period.',
          ),
        ]),
    ...(first === null || kinds.has(first) || question.needs.length === 0
      ? []
      : [
          problem(
            'unknown-intervention',
            'firstEverywhere',
            `"${first}" không có trong các loại công trình đang xét. Hãy chọn: ${[...kinds].join(', ')}.`,
            `"${first}" is not among the kinds looked at. Choose one of: ${[...kinds].join(', ')}.`,
          ),
        ]),
    ...(question.secondsLimit > 0
      ? []
      : [
          problem(
            'time-limit',
            'secondsLimit',
            'Thời gian tính phải lớn hơn 0 giây.',
            'The time limit must be above 0 seconds.',
          ),
        ]),
  ]
}

function placeProblems(question: AllocationQuestion, terms: readonly Terms[]): InputProblem[] {
  const known = new Map(terms.map((one) => [key(one.need), one]))
  const named: [string, Place][] = [
    ...question.pinned.map((place): [string, Place] => ['pinned', place]),
    ...question.excluded.map((place): [string, Place] => ['excluded', place]),
    ...question.promised.map((place): [string, Place] => ['promised', place]),
  ]
  return [
    ...named
      .filter(([, place]) => !known.has(key(place)))
      .map(([list, place]) =>
        problem(
          'unknown-place',
          `${list}.${key(place)}`,
          `Không có nhu cầu "${place.intervention}" ở đơn vị ${place.code}. Hãy bỏ dòng này hoặc sửa mã.`,
          `There is no need of "${place.intervention}" in unit ${place.code}. Remove this line or correct the code.`,
        ),
      ),
    ...terms.filter(({ pinned, most }) => pinned > most).map(pinProblem),
    ...question.pinned
      .filter(({ count }) => !isAmount(count))
      .map((pin) =>
        problem(
          'pin',
          `pinned.${key(pin)}`,
          `Số công trình phải là số nguyên từ 0 trở lên, không phải ${pin.count}.`,
          `The number of things must be whole and 0 or more, not ${pin.count}.`,
        ),
      ),
  ]
}

function pinProblem({ need, pinned, most, barred }: Terms): InputProblem {
  const at = `pinned.${key(need)}`
  if (barred === 'excluded') {
    return problem(
      'pin',
      at,
      'Công trình này vừa được giữ vừa bị loại. Hãy bỏ một trong hai.',
      'This is both pinned in and pinned out. Remove one of the two.',
    )
  }
  if (barred === 'land') {
    return problem(
      'pin',
      at,
      'Công trình này được giữ nhưng chưa có đất. Hãy bỏ điều kiện về đất hoặc bỏ giữ.',
      'This is pinned in, but its land is not ready. Lift the condition on land or the pin.',
    )
  }
  if (most < need.count) {
    return problem(
      'pin',
      at,
      `Giữ ${pinned} công trình nhưng chỉ ${most} nơi có đất theo điều kiện về đất. Hãy giảm số được giữ hoặc bỏ điều kiện.`,
      `${pinned} are pinned in, but by the condition on land only ${most} can be built here. Pin fewer or lift the condition.`,
    )
  }
  return problem(
    'pin',
    at,
    `Giữ ${pinned} công trình nhưng ở đây chỉ thiếu ${most}. Hãy giảm số được giữ.`,
    `${pinned} are pinned in, but only ${most} are lacking here. Pin fewer.`,
  )
}

function districtProblems(question: AllocationQuestion, terms: readonly Terms[]): InputProblem[] {
  const reserved = question.districts.reduce((sum, { minMillion }) => sum + (minMillion ?? 0), 0)
  return [
    ...question.districts.flatMap((limit) => limitProblems(limit, terms)),
    ...(reserved <= question.budgetMillion
      ? []
      : [
          problem(
            'minimums-over-budget',
            'districts',
            `Mức tối thiểu của các huyện cộng lại là ${reserved} triệu đồng, hơn 100 % ngân sách. ` +
              'Hãy giảm các mức tối thiểu hoặc tăng ngân sách.',
            `The minimums of the districts add to ${reserved} million đồng, more than 100 % of the budget. ` +
              'Lower the minimums or raise the budget.',
          ),
        ]),
  ]
}

function limitProblems(limit: DistrictLimit, terms: readonly Terms[]): InputProblem[] {
  const at = `districts.${limit.district}`
  const own = terms.filter(({ need }) => need.district === limit.district)
  if (own.length === 0) {
    return [
      problem(
        'unknown-district',
        at,
        `Huyện ${limit.district} không có xã nào trong câu hỏi này. Hãy bỏ mức của huyện.`,
        `District ${limit.district} has no commune in this question. Remove its limit.`,
      ),
    ]
  }
  const min = limit.minMillion ?? 0
  const all = own.reduce((sum, one) => sum + spentOn(one, one.most), 0)
  if (limit.maxMillion !== null && min > limit.maxMillion) {
    return [
      problem(
        'limits-crossed',
        at,
        `Mức tối thiểu ${min} lớn hơn mức tối đa ${limit.maxMillion} triệu đồng. Hãy sửa một trong hai.`,
        `The minimum ${min} is above the maximum ${limit.maxMillion} million đồng. Correct one of them.`,
      ),
    ]
  }
  if (min <= all) return []
  return [
    problem(
      'district-minimum',
      at,
      all === 0
        ? 'Huyện này không có gì để xây nên không dùng được mức tối thiểu. Hãy bỏ mức tối thiểu.'
        : `Mọi nhu cầu của huyện chỉ cần ${all} triệu đồng, ít hơn mức tối thiểu ${min}. Hãy giảm mức tối thiểu.`,
      all === 0
        ? 'There is nothing to build in this district, so no minimum can be spent there. Remove the minimum.'
        : `All needs of the district take ${all} million đồng, less than the minimum of ${min}. Lower the minimum.`,
    ),
  ]
}

/** What all needs would take from the budget. */
export const costOfAll = (terms: readonly Terms[]): number =>
  spentInAll(
    terms,
    terms.map(({ most }) => most),
  )
