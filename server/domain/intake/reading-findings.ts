import { formatFor } from '../format'
import type { Bilingual } from '../measures'
import type { Measure } from '../measures'
import type { Unit } from '../units'
import type { ReadNumber } from './number'
import type { CellAddress, Finding, Severity, UnitKey } from './reading'

const vi = formatFor('vi')
const en = formatFor('en')

/** A unit as it is called in each language. */
export const called = (unit: Unit): Bilingual => ({ vi: vi.unitName(unit), en: en.unitName(unit) })

const finding = (
  rule: string,
  severity: Severity,
  at: CellAddress | null,
  text: Bilingual,
  about: { unit?: UnitKey; measure?: string } = {},
): Finding => ({ rule, severity, at, ...about, text })

/** A cell of the report: whose figure it is. */
export type Place = { at: CellAddress; unit: Unit; measure: Measure; written: string }

const cell = (
  rule: string,
  { at, unit, measure, written }: Place,
  why: Bilingual,
  severity: Severity = 'error',
) =>
  finding(
    rule,
    severity,
    at,
    {
      vi: `${called(unit).vi}, “${measure.name.vi}”: ô ghi “${written}”. ${why.vi}`,
      en: `${called(unit).en}, “${measure.name.en}”: the cell says “${written}”. ${why.en}`,
    },
    { unit: { vintage: unit.vintage, code: unit.code }, measure: measure.id },
  )

/** What is said of figures that could not be read, or not for sure. */
export const cellFindings = {
  error: (place: Place) =>
    cell('cell-error', place, {
      vi: 'Công thức bị lỗi. Hãy sửa công thức hoặc gõ số vào ô.',
      en: 'The formula has failed. Mend it, or type the number.',
    }),
  uncomputed: (place: Place) =>
    cell('formula-without-value', place, {
      vi: 'Công thức chưa có kết quả trong tệp. Hãy mở tệp bằng Excel, lưu lại rồi nộp, hoặc gõ số vào ô.',
      en: 'The file holds no result of this formula. Open and save it in Excel, or type the number.',
    }),
  date: (place: Place) =>
    cell('date', place, {
      vi: 'Excel đã đổi số này thành ngày tháng. Hãy chọn định dạng Số (Number) và gõ lại.',
      en: 'Excel turned this number into a date. Set the format to Number and type it again.',
    }),
  percent: (place: Place) =>
    cell('percent', place, {
      vi: 'Ở đây cần số lượng, không phải tỷ lệ phần trăm. Hãy ghi số đếm được.',
      en: 'A count is asked for here, not a percentage. Give the number that was counted.',
    }),
  boolean: (place: Place) =>
    cell('not-a-number', place, {
      vi: 'Đây không phải là số. Hãy ghi số.',
      en: 'This is no number. Give a number.',
    }),
  merged: (place: Place) =>
    cell('merged-figure', place, {
      vi: 'Ô này gộp nhiều dòng nên không rõ số thuộc xã nào. Hãy bỏ gộp ô và ghi số cho từng xã.',
      en: 'This cell is merged over several rows, so it is not clear whose figure it is. Unmerge it and give one figure per commune.',
    }),
  dash: (place: Place) =>
    cell(
      'dash',
      place,
      {
        vi: 'Dấu gạch được hiểu là chưa có số liệu. Nếu không có trường hợp nào, hãy ghi 0.',
        en: 'A dash is taken for “no figure yet”. If there is none, write 0.',
      },
      'warning',
    ),
  unclear: (place: Place, [a, b]: readonly [number, number]) =>
    cell('unclear-number', place, {
      vi: `Có thể là ${a} hoặc ${decimal(b, ',')}. Hãy ghi số không có dấu ngăn cách, ví dụ ${a}.`,
      en: `It may be ${a} or ${decimal(b, '.')}. Write it without separators, for instance ${a}.`,
    }),
  noneOrUnknown: (place: Place) =>
    cell('none-or-unknown', place, {
      vi: 'Không rõ là bằng 0 hay chưa có số liệu. Hãy ghi 0 nếu không có, hoặc để trống nếu chưa có số liệu.',
      en: 'It may mean none, or not known. Write 0 for none, or leave the cell blank for not known.',
    }),
  notANumber: (place: Place) =>
    cell('not-a-number', place, {
      vi: 'Đây không phải là số. Hãy ghi một số, hoặc để trống nếu chưa có số liệu.',
      en: 'This is no number. Give a number, or leave the cell blank if there is none yet.',
    }),
}

const decimal = (value: number, mark: ',' | '.') => String(value).replace('.', mark)

/** The finding for a reading of a cell, or null where the number is beyond doubt. */
export function findingFor(read: ReadNumber, place: Place): Finding | null {
  switch (read.kind) {
    case 'dash':
      return cellFindings.dash(place)
    case 'percent':
      return cellFindings.percent(place)
    case 'unclear':
      return cellFindings.unclear(place, read.readings)
    case 'none-or-unknown':
      return cellFindings.noneOrUnknown(place)
    case 'not-a-number':
      return cellFindings.notANumber(place)
    case 'number':
    case 'absent':
      return null
  }
}

/** What is said of rows that are not read, and of rows that are read with a remark. */
export const rowFindings = {
  lostZeros: (at: CellAddress, unit: Unit, written: string) =>
    finding(
      'lost-zeros',
      'note',
      at,
      {
        vi: `Mã “${written}” thiếu số 0 ở đầu; được hiểu là ${unit.code} – ${called(unit).vi}.`,
        en: `The code “${written}” lacks its leading zeros; it is read as ${unit.code} – ${called(unit).en}.`,
      },
      { unit: { vintage: unit.vintage, code: unit.code } },
    ),
  doubtful: (at: CellAddress, written: string, candidates: readonly Unit[]) =>
    finding('unit-doubtful', 'error', at, {
      vi: `Chưa rõ “${written}” là đơn vị nào${listed(candidates, 'vi')}. Hãy chọn đơn vị, hoặc ghi mã đơn vị vào tệp.`,
      en: `It is not clear which unit “${written}” is${listed(candidates, 'en')}. Choose the unit, or put its code into the file.`,
    }),
  outside: (at: CellAddress, unit: Unit) =>
    finding(
      'unit-outside',
      'error',
      at,
      {
        vi: `${called(unit).vi} (${unit.code}) không thuộc địa bàn được báo cáo. Hãy bỏ dòng này khỏi tệp.`,
        en: `${called(unit).en} (${unit.code}) is not in the area that this file reports for. Take the row out.`,
      },
      { unit: { vintage: unit.vintage, code: unit.code } },
    ),
  wider: (at: CellAddress, unit: Unit) =>
    finding('row-wider', 'note', at, {
      vi: `Dòng của ${called(unit).vi} không được đọc số: số của cấp trên được cộng từ các xã.`,
      en: `The row of ${called(unit).en} is not read: figures of wider areas are added up from their communes.`,
    }),
  total: (at: CellAddress) =>
    finding('row-total', 'note', at, {
      vi: 'Dòng tổng cộng không được đọc: tổng được cộng từ các xã.',
      en: 'The row of totals is not read: totals are added up from the communes.',
    }),
  noUnit: (at: CellAddress) =>
    finding('row-without-unit', 'error', at, {
      vi: 'Dòng này có số liệu nhưng không ghi mã hay tên đơn vị. Hãy ghi đơn vị hoặc xoá dòng.',
      en: 'This row has figures but neither code nor name of a unit. Name the unit or delete the row.',
    }),
  text: (at: CellAddress, text: string) =>
    finding('row-of-text', 'note', at, {
      vi: `Dòng “${text}” không có số liệu nên không được đọc.`,
      en: `The row “${text}” has no figures and is not read.`,
    }),
  leftOut: (at: CellAddress, written: string) =>
    finding('row-left-out', 'note', at, {
      vi: `Dòng “${written}” được bỏ qua theo lựa chọn của bạn.`,
      en: `The row “${written}” is left out, as you chose.`,
    }),
}

function listed(units: readonly Unit[], language: 'vi' | 'en'): string {
  if (units.length === 0) return ''
  const names = units.map((unit) => `${called(unit)[language]} (${unit.code})`)
  return `${language === 'vi' ? '; có thể là ' : '; it may be '}${names.join(', ')}`
}

/** What is said of the file as a whole. */
export const fileFindings = {
  hiddenSheets: (sheets: readonly string[]) =>
    finding('hidden-sheets', 'warning', null, {
      vi: `Trang tính ẩn không được đọc: ${quoted(sheets)}. Nếu có số liệu ở đó, hãy bỏ ẩn và nộp lại.`,
      en: `Hidden sheets are not read: ${quoted(sheets)}. If they hold figures, unhide them and send the file again.`,
    }),
  otherSheets: (read: string, sheets: readonly string[]) =>
    finding('other-sheets', 'note', null, {
      vi: `Chỉ đọc trang “${read}”. Không đọc: ${quoted(sheets)}.`,
      en: `Only the sheet “${read}” is read. Not read: ${quoted(sheets)}.`,
    }),
  hiddenRows: (sheet: string, rows: readonly number[]) =>
    finding('hidden-rows', 'warning', rows[0] === undefined ? null : { sheet, row: rows[0], column: null }, {
      vi: `Tệp có ${rows.length} dòng ẩn (dòng đầu: ${rows[0] ?? ''}); các dòng này vẫn được đọc.`,
      en: `The file has ${rows.length} hidden rows (the first is ${rows[0] ?? ''}); they are read all the same.`,
    }),
  macros: () =>
    finding('macros', 'note', null, {
      vi: 'Tệp có macro. Macro không được chạy; chỉ giá trị trong ô được đọc.',
      en: 'The file has macros. They are not run; only the values of its cells are read.',
    }),
  converted: (encoding: string) =>
    finding('converted', 'note', null, {
      vi: `Chữ trong tệp theo bảng mã ${encoding} và đã được chuyển sang Unicode.`,
      en: `The texts of the file are in ${encoding} and were converted to Unicode.`,
    }),
  repeatedColumn: (at: CellAddress, measure: Measure, header: string) =>
    finding('repeated-column', 'error', at, {
      vi: `Hai cột cùng ghi “${measure.name.vi}”; cột “${header}” không được đọc. Hãy chỉ giữ một cột.`,
      en: `Two columns hold “${measure.name.en}”; the column “${header}” is not read. Keep one of them.`,
    }),
  unknownColumns: (headers: readonly string[]) =>
    finding('unknown-columns', 'warning', null, {
      vi: `Chưa rõ các cột này là chỉ tiêu nào nên không đọc: ${quoted(headers)}. Hãy ghép cột với chỉ tiêu.`,
      en: `It is not known what these columns hold, so they are not read: ${quoted(headers)}. Say which measures they are.`,
    }),
}

const quoted = (texts: readonly string[]): string => texts.map((text) => `“${text}”`).join(', ')
