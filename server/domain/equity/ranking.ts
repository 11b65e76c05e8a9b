import type { Bilingual } from '../measures'

/** A variable that orders communes by disadvantage: the higher its value, the more disadvantaged. */
export type Ranking = {
  /** Id of the indicator that ranks. */
  id: string
  /** The two ends of the order, as they stand within a sentence. */
  most: Bilingual
  least: Bilingual
}

export const rankings: readonly Ranking[] = [
  {
    id: 'poor-households',
    most: { vi: 'nơi nghèo nhất', en: 'the poorest places' },
    least: { vi: 'nơi ít nghèo nhất', en: 'the least poor places' },
  },
  {
    id: 'ethnic-minority',
    most: {
      vi: 'nơi đông người dân tộc thiểu số nhất',
      en: 'the places with the largest share of ethnic minorities',
    },
    least: {
      vi: 'nơi ít người dân tộc thiểu số nhất',
      en: 'the places with the smallest share of ethnic minorities',
    },
  },
  {
    id: 'zone',
    most: { vi: 'khu vực khó khăn nhất', en: 'the hardest zone' },
    least: { vi: 'khu vực ít khó khăn nhất', en: 'the least hard zone' },
  },
  {
    id: 'extremely-difficult-villages',
    most: {
      vi: 'nơi nhiều thôn đặc biệt khó khăn nhất',
      en: 'the places with most extremely disadvantaged villages',
    },
    least: {
      vi: 'nơi ít thôn đặc biệt khó khăn nhất',
      en: 'the places with fewest extremely disadvantaged villages',
    },
  },
]

export const rankingOf = (id: string): Ranking | null => rankings.find((ranking) => ranking.id === id) ?? null
