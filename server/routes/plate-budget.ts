import { builtColours, coverageColours, rankColours } from '#domain/budget-colours'
import type { BudgetColours, MapClass } from '#domain/budget-colours'
import { money } from '#domain/budget-words'
import { formatFor } from '#domain/format'
import type { Language } from '#domain/language'
import type { Bilingual } from '#domain/measures'
import { rank } from '#domain/priority/rank'
import { priorityQuestionOf } from '#domain/priority/request'
import { indicatorsPlanned, indicatorsRanking, sourcesBehind } from '#domain/priority/evidence'
import type { View } from '#domain/view/address'
import { chosenOf, questionOf } from '#domain/view/budget-question'
import type { Planner } from '../planner'
import type { Published } from '../published'
import { citedOf } from '../render/picture'
import type { Plate } from '../render/plate/plate'
import { readyBudget, solveBudget } from './allocation'
import type { AllocationBody } from './allocation'
import { BudgetBody, resolvePriority } from './budget-question'
import type { PlateBase } from './plate-base'
import { inBoth, namedOnly, placeAndTime, plate } from './plate-base'
import { statusOf } from './priority'
import { gone } from './planner-refusals'
import type { Refusal } from './problem'
import { isRefusal } from './question'

/** The choices of the page of priority and budget as a question about the figures of the picture. */
function bodyOf({ priority, interventions }: Published, { budget }: View, { resolved }: PlateBase) {
  const { vintage, period, illustrative, within, district } = resolved.asked
  const chosen = chosenOf(budget, { settings: priority, interventions })
  const figures = { vintage, period, illustrative: illustrative === 'true', area: district ?? within ?? null }
  return BudgetBody.parse(questionOf(budget, chosen, figures))
}

const words = {
  vi: {
    ranks: 'Thứ tự ưu tiên',
    built: 'Số công trình được xây',
    coverage: (kind: string) => `Trẻ em được phục vụ: ${kind}`,
    with: (amount: string) => `ngân sách ${amount}`,
    when: { before: 'trước khi xây', after: 'sau khi xây' },
    range: (from: string, to: string) => `${from}–${to}`,
    rest: (from: string) => `từ ${from}`,
    none: 'không xây',
    unknown: 'chưa biết',
    met: 'đủ',
  },
  en: {
    ranks: 'Place in the ranking',
    built: 'Things built',
    coverage: (kind: string) => `Children reached: ${kind}`,
    with: (amount: string) => `budget of ${amount}`,
    when: { before: 'before', after: 'after' },
    range: (from: string, to: string) => `${from}–${to}`,
    rest: (from: string) => `from ${from}`,
    none: 'none',
    unknown: 'not known',
    met: 'all',
  },
}

type Scale = 'rank' | 'built' | 'share'

function labelOf({ colour, from, to }: MapClass, scale: Scale, language: Language): string {
  const w = words[language]
  const f = formatFor(language)
  if (colour === null) return w.unknown
  if (scale === 'share') return to === null ? w.met : `${f.whole(from)}–${f.value(to, 'percent')}`
  if (scale === 'built' && from === 0) return w.none
  if (to === null) return w.rest(f.whole(from))
  return to - 1 === from ? f.whole(from) : w.range(f.whole(from), f.whole(to - 1))
}

/** The base with the sources of all figures that went into the colours. */
const citing = ({ dataset }: Published, base: PlateBase, ids: readonly string[]): PlateBase => ({
  ...base,
  picture: { ...base.picture, sources: citedOf(dataset, ids) },
})

function coloured(
  { picture }: PlateBase,
  { colours, classes }: BudgetColours,
  scale: Scale,
  title: Bilingual,
  more: Bilingual | null,
  isMadeUp: boolean,
): Plate {
  return plate(
    // the colours do not say how far the figures can be trusted; the notice does
    {
      ...namedOnly(picture),
      units: namedOnly(picture).units.map((unit) => ({
        ...unit,
        isWithheld: false,
        value: { ...unit.value, status: null },
      })),
    },
    {
      title,
      subtitle: placeAndTime(picture, { more }),
      body: {
        kind: 'map',
        colours: Object.fromEntries(colours),
        title,
        legend: classes.map((entry) => ({
          colour: entry.colour,
          text: inBoth((language) => labelOf(entry, scale, language)),
          count: entry.count,
        })),
      },
    },
    isMadeUp,
  )
}

/** Which communes come first, by the choices of the page. */
export function priorityPlate(published: Published, view: View, base: PlateBase): Plate | Refusal<404 | 422> {
  const asked = resolvePriority(published, bodyOf(published, view, base))
  if (isRefusal(asked)) return asked
  const put = priorityQuestionOf(published.dataset, published.priority, asked)
  if (put.kind === 'refused') return faulty(put.problems)
  const ranking = rank(put.question)
  const title = inBoth((language) => words[language].ranks)
  const isMadeUp = statusOf(put.question.units) === 'illustrative'
  const { dataset, priority } = published
  const sources = sourcesBehind(dataset, asked, indicatorsRanking(priority, asked))
  return coloured(citing(published, base, sources), rankColours(ranking), 'rank', title, null, isMadeUp)
}

/** What a budget builds, or whom it reaches, as the map of the page shows it. */
export async function budgetPlate(
  published: Published,
  view: View,
  base: PlateBase,
  planner: Planner,
  signal: AbortSignal,
): Promise<Plate | Refusal<404 | 422 | 503>> {
  const ready = readyBudget(published, bodyOf(published, view, base))
  if (ready.kind === 'faulty') return faulty(ready.problems)
  if (ready.kind !== 'ready') return ready
  const solved = (await solveBudget(planner, published, ready, signal)) ?? gone
  if (isRefusal<AllocationBody, 503>(solved)) return solved
  const { answer, kinds, status, asked } = solved
  if (answer.kind !== 'planned') return collides
  const { plan } = answer
  const codes = base.picture.units.map(({ code }) => code)
  const cited = citing(published, base, [
    ...sourcesBehind(published.dataset, asked, indicatorsPlanned(published.priority, kinds, asked)),
    // what a thing costs and whom it reaches
    ...kinds.flatMap(({ source, reachSource }) => [source, reachSource]),
  ])
  const isMadeUp = status === 'illustrative'
  const budget = inBoth((language) => words[language].with(money(asked.budgetMillion, language)))
  const { map } = view.budget
  const kind = kinds[0]
  if ((map === 'before' || map === 'after') && kind) {
    return coloured(
      cited,
      coverageColours(codes, plan.coverage.communes, kind.id, map),
      'share',
      inBoth((language) => `${words[language].coverage(kind.name[language])}, ${words[language].when[map]}`),
      budget,
      isMadeUp,
    )
  }
  const title = inBoth((language) => words[language].built)
  return coloured(cited, builtColours(codes, plan), 'built', title, budget, isMadeUp)
}

const faulty = (problems: readonly { message: Bilingual }[]): Refusal<422> => ({
  kind: 'invalid-question',
  status: 422,
  detail: inBoth((language) => problems.map(({ message }) => message[language]).join(' ')),
})

const collides: Refusal<422> = {
  kind: 'invalid-question',
  status: 422,
  detail: {
    vi: 'Các điều kiện đã chọn không thể cùng thoả mãn nên chưa có phương án để vẽ. Trang Ưu tiên & ngân sách cho biết cách sửa.',
    en: 'The limits chosen cannot be kept together, so there is no plan to draw. The page of priority and budget says how to mend it.',
  },
}
