import type { InputProblem } from '../input-problem'
import { isAmount } from './interventions'
import { problem } from './problem'
import type { AllocationQuestion, KindMinimum } from './question'
import type { Terms } from './terms'

/** What is wrong with the minimums of kinds of thing. */
export function minimumProblems({ minimums }: AllocationQuestion, terms: readonly Terms[]): InputProblem[] {
  const percent = minimums.reduce((sum, one) => sum + (one.percent ?? 0), 0)
  return [
    ...minimums.flatMap((one) => ownProblems(one, terms)),
    ...minimums.flatMap(({ intervention }, i) =>
      minimums.findIndex((one) => one.intervention === intervention) === i
        ? []
        : [
            problem(
              'repeated-minimum',
              `minimums.${intervention}`,
              `Loại "${intervention}" có hai mức tối thiểu. Hãy giữ lại một.`,
              `The kind "${intervention}" has two minimums. Keep one of them.`,
            ),
          ],
    ),
    ...(percent <= 100
      ? []
      : [
          problem(
            'minimum-shares',
            'minimums',
            `Tỷ lệ tối thiểu của các loại cộng lại là ${percent} %, hơn 100 %. Hãy giảm bớt.`,
            `The minimum shares of the kinds add to ${percent} %, more than 100 %. Lower them.`,
          ),
        ]),
  ]
}

function ownProblems(
  { intervention, things, percent }: KindMinimum,
  terms: readonly Terms[],
): InputProblem[] {
  const at = `minimums.${intervention}`
  const own = terms.filter(({ need }) => need.intervention === intervention)
  if (own.length === 0) {
    return [
      problem(
        'unknown-intervention',
        at,
        `"${intervention}" không có trong các loại công trình đang xét. Hãy bỏ mức tối thiểu của loại này.`,
        `"${intervention}" is not among the kinds looked at. Remove its minimum.`,
      ),
    ]
  }
  if (
    (things !== null && !isAmount(things)) ||
    (percent !== null && !(isAmount(percent) && percent <= 100))
  ) {
    return [
      problem(
        'minimum',
        at,
        'Mức tối thiểu phải là số nguyên từ 0 trở lên; tỷ lệ không quá 100 %.',
        'A minimum must be a whole number, 0 or more; a share not above 100 %.',
      ),
    ]
  }
  const most = own.reduce((sum, one) => sum + one.most, 0)
  if ((things ?? 0) <= most) return []
  return [
    problem(
      'minimum-over-needs',
      at,
      `Chỉ có thể xây ${most} công trình loại này, ít hơn mức tối thiểu ${things}. Hãy giảm mức tối thiểu.`,
      `Only ${most} of this kind can be built, fewer than the minimum of ${things}. Lower the minimum.`,
    ),
  ]
}
