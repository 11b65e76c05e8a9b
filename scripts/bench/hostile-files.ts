import excel from 'exceljs'
import JSZip from 'jszip'

/** A file that is no honest report, and what the reader may say of it. */
export type HostileFile = { name: string; bytes: Uint8Array; answers: readonly string[] }

const head = ['Mã xã', 'Tên xã', 'Tổng số thôn, bản, tổ dân phố']
const lastRow = 1_048_576
const sheetPart = 'xl/worksheets/sheet1.xml'

/** A workbook with one honest row. */
async function honest(more: (workbook: excel.Workbook) => void = () => undefined): Promise<Uint8Array> {
  const workbook = new excel.Workbook()
  workbook.addWorksheet('Số liệu').addRows([head, ['02839', 'Bắc Hà', 30]])
  more(workbook)
  return new Uint8Array(await workbook.xlsx.writeBuffer())
}

/** The workbook with a part that was changed as text. */
async function tampered(
  part: string,
  change: (xml: string) => string,
  workbook = honest(),
): Promise<Uint8Array> {
  const zip = await JSZip.loadAsync(await workbook)
  zip.file(part, change((await zip.file(part)?.async('string')) ?? ''))
  return zip.generateAsync({ type: 'uint8array', compression: 'DEFLATE', compressionOptions: { level: 6 } })
}

const rows = (first: number, count: number, row: (number: number) => string): string =>
  Array.from({ length: count }, (_, i) => row(first + i)).join('')

const withRows = (count: number, row: (number: number) => string) =>
  tampered(sheetPart, (xml) => xml.replace('</sheetData>', `${rows(3, count, row)}</sheetData>`))

const cells = (number: number, count: number): string =>
  Array.from({ length: count }, (_, i) => `<c r="${String.fromCharCode(65 + i)}${number}"><v>1</v></c>`).join(
    '',
  )

/** Files of every kind that the intake has to survive. */
export async function hostileFiles(): Promise<HostileFile[]> {
  const nothing = new Uint8Array(64)
  const password = Buffer.concat([
    Buffer.from('d0cf11e0a1b11ae1', 'hex'),
    Buffer.alloc(1024),
    Buffer.from('EncryptedPackage', 'utf16le'),
    Buffer.alloc(1024),
  ])
  return [
    {
      name: 'macros',
      answers: ['read'],
      bytes: await tampered('xl/vbaProject.bin', () => 'Sub Auto_Open()'),
    },
    {
      name: '29 hidden sheets',
      answers: ['read'],
      bytes: await honest((workbook) => {
        for (let i = 1; i < 30; i++) workbook.addWorksheet(`Ẩn ${i}`, { state: 'veryHidden' }).addRow(head)
      }),
    },
    {
      name: '1,048,576 empty rows',
      answers: ['read', 'too-slow'],
      bytes: await withRows(lastRow - 2, (row) => `<row r="${row}"/>`),
    },
    {
      name: '1,048,576 empty rows with a format',
      answers: ['read', 'too-slow'],
      bytes: await withRows(
        lastRow - 2,
        (row) => `<row r="${row}" ht="15.75" customHeight="1"><c r="A${row}" s="1"/></row>`,
      ),
    },
    {
      name: '1,048,576 rows of figures',
      answers: ['too-many-rows', 'too-slow'],
      bytes: await withRows(lastRow - 2, (row) => `<row r="${row}">${cells(row, 1)}</row>`),
    },
    {
      name: '49,000 rows of 26 figures',
      answers: ['too-many-cells', 'too-slow'],
      bytes: await withRows(49_000, (row) => `<row r="${row}">${cells(row, 26)}</row>`),
    },
    {
      name: '19,000 rows of unknown communes',
      answers: ['no-communes', 'too-slow'],
      bytes: await withRows(
        19_000,
        (row) =>
          `<row r="${row}"><c r="B${row}" t="inlineStr"><is><t>Xã lạ số ${(row * 7919) % 19_997}</t></is></c><c r="C${row}"><v>1</v></c></row>`,
      ),
    },
    {
      name: 'a table of text of 19 MB',
      answers: ['too-many-rows'],
      bytes: new TextEncoder().encode(`${head.join(';')}\n${'02839;Bắc Hà;30\n'.repeat(1_000_000)}`),
    },
    {
      name: '150 MB of blanks',
      answers: ['too-slow'],
      bytes: await tampered(sheetPart, (xml) =>
        xml.replace('</sheetData>', `${' '.repeat(150_000_000)}</sheetData>`),
      ),
    },
    {
      name: 'a bomb that unpacks to 400 MB',
      answers: ['unpacks-too-large'],
      bytes: await tampered(sheetPart, (xml) =>
        xml.replace('</sheetData>', `${' '.repeat(400_000_000)}</sheetData>`),
      ),
    },
    {
      name: 'an outside entity',
      answers: ['forbidden-xml'],
      bytes: await tampered(sheetPart, (xml) =>
        xml.replace('<worksheet', '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><worksheet'),
      ),
    },
    { name: 'a password', answers: ['password'], bytes: new Uint8Array(password) },
    { name: 'no workbook at all', answers: ['other-format'], bytes: nothing },
  ]
}
