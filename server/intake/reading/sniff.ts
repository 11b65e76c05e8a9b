import { limits } from './limits'
import { refusal } from './refusal'

/**
 * What a file is, by its first bytes and not by its name. Refuses at once what is no table that can be read.
 * @throws Refusal for files that are empty, too large, locked by a password, or of another format
 */
export function sniff(bytes: Uint8Array): 'zip' | 'text' {
  if (bytes.byteLength === 0) throw refusal('empty')
  if (bytes.byteLength > limits.fileBytes) throw refusal('too-large')
  if (startsWith(bytes, [0x50, 0x4b])) return 'zip'
  if (startsWith(bytes, [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1])) {
    // a locked workbook is an old container around an encrypted new one; names inside are UTF-16
    throw refusal(holds(bytes, 'EncryptedPackage') ? 'password' : 'old-excel')
  }
  // Excel 2 to 4, before there were containers
  if (bytes[0] === 0x09 && [0x00, 0x02, 0x04].includes(bytes[1] ?? -1) && bytes[3] === 0x00) {
    throw refusal('old-excel')
  }
  const start = new TextDecoder('latin1').decode(bytes.subarray(0, 512)).trimStart().toLowerCase()
  if (/^(%pdf|\{\\rtf|<|ï»¿\s*<|\x89png|gif8|ÿøÿ|rar!|7z¼¯)/.test(start)) {
    throw refusal('other-format', otherwiseNamed(start))
  }
  return 'text'
}

const startsWith = (bytes: Uint8Array, signature: readonly number[]): boolean =>
  signature.every((byte, i) => bytes[i] === byte)

const holds = (bytes: Uint8Array, name: string): boolean =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).includes(Buffer.from(name, 'utf16le'))

/** Web pages and XML are often saved under the name of a spreadsheet. */
const otherwiseNamed = (start: string) =>
  /^(ï»¿\s*)?</.test(start)
    ? {
        vi: 'Tệp này thực ra là trang web hoặc XML mang tên bảng tính.',
        en: 'It is really a web page or XML under the name of a spreadsheet.',
      }
    : undefined
