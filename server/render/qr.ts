import { create } from 'qrcode'

/** Modules of quiet ground that belong to the code on every side. */
const quiet = 4

const fine = (value: number) => String(Math.round(value * 1000) / 1000)

/** A text as a QR code, as a path of runs of dark modules; `side` holds the quiet ground too. */
export function qrPath(text: string, { x, y, side }: { x: number; y: number; side: number }): string {
  const { modules } = create(text, { errorCorrectionLevel: 'M' })
  const module = side / (modules.size + 2 * quiet)
  const runs: string[] = []
  for (let row = 0; row < modules.size; row++) {
    for (let column = 0; column < modules.size; column++) {
      if (!modules.get(row, column)) continue
      let run = 1
      while (column + run < modules.size && modules.get(row, column + run)) run += 1
      const [left, top] = [x + (column + quiet) * module, y + (row + quiet) * module]
      runs.push(`M${fine(left)} ${fine(top)}h${fine(run * module)}v${fine(module)}h${fine(-run * module)}Z`)
      column += run - 1
    }
  }
  return runs.join('')
}
