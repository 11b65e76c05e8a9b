import type { Document } from 'yaml'
import { LineCounter, isNode, parseDocument } from 'yaml'
import type { z } from 'zod'
import { faultAt } from './located'

export type Path = readonly PropertyKey[]

/** What is wrong, where in the document, and how to mend it. */
export type Fault = { path: Path; what: string; mend: string }

/**
 * A YAML text as its schema reads it.
 * @param file only named in errors
 * @param subject what the document is, for faults of the whole: "the catalogue"
 * @param faultsOf what the shape alone does not tell
 * @throws Error naming the file, the line, what is wrong there and how to mend it
 */
export function readYaml<Content>(
  file: string,
  yaml: string,
  subject: string,
  schema: z.ZodType<Content>,
  faultsOf: (content: Content) => Fault[],
): Content {
  const lines = new LineCounter()
  const document = parseDocument(yaml, { lineCounter: lines })
  const [syntax] = document.errors
  if (syntax) {
    const line = lines.linePos(syntax.pos[0]).line
    const [what] = syntax.message.split('\n')
    throw faultAt(file, line, `this is not valid YAML: ${what?.replace(/ at line.*$/, '')}`, mends.syntax)
  }
  const refuse = (fault: Fault) => faultAt(file, lineOf(document, lines, fault.path), fault.what, fault.mend)
  const checked = schema.safeParse(plain(document, file))
  if (!checked.success) throw refuse(schemaFault(likeliest(checked.error.issues), subject))
  const [fault] = faultsOf(checked.data)
  if (fault) throw refuse(fault)
  return checked.data
}

/** The content without YAML's own things. */
function plain(document: Document, file: string): unknown {
  try {
    return document.toJS()
  } catch (error) {
    // an alias that leads nowhere, or that many lead to many, is found only here
    if (!(error instanceof ReferenceError) && !(error instanceof TypeError)) throw error
    throw faultAt(file, 1, `this is not valid YAML: ${error.message}`, mends.alias)
  }
}

const mends = {
  alias: 'Write the content out instead of repeating it by & and *',
  syntax: 'Check the indentation, and put quotes around a text that holds ": " or begins with a special sign',
  schema: 'Correct this entry; the comment at the top of the file says what each field means',
}

function schemaFault(issue: z.core.$ZodIssue | undefined, subject: string): Fault {
  const path = issue?.path ?? []
  const name = path.length === 0 ? subject : path.map(String).join('.')
  if (issue?.code === 'unrecognized_keys') {
    const key = issue.keys[0] ?? ''
    return {
      path: [...path, key],
      what: `"${key}" is not a field of ${name}`,
      mend: 'Correct the spelling of the field or remove it',
    }
  }
  return { path, what: `${name}: ${issue?.message ?? 'does not fit'}`, mend: mends.schema }
}

/** A misspelt field is also a missing one: the spelling is what there is to mend. */
const likeliest = (issues: readonly z.core.$ZodIssue[]) =>
  issues.find((issue) => issue.code === 'unrecognized_keys') ?? issues[0]

/** Line of the deepest part of the path that exists: a missing field is reported where its owner begins. */
function lineOf(document: Document, lines: LineCounter, path: Path): number {
  for (let length = path.length; length > 0; length--) {
    const node = document.getIn(path.slice(0, length), true)
    if (isNode(node) && node.range) return lines.linePos(node.range[0]).line
  }
  return 1
}

/** Ids that are used twice in a list. */
export function duplicates(field: string, entries: readonly { id: string }[], at: Path = []): Fault[] {
  return entries.flatMap((entry, index) =>
    entries.findIndex((other) => other.id === entry.id) === index
      ? []
      : [
          {
            path: [...at, field, index, 'id'],
            what: `the id "${entry.id}" is used twice in ${field}`,
            mend: 'Give one of them another id',
          },
        ],
  )
}
