/** Signs of the program's inside that no answer may show. */
const inside =
  /\bat (async )?\S+ \(?(file:|\/|node:)|node_modules|\.ts:\d+|SQLITE_|SqliteError|ZodError|TypeError/

/**
 * What is wrong with an answer: a failure of the server, a refusal without words, an inside that shows.
 * @returns null when nothing is
 */
export async function faultOf(answer: Response): Promise<string | null> {
  const { status } = answer
  if (status < 400) {
    const text = await answer.text()
    const isJson = answer.ok && /\bjson\b/.test(answer.headers.get('content-type') ?? '')
    return isJson && !isReadable(text) ? `${status}: JSON that cannot be read` : null
  }
  const text = await answer.text()
  if (status >= 500 && status !== 503 && status !== 507) return `${status}: ${text.slice(0, 500)}`
  if (status === 503 && answer.headers.get('retry-after') === null)
    return `503 without Retry-After: ${text.slice(0, 500)}`
  if (inside.test(text)) return `${status} shows the inside: ${text.slice(0, 500)}`
  if (!(answer.headers.get('content-type') ?? '').startsWith('application/problem+json')) {
    return `${status} is no problem document: ${answer.headers.get('content-type')} ${text.slice(0, 200)}`
  }
  const problem = isReadable(text) ? (JSON.parse(text) as Record<string, unknown>) : {}
  const hasWords = [problem['title'], problem['detail']].every(
    (each) => typeof each === 'string' && each.trim() !== '',
  )
  return hasWords && problem['status'] === status ? null : `${status} without words: ${text.slice(0, 500)}`
}

function isReadable(text: string): boolean {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}
