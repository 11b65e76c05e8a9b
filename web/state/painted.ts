/** Resolves once what the document holds is on the screen; at once where nobody looks, for nothing is drawn there. */
export const painted = (): Promise<void> =>
  new Promise((resolve) => {
    if (document.visibilityState !== 'visible') return resolve()
    requestAnimationFrame(() => setTimeout(resolve))
  })
