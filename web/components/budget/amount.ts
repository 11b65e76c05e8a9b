/** The whole number at least 0 that a field holds; null when it is empty or holds anything else. */
export const amountOf = ({ value, valueAsNumber }: HTMLInputElement): number | null =>
  value === '' || !Number.isInteger(valueAsNumber) || valueAsNumber < 0 ? null : valueAsNumber
