/** Bytes of a file of boundaries at most: more than a province in full detail needs, less than would exhaust the memory. */
export const mostBytes = 200 * 1024 * 1024
