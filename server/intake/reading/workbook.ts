import type { Table } from '#domain/intake/table'
import type { Archive } from './archive'
import { openArchive, within } from './archive'
import { limits } from './limits'
import { refusal } from './refusal'
import { readSharedStrings } from './shared-strings'
import { createCounter, readSheet } from './sheet'
import { readStyles } from './styles'
import { readXml } from './xml'

/** All that is read of a file: its visible tables, and what is said of the rest. */
export type FileTables = {
  tables: Table[]
  hiddenSheets: string[]
  /** What the hidden sheet of a template says, cell by cell. */
  stamp: Table | null
  hasMacros: boolean
  /** Encoding from which the texts were converted; null for Unicode. */
  encoding: string | null
}

/**
 * Reads the cells of a workbook: values only, no formula is computed, no macro run, no link followed.
 * @param stampSheet name of the hidden sheet by which a template is recognised
 * @param milliseconds how long it may take
 * @throws Refusal
 */
export async function readWorkbook(
  bytes: Uint8Array,
  stampSheet: string,
  milliseconds: number,
): Promise<FileTables> {
  const archive = within(milliseconds, await openArchive(bytes))
  try {
    const part = mainPart(archive)
    const folder = part.slice(0, part.lastIndexOf('/') + 1)
    const sheets = await sheetsOf(archive, part, folder)
    if (sheets.length > limits.sheets) throw refusal('too-many-sheets')
    const strings = await readSharedStrings(archive, `${folder}sharedStrings.xml`)
    const styles = await readStyles(archive, `${folder}styles.xml`)
    const counter = createCounter()
    const tables: Table[] = []
    let stamp: Table | null = null
    for (const { name, file, isHidden } of sheets) {
      if (isHidden && name !== stampSheet) continue
      const table = await readSheet(archive.read(file), name, { strings, styles, counter })
      if (isHidden) stamp = table
      else if (table.rows.length > 0) tables.push(table)
    }
    return {
      tables,
      stamp,
      hiddenSheets: sheets.flatMap(({ name, isHidden }) => (isHidden && name !== stampSheet ? [name] : [])),
      hasMacros: archive.names.some((name) => /vbaProject|macrosheets/i.test(name)),
      encoding: null,
    }
  } finally {
    archive.close()
  }
}

function mainPart({ names }: Archive): string {
  const part = names.find((name) => /^xl\/workbook\d*\.xml$/.test(name))
  if (part !== undefined) return part
  if (names.some((name) => /^xl\/workbook\.bin$/.test(name))) {
    throw refusal('other-format', {
      vi: 'Tệp là Excel nhị phân (.xlsb).',
      en: 'It is a binary workbook (.xlsb).',
    })
  }
  if (names.includes('content.xml')) {
    throw refusal('other-format', {
      vi: 'Tệp là OpenDocument (.ods).',
      en: 'It is an OpenDocument file (.ods).',
    })
  }
  if (names.includes('word/document.xml')) {
    throw refusal('other-format', { vi: 'Tệp là văn bản Word.', en: 'It is a Word document.' })
  }
  throw refusal('other-format')
}

type SheetPart = { name: string; file: string; isHidden: boolean }

async function sheetsOf(archive: Archive, part: string, folder: string): Promise<SheetPart[]> {
  const targets = new Map<string, string>()
  const relations = `${folder}_rels/${part.slice(folder.length)}.rels`
  await readXml(archive.read(relations), {
    open: (name, { Id, Target, Type, TargetMode }) => {
      // chart sheets and links to other files hold no cells of this one
      if (name === 'Relationship' && Type?.endsWith('/worksheet') && TargetMode !== 'External') {
        targets.set(
          Id ?? '',
          (Target ?? '').startsWith('/') ? (Target ?? '').slice(1) : `${folder}${Target ?? ''}`,
        )
      }
    },
  })
  const sheets: SheetPart[] = []
  await readXml(archive.read(part), {
    open: (name, attributes) => {
      if (name !== 'sheet') return
      const file = targets.get(attributes['r:id'] ?? attributes['id'] ?? '')
      const isHidden = attributes['state'] === 'hidden' || attributes['state'] === 'veryHidden'
      if (file !== undefined) sheets.push({ name: attributes['name'] ?? '', file, isHidden })
    },
  })
  return sheets
}
