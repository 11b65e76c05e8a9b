import { fold } from './names'

/** Shortest and longest password, in letters. */
export const passwordLength = { least: 10, most: 128 } as const

/** Different letters a password needs at least: ten times the same letter is no secret. */
const leastDifferent = 5

/** The passwords that are tried first everywhere, as far as they are long enough. */
const commonest = new Set([
  '1234567890',
  '0123456789',
  '0987654321',
  '12345678910',
  '123456789a',
  'qwertyuiop',
  'password12',
  'password123',
  'matkhau123',
  'matkhau1234',
  'abc1234567',
  'iloveyou123',
])

export const passwordFaults = ['too-short', 'too-long', 'too-simple', 'is-email', 'is-name'] as const
export type PasswordFault = (typeof passwordFaults)[number]

/** Why a password will not do for the person, or null. Capitals and diacritics do not make a name a secret. */
export function passwordFault(
  password: string,
  person: { name: string; email: string },
): PasswordFault | null {
  const letters = [...password]
  if (letters.length < passwordLength.least) return 'too-short'
  if (letters.length > passwordLength.most) return 'too-long'
  const plain = tight(password)
  const beforeAt = person.email.split('@')[0] ?? ''
  if (plain === tight(person.email) || plain === tight(beforeAt)) return 'is-email'
  if (plain === tight(person.name)) return 'is-name'
  if (new Set(letters).size < leastDifferent || commonest.has(password.toLowerCase())) return 'too-simple'
  return null
}

const tight = (text: string) => fold(text).replaceAll(' ', '')
