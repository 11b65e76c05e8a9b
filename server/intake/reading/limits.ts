/** What a report file may hold at most: far more than a province reports, and less than would hurt the server. */
export const limits = {
  fileBytes: 20 * 1024 * 1024,
  /** All parts of a workbook, unpacked. */
  unpackedBytes: 160 * 1024 * 1024,
  zipEntries: 1_000,
  sheets: 30,
  /** Rows that hold anything. */
  rows: 50_000,
  cells: 1_500_000,
  /** Letters of one cell. */
  cellLetters: 32_767,
  merges: 20_000,
  milliseconds: 20_000,
  memoryMegabytes: 512,
}
