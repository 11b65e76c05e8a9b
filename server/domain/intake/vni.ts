const tones: Readonly<Record<string, string>> = {
  ù: '\u0301',
  ø: '\u0300',
  û: '\u0309',
  õ: '\u0303',
  ï: '\u0323',
}
/** Circumflex and breve, alone and with a tone, as the sign behind the letter. */
const crowned: Readonly<Record<string, string>> = {
  ...{
    â: '\u0302',
    á: '\u0302\u0301',
    à: '\u0302\u0300',
    å: '\u0302\u0309',
    ã: '\u0302\u0303',
    ä: '\u0302\u0323',
  },
  ...{
    ê: '\u0306',
    é: '\u0306\u0301',
    è: '\u0306\u0300',
    ú: '\u0306\u0309',
    ü: '\u0306\u0303',
    ë: '\u0306\u0323',
  },
}
const single: Readonly<Record<string, string>> = {
  ...{ ñ: 'đ', ô: 'ơ', ö: 'ư', æ: 'ỉ', ó: 'ĩ', ò: 'ị', î: 'ỵ' },
}

/**
 * Text of the VNI fonts (Windows), where a letter is followed by a sign for its marks, as it looks when taken for
 * Western European: "Xaõ Baûn Laàu" is "Xã Bản Lầu".
 */
export function fromVni(text: string): string {
  let out = ''
  for (const letter of text) {
    const lower = letter.toLowerCase()
    const last = out.at(-1)?.toLowerCase() ?? ''
    const mark = 'aeo'.includes(last) && last !== '' ? (crowned[lower] ?? tones[lower]) : undefined
    const toneOnly = 'uyơư'.includes(last) && last !== '' ? tones[lower] : undefined
    const found = mark ?? toneOnly
    const one = single[lower]
    if (found !== undefined) out = (out + found).normalize('NFC')
    else if (one !== undefined) out += letter === lower ? one : one.toUpperCase()
    else out += letter
  }
  return out
}
