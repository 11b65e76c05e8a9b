/** One step of a pattern: a character that must stand there, any one character, or any number of them. */
type Step = { character: string } | 'one' | 'many'

/**
 * A test for LIKE: `%` stands for any characters, `_` for one, `\` takes the meaning from the next.
 * Takes time in proportion to text × pattern at worst; a regular expression could take for ever.
 */
export function likeTest(pattern: string): (text: string) => boolean {
  const steps = stepsOf(pattern)
  return (text) => matches(steps, [...text])
}

function stepsOf(pattern: string): Step[] {
  const steps: Step[] = []
  const characters = [...pattern]
  for (let i = 0; i < characters.length; i++) {
    const character = characters[i] ?? ''
    const next = characters[i + 1]
    if (character === '\\' && next !== undefined) {
      steps.push({ character: next })
      i++
    } else {
      steps.push(character === '%' ? 'many' : character === '_' ? 'one' : { character })
    }
  }
  return steps
}

/** Greedy with one place to come back to: the last `%` that was passed. */
function matches(steps: readonly Step[], text: readonly string[]): boolean {
  let [step, place] = [0, 0]
  let [lastMany, placeThen] = [-1, 0]
  while (place < text.length) {
    const wanted = steps[step]
    if (wanted === 'many') {
      lastMany = step++
      placeThen = place
    } else if (wanted !== undefined && (wanted === 'one' || wanted.character === text[place])) {
      step++
      place++
    } else if (lastMany >= 0) {
      step = lastMany + 1
      place = ++placeThen
    } else return false
  }
  return steps.slice(step).every((rest) => rest === 'many')
}
