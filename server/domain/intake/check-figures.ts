import type { Dataset } from '../dataset'
import type { Entry, Finding, UnitKey } from './reading'
import { called } from './reading-findings'
import { unitOf } from '../dataset'
import { findingOn, keyOf, say, subjectOf } from './checked'

/** More than the whole province has people. */
const mostCounted = 10_000_000

/** Figures that cannot be, whatever the others are: fractions, negative ones, unknown classes. */
export function impossible(dataset: Dataset, entries: readonly Entry[]): Finding[] {
  return entries.flatMap((entry) => {
    const subject = subjectOf(dataset, entry)
    if (!subject || entry.value === null) return []
    const { value } = entry
    const { vi, en } = say.number(value)
    if (value < 0) {
      return findingOn('negative', 'error', subject, {
        vi: `${vi} là số âm. Hãy ghi số từ 0 trở lên.`,
        en: `${en} is negative. Give a number from 0 upwards.`,
      })
    }
    const { kind, id } = subject.measure
    if (kind === 'flag' && value !== 0 && value !== 1) {
      return findingOn('not-yes-or-no', 'error', subject, {
        vi: `chỉ nhận 1 (có) hoặc 0 (không), tệp ghi ${vi}.`,
        en: `only 1 (yes) or 0 (no) is taken; the file says ${en}.`,
      })
    }
    if (kind === 'class') {
      const classes = dataset.catalogue.indicators.find(({ numerator }) => numerator === id)?.classes ?? []
      if (classes.some((each) => each.value === value)) return []
      const known = (language: 'vi' | 'en') =>
        classes.map((each) => `${each.value} = ${each.name[language]}`).join(', ')
      return findingOn('unknown-class', 'error', subject, {
        vi: `không có loại ${vi}. Hãy chọn: ${known('vi')}.`,
        en: `there is no class ${en}. Choose one of: ${known('en')}.`,
      })
    }
    if (!Number.isInteger(value)) {
      // 1.234 typed where the point is a decimal sign
      const thousand = Math.round(value * 1000)
      const isThousand = value >= 1 && value < 1000 && Math.abs(value * 1000 - thousand) < 1e-6
      const exact = { vi: String(value).replace('.', ','), en: String(value) }
      return findingOn('not-whole', 'error', subject, {
        vi: `${exact.vi} không phải số nguyên.${isThousand ? ` Nếu là ${say.number(thousand).vi}, hãy ghi ${thousand}.` : ' Hãy ghi số đếm được.'}`,
        en: `${exact.en} is not whole.${isThousand ? ` If ${say.number(thousand).en} is meant, write ${thousand}.` : ' Give the number that was counted.'}`,
      })
    }
    if (value > mostCounted) {
      return findingOn('too-large', 'error', subject, {
        vi: `${vi} lớn hơn dân số cả tỉnh. Hãy kiểm tra số chữ số.`,
        en: `${en} is more than the whole province has people. Check the digits.`,
      })
    }
    return []
  })
}

/** The same figure twice: a warning where both say the same, an error where they differ. */
export function repeated(dataset: Dataset, entries: readonly Entry[]): Finding[] {
  const first = new Map<string, Entry>()
  return entries.flatMap((entry) => {
    const key = `${keyOf(entry.unit)}/${entry.measure}`
    const earlier = first.get(key)
    if (!earlier) first.set(key, entry)
    const subject = earlier && subjectOf(dataset, entry)
    if (!earlier || !subject) return []
    const where = `${earlier.at.column ?? ''}${earlier.at.row}`
    const [vi, en] = [
      `ô ${where} đã ghi “${earlier.written}”`,
      `cell ${where} already says “${earlier.written}”`,
    ]
    return earlier.value === entry.value
      ? findingOn('repeated', 'warning', subject, {
          vi: `${vi}, ở đây ghi lại cùng số. Hãy xoá một dòng nếu trùng.`,
          en: `${en}, and the same is said here again. Delete one of the rows if it is a copy.`,
        })
      : findingOn('contradicting', 'error', subject, {
          vi: `${vi}, ở đây ghi “${entry.written}”. Hãy chỉ giữ số đúng.`,
          en: `${en}, but here it says “${entry.written}”. Keep only the right one.`,
        })
  })
}

/** Units that were expected and of which the file says nothing. */
export function missing(
  dataset: Dataset,
  entries: readonly Entry[],
  expected: readonly UnitKey[],
): Finding[] {
  const reported = new Set(entries.map(({ unit }) => keyOf(unit)))
  return expected.flatMap((key): Finding[] => {
    const unit = unitOf(dataset, key.vintage, key.code)
    if (!unit || reported.has(keyOf(key))) return []
    return [
      {
        ...{ rule: 'unit-not-reported', severity: 'warning', at: null, unit: key },
        text: {
          vi: `${called(unit).vi} (${unit.code}): tệp không có số liệu nào. Đơn vị này sẽ vẫn là chưa báo cáo.`,
          en: `${called(unit).en} (${unit.code}): the file has no figure. The unit stays “not reported”.`,
        },
      },
    ]
  })
}
