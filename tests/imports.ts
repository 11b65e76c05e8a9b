import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { dirname, join, posix } from 'node:path'
import ts from 'typescript'

/** The folder of the project. */
export const root = join(import.meta.dirname, '..')

const skipped = new Set(['node_modules', 'dist', 'var', '.git', 'coverage'])

/** Paths of all files below a folder of the project, relative to it, with forward slashes. */
export function filesBelow(folder: string): string[] {
  if (!existsSync(join(root, folder))) return []
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = posix.join(folder, entry.name)
    if (entry.isDirectory()) return skipped.has(entry.name) ? [] : filesBelow(path)
    return entry.isFile() ? [path] : []
  })
}

export const read = (path: string): string => readFileSync(join(root, path), 'utf8')

export type Import = {
  /** As written. */
  specifier: string
  /** Path within the project, without regard to its ending; null for a package. */
  target: string | null
  /** Whether nothing of it is left at run time. */
  isType: boolean
}

/** What a TypeScript file or a Svelte component imports. */
export function importsOf(path: string): Import[] {
  const source = path.endsWith('.svelte') ? scriptsOf(read(path)) : read(path)
  const found: Import[] = []
  const note = (specifier: ts.Node | undefined, isType: boolean) => {
    if (!specifier || !ts.isStringLiteralLike(specifier)) return
    found.push({ specifier: specifier.text, target: targetOf(path, specifier.text), isType })
  }
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node)) {
      note(node.moduleSpecifier, node.importClause?.phaseModifier === ts.SyntaxKind.TypeKeyword)
    } else if (ts.isExportDeclaration(node)) {
      note(node.moduleSpecifier, node.isTypeOnly)
    } else if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) {
      note(node.arguments[0], false)
    } else if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) {
      note(node.argument.literal, true)
    }
    ts.forEachChild(node, visit)
  }
  visit(ts.createSourceFile(path, source, ts.ScriptTarget.ESNext, true))
  return found
}

const scriptsOf = (component: string): string =>
  [...component.matchAll(/<script\b[^>]*>([\s\S]*?)<\/script>/g)].map((match) => match[1]).join('\n')

function targetOf(path: string, specifier: string): string | null {
  if (specifier.startsWith('#domain/')) return posix.join('server/domain', specifier.slice('#domain/'.length))
  return specifier.startsWith('.') ? posix.join(dirname(path), specifier) : null
}
