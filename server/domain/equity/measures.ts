import type { Bilingual } from '../measures'
import type { Reason } from '../outcome'
import { concentrationIndex, erreygersIndex, wagstaffIndex } from './concentration'
import { groupDifference, groupRatio, quantileDifference, quantileEnds, quantileRatio } from './gaps'
import type { Moments } from './moments'
import type { Order } from './sample'
import { hasRanks, relativeIndex, slopeIndex } from './slope'
import { betweenShare, theilIndex } from './theil'

export const equityMeasureIds = [
  'group-difference',
  'group-ratio',
  'quantile-difference',
  'quantile-ratio',
  'slope',
  'relative-slope',
  'concentration',
  'erreygers',
  'wagstaff',
  'theil',
  'theil-between',
  'theil-within',
  'theil-between-share',
] as const
export type EquityMeasureId = (typeof equityMeasureIds)[number]

/** One measure: what it is called, how it is computed, and who says so. */
export type EquityMeasure = {
  id: EquityMeasureId
  name: Bilingual
  formula: Bilingual
  source: string
  /** `indicator`: in the indicator's own unit; `ratio`: so many times; `index`: a bare number; `share`: part of 1. */
  unit: 'indicator' | 'ratio' | 'index' | 'share'
  /** The value when all fare alike, where the measure can lie on either side of it; else null. */
  equality: number | null
  order: Order
  /** NaN where undefined. `bound`: the highest value possible, null where there is none. */
  compute: (moments: Moments, bound: number | null) => number
  /** Why `compute` gave NaN. */
  because: (moments: Moments, bound: number | null) => Reason
}

const who =
  'WHO (2013), Handbook on health inequality monitoring, with a special focus on low- and middle-income countries, Geneva'
const mackenbach = 'Mackenbach JP, Kunst AE (1997), Soc Sci Med 44:757–771'
const wagstaffPaci = 'Wagstaff A, Paci P, van Doorslaer E (1991), Soc Sci Med 33:545–557'
const theil = 'Theil H (1967), Economics and Information Theory; Shorrocks AF (1980), Econometrica 48:613–625'

const isOneGroup = ({ groupChildren }: Moments) => groupChildren.length < 2

const unranked = { order: 'unranked' } as const
const ranked = { order: 'ranked' } as const

/** All measures, in the order in which they are shown. Weights are children throughout. */
export const equityMeasures: readonly EquityMeasure[] = [
  {
    id: 'group-difference',
    name: { vi: 'Chênh lệch cao nhất – thấp nhất', en: 'Highest–lowest difference' },
    formula: {
      vi: 'D = yₘₐₓ − yₘᵢₙ; y là giá trị của mỗi huyện, tính bình quân theo số trẻ em',
      en: 'D = yₘₐₓ − yₘᵢₙ; y is the value of a district, averaged over its children',
    },
    source: who,
    unit: 'indicator',
    equality: null,
    ...unranked,
    compute: (moments) => (isOneGroup(moments) ? NaN : groupDifference(moments)),
    because: () => 'one-group',
  },
  {
    id: 'group-ratio',
    name: { vi: 'Tỷ số cao nhất – thấp nhất', en: 'Highest–lowest ratio' },
    formula: {
      vi: 'R = yₘₐₓ ÷ yₘᵢₙ; y là giá trị của mỗi huyện, tính bình quân theo số trẻ em',
      en: 'R = yₘₐₓ ÷ yₘᵢₙ; y is the value of a district, averaged over its children',
    },
    source: who,
    unit: 'ratio',
    equality: null,
    ...unranked,
    compute: (moments) => (isOneGroup(moments) ? NaN : groupRatio(moments)),
    because: (moments) => (isOneGroup(moments) ? 'one-group' : 'zero-in-ratio'),
  },
  {
    id: 'quantile-difference',
    name: { vi: 'Chênh lệch giữa hai nhóm ngũ phân', en: 'Difference between the outer fifths' },
    formula: {
      vi: 'D = y₅ − y₁; y₁, y₅ là bình quân của một phần năm trẻ em ở nơi khó khăn nhất và ít khó khăn nhất; các xã khó khăn như nhau luôn ở cùng một nhóm',
      en: 'D = y₅ − y₁; y₁ and y₅ are the means of the fifths of children in the most and least disadvantaged places; equally disadvantaged communes stay in one group',
    },
    source: who,
    unit: 'indicator',
    equality: 0,
    ...ranked,
    compute: quantileDifference,
    because: () => 'one-rank',
  },
  {
    id: 'quantile-ratio',
    name: { vi: 'Tỷ số giữa hai nhóm ngũ phân', en: 'Ratio of the outer fifths' },
    formula: {
      vi: 'R = y₅ ÷ y₁; y₁, y₅ là bình quân của một phần năm trẻ em ở nơi khó khăn nhất và ít khó khăn nhất; các xã khó khăn như nhau luôn ở cùng một nhóm',
      en: 'R = y₅ ÷ y₁; y₁ and y₅ are the means of the fifths of children in the most and least disadvantaged places; equally disadvantaged communes stay in one group',
    },
    source: who,
    unit: 'ratio',
    equality: 1,
    ...ranked,
    compute: quantileRatio,
    because: (moments) => (quantileEnds(moments).isOne ? 'one-rank' : 'zero-in-ratio'),
  },
  {
    id: 'slope',
    name: { vi: 'Chỉ số dốc bất bình đẳng (SII)', en: 'Slope index of inequality (SII)' },
    formula: {
      vi: 'SII = ŷ(1) − ŷ(0); ŷ là đường bình phương tối thiểu theo thứ hạng tích lũy r của trẻ em, từ nơi khó khăn nhất (r = 0) đến nơi ít khó khăn nhất (r = 1)',
      en: 'SII = ŷ(1) − ŷ(0); ŷ is the least-squares line over the cumulative rank r of the children, from the most (r = 0) to the least disadvantaged (r = 1)',
    },
    source: `${who}; ${mackenbach}`,
    unit: 'indicator',
    equality: 0,
    ...ranked,
    compute: slopeIndex,
    because: () => 'one-rank',
  },
  {
    id: 'relative-slope',
    name: { vi: 'Chỉ số bất bình đẳng tương đối (RII)', en: 'Relative index of inequality (RII)' },
    formula: { vi: 'RII = ŷ(1) ÷ ŷ(0), với ŷ như ở SII', en: 'RII = ŷ(1) ÷ ŷ(0), with ŷ as in the SII' },
    source: `${who}; ${mackenbach}`,
    unit: 'ratio',
    equality: 1,
    ...ranked,
    compute: relativeIndex,
    because: (moments) =>
      !hasRanks(moments) ? 'one-rank' : moments.mean > 0 ? 'fit-below-zero' : 'all-zero',
  },
  {
    id: 'concentration',
    name: { vi: 'Chỉ số tập trung (chuẩn, tương đối)', en: 'Concentration index (standard, relative)' },
    formula: {
      vi: 'C = 2·cov(y, r) ÷ μ; r là thứ hạng tích lũy của trẻ em, μ là bình quân; dương khi chỉ tiêu tập trung ở nơi ít khó khăn',
      en: 'C = 2·cov(y, r) ÷ μ; r is the cumulative rank of the children, μ the mean; positive when the less disadvantaged have more',
    },
    source: `${who}; ${wagstaffPaci}`,
    unit: 'index',
    equality: 0,
    ...ranked,
    compute: concentrationIndex,
    because: (moments) => (moments.mean > 0 ? 'one-rank' : 'all-zero'),
  },
  {
    id: 'erreygers',
    name: { vi: 'Chỉ số tập trung hiệu chỉnh Erreygers', en: 'Concentration index, Erreygers’ correction' },
    formula: {
      vi: 'E = 8·cov(y, r) ÷ b; b là giá trị cao nhất có thể. Dùng cho tỷ lệ có giới hạn: đổi dấu khi xét phần còn thiếu',
      en: 'E = 8·cov(y, r) ÷ b; b is the highest value possible. For bounded rates: only its sign changes when the shortfall is looked at instead',
    },
    source: 'Erreygers G (2009), J Health Econ 28:504–515',
    unit: 'index',
    equality: 0,
    ...ranked,
    compute: (moments, bound) => (bound === null ? NaN : erreygersIndex(moments, bound)),
    because: (_, bound) => (bound === null ? 'unbounded' : 'one-rank'),
  },
  {
    id: 'wagstaff',
    name: { vi: 'Chỉ số tập trung chuẩn hóa Wagstaff', en: 'Concentration index, Wagstaff’s normalisation' },
    formula: {
      vi: 'W = C ÷ (1 − μ ÷ b); b là giá trị cao nhất có thể. Dùng cho tỷ lệ có giới hạn',
      en: 'W = C ÷ (1 − μ ÷ b); b is the highest value possible. For bounded rates',
    },
    source: 'Wagstaff A (2005), Health Econ 14:429–432',
    unit: 'index',
    equality: 0,
    ...ranked,
    compute: (moments, bound) => (bound === null ? NaN : wagstaffIndex(moments, bound)),
    because: (moments, bound) => {
      if (bound === null) return 'unbounded'
      if (moments.mean >= bound) return 'all-full'
      return moments.mean > 0 ? 'one-rank' : 'all-zero'
    },
  },
  {
    id: 'theil',
    name: { vi: 'Chỉ số Theil', en: 'Theil index' },
    formula: {
      vi: 'T = Σ wᵢ·(yᵢ÷μ)·ln(yᵢ÷μ); w là tỷ trọng trẻ em của xã, μ là bình quân',
      en: 'T = Σ wᵢ·(yᵢ÷μ)·ln(yᵢ÷μ); w is the share of the children in the commune, μ the mean',
    },
    source: `${who}; ${theil}`,
    unit: 'index',
    equality: null,
    ...unranked,
    compute: (moments) => theilIndex(moments).total,
    because: () => 'all-zero',
  },
  {
    id: 'theil-between',
    name: { vi: 'Theil: giữa các huyện', en: 'Theil: between districts' },
    formula: {
      vi: 'T_giữa = Σ s_g·ln(μ_g÷μ); s là phần của huyện trong tổng, μ_g là bình quân của huyện',
      en: 'T_between = Σ s_g·ln(μ_g÷μ); s is the district’s share of the whole, μ_g its mean',
    },
    source: theil,
    unit: 'index',
    equality: null,
    ...unranked,
    compute: (moments) => (isOneGroup(moments) ? NaN : theilIndex(moments).between),
    because: (moments) => (isOneGroup(moments) ? 'one-group' : 'all-zero'),
  },
  {
    id: 'theil-within',
    name: { vi: 'Theil: trong nội bộ huyện', en: 'Theil: within districts' },
    formula: {
      vi: 'T_trong = Σ s_g·T_g; T_g là chỉ số Theil của các xã trong huyện; T = T_giữa + T_trong',
      en: 'T_within = Σ s_g·T_g; T_g is the Theil index of the district’s communes; T = T_between + T_within',
    },
    source: theil,
    unit: 'index',
    equality: null,
    ...unranked,
    compute: (moments) => (isOneGroup(moments) ? NaN : theilIndex(moments).within),
    because: (moments) => (isOneGroup(moments) ? 'one-group' : 'all-zero'),
  },
  {
    id: 'theil-between-share',
    name: { vi: 'Phần bất bình đẳng giữa các huyện', en: 'Share of inequality between districts' },
    formula: { vi: 'T_giữa ÷ T', en: 'T_between ÷ T' },
    source: theil,
    unit: 'share',
    equality: null,
    ...unranked,
    compute: (moments) => (isOneGroup(moments) ? NaN : betweenShare(moments)),
    because: (moments) => (isOneGroup(moments) ? 'one-group' : moments.mean > 0 ? 'all-equal' : 'all-zero'),
  },
]

/** The measure with this id. */
export function equityMeasure(id: EquityMeasureId): EquityMeasure {
  const found = equityMeasures.find((measure) => measure.id === id)
  if (!found) throw new RangeError(`there is no equity measure "${id}"`)
  return found
}
