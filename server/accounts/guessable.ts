import { ZxcvbnFactory } from '@zxcvbn-ts/core'
import { adjacencyGraphs, dictionary } from '@zxcvbn-ts/language-common'

/** What people here think of first, beside what is tried first everywhere. */
const local = [
  'lào cai',
  'lao cai',
  'laocai',
  'yên bái',
  'yen bai',
  'yenbai',
  'sa pa',
  'sapa',
  'trẻ em',
  'tre em',
  'treem',
]
const habits = [
  'mật khẩu',
  'mat khau',
  'matkhau',
  'bản đồ trẻ em',
  'ban do tre em',
  'việt nam',
  'vietnam',
  'xin chào',
  'xinchao',
]

/** Least score on the scale of zxcvbn, 0 to 4, that will do: 10⁸ guesses and more (Wheeler 2016, USENIX Security). */
const leastScore = 3

/** More of a password is not looked at: a long one is strong by what stands in front already, or in no way. */
const lettersJudged = 48

let judge: ZxcvbnFactory | null = null

/**
 * Whether a password can be guessed soon: it is among those that leaked and are tried first, or is made of such with
 * the usual changes, of rows of keys, of dates, of the person's own name and address. Asks nobody outside.
 */
export function isGuessable(password: string, { name, email }: { name: string; email: string }): boolean {
  // some thousand words are made ready only when the first password is chosen
  judge ??= new ZxcvbnFactory({ dictionary, graphs: adjacencyGraphs })
  const own = [name, ...name.split(/\s+/), email, ...email.split('@'), ...email.split(/[@.]/)].filter(
    (word) => word.length > 2,
  )
  return judge.check(password.slice(0, lettersJudged), [...local, ...habits, ...own]).score < leastScore
}
