/** Beginnings that a spreadsheet takes for a formula or a command, in full width too. */
const dangerous = /^[=+\-@\t\r\n＝＋－＠]/

/**
 * A text that a spreadsheet shows as it stands: one that would be read as a formula gets an apostrophe in front.
 * For texts only: a number keeps its sign.
 */
export const neutralised = (text: string): string => (dangerous.test(text) ? `'${text}` : text)
