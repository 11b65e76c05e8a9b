import { lookOver } from './store/connect'

/** @returns what is wrong with a store, in both languages; null when nothing is */
export default function check(file: string): string | null {
  try {
    lookOver(file)
    return null
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
}
