import { createReader } from '../../server/intake/reading/reader'
import { readShipped } from '../../server/intake/shipped'
import { fileURLToPath } from 'node:url'
import type { ReadingReference } from '#domain/intake/reading'
import type { Bench, Figure } from './figures'
import { median } from './figures'
import { hostileFiles } from './hostile-files'

/** How long it takes until a file that is no honest report is read or refused, once the reader runs. */
export const hostile: Bench = async ({ isShort }) => {
  const { units, catalogue } = readShipped(fileURLToPath(new URL('../../data', import.meta.url)))
  const reference: ReadingReference = { units, nameVariants: [], measures: catalogue.measures, classes: {} }
  const reader = createReader()
  await reader.warm()
  const figures: Figure[] = []
  for (const { name, bytes, answers } of await hostileFiles()) {
    const times: number[] = []
    for (let run = 0; run < (isShort ? 1 : 3); run++) {
      const began = performance.now()
      const reading = await reader.read(
        { bytes, fileName: 'bao-cao.xlsx', vintage: '2025', period: '2026-H1', area: null },
        reference,
      )
      times.push(performance.now() - began)
      const answer = reading.kind === 'refused' ? reading.reason : reading.kind
      if (!answers.includes(answer))
        throw new Error(`${name}: the reader said ${answer}, not ${answers.join()}`)
    }
    figures.push({ name: `hostile file: ${name}`, value: median(times), unit: 'ms' })
  }
  await reader.close()
  return figures
}
