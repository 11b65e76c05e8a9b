import type { Bilingual } from '#domain/measures'
import type { PasswordFault } from '#domain/passwords'
import { passwordFault, passwordLength } from '#domain/passwords'
import { isGuessable } from '../accounts/guessable'
import type { Refusal } from './problem'

const reasons: Record<PasswordFault, Bilingual> = {
  'too-short': {
    vi: `Mật khẩu cần ít nhất ${passwordLength.least} ký tự. Gợi ý: ghép ba, bốn từ không liên quan.`,
    en: `The password needs at least ${passwordLength.least} characters. Hint: join three or four unrelated words.`,
  },
  'too-long': {
    vi: `Mật khẩu dài nhất ${passwordLength.most} ký tự.`,
    en: `The password may have at most ${passwordLength.most} characters.`,
  },
  'too-simple': {
    vi: 'Mật khẩu này quá dễ đoán. Hãy chọn mật khẩu khác.',
    en: 'This password is too easy to guess. Choose another.',
  },
  'is-email': {
    vi: 'Mật khẩu không được là e-mail của bạn. Hãy chọn mật khẩu khác.',
    en: 'The password must not be your e-mail. Choose another.',
  },
  'is-name': {
    vi: 'Mật khẩu không được là tên của bạn. Hãy chọn mật khẩu khác.',
    en: 'The password must not be your name. Choose another.',
  },
}

const guessable: Bilingual = {
  vi: 'Mật khẩu này nằm trong danh sách đã bị lộ và hay bị thử trước, hoặc gần như vậy (từ quen thuộc thêm số, dãy phím, ngày tháng, tên nơi này). Hãy ghép ba, bốn từ không liên quan.',
  en: 'This password is among those that leaked and are tried first, or nearly so (a usual word with digits, a row of keys, a date, the name of this place). Join three or four unrelated words.',
}

/** Why the password will not do for the person, as a refusal; null when it will. */
export function passwordRefusal(
  password: string,
  person: { name: string; email: string },
): Refusal<422> | null {
  const fault = passwordFault(password, person)
  const detail = fault !== null ? reasons[fault] : isGuessable(password, person) ? guessable : null
  return detail === null ? null : { kind: 'weak-password', status: 422, detail }
}
