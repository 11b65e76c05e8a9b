import type { placesOfficeVi } from './places-office-vi'

/** Words of the forms that remove a place and that speak of a register, in English. */
export const placesOfficeEn: typeof placesOfficeVi = {
  removal: {
    title: (name) => `Remove from the register: ${name}`,
    intro: {
      village:
        'Only when the village is no more (merged, dissolved) or is on record twice. The old record stays in the history.',
      facility:
        'Only when it is no more or is on record twice; if it is merely broken or closed, change its condition. The old record stays in the history.',
    },
    reason: 'Reason for removing it',
    send: 'Propose the removal',
  },
  statement: {
    open: 'Confirm that the register is complete…',
    title: (commune) => `Statement on the register of ${commune}`,
    intro: (villages) =>
      `The register has ${villages} villages. Once a reviewer agrees that it is complete, figures of the commune are counted from it instead of its report for that half-year.`,
    question: 'Does the register name every village of the commune?',
    complete: 'Every village',
    incomplete: 'Not yet',
    send: 'Send the statement',
  },
}
