/** A fault in a file, told so that a person can mend it: where it is, what is wrong, what to do. */
export const faultAt = (file: string, line: number, what: string, mend: string): Error =>
  new Error(`${file}, line ${line}: ${what}. ${mend}.`)
