/** What a report file may hold at most: far more than a province reports, and less than would hurt the server. */
export const limits = {
  fileBytes: 20 * 1024 * 1024,
  /** All parts of a workbook, unpacked. */
  unpackedBytes: 160 * 1024 * 1024,
  zipEntries: 1_000,
  sheets: 30,
  /** Rows that hold anything. */
  rows: 20_000,
  cells: 300_000,
  /** Letters of one cell. */
  cellLetters: 32_767,
  merges: 20_000,
  /** For unpacking and reading the cells of a workbook, which takes most of the time; longer on a machine that is busy. */
  unpackingMilliseconds: 1_500,
  /** For all that is done with a file. */
  milliseconds: 20_000,
  memoryMegabytes: 512,
}
