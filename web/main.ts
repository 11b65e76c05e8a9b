import { hydrate, mount } from 'svelte'
import App from './App.svelte'
import { give } from './api'
import './app.css'
import { checkFreshness } from './state/freshness'

const target = document.getElementById('app')
if (!target) throw new Error('index.html has no #app')

/** The answers that the page was drawn from; null where the server has drawn nothing, or they do not come. */
async function drawnFrom(): Promise<Record<string, unknown> | null> {
  const given = document.getElementById('given')
  if (!(given instanceof HTMLLinkElement)) return null
  try {
    const answer = await fetch(given.href)
    return answer.ok ? ((await answer.json()) as Record<string, unknown>) : null
  } catch {
    // the page asks for each by itself, and says what it cannot have
    return null
  }
}

declare global {
  interface Window {
    /** What was clicked on the drawn page before its script came; the document collects it. */
    clicked?: EventTarget[] | undefined
  }
}

/** Presses the buttons again that nobody heard being pressed. Links and what opens by itself have done their work. */
function pressAgain(): void {
  const clicked = window.clicked ?? []
  window.clicked = undefined
  for (const one of clicked) if (one instanceof Element) one.closest('button')?.click()
}

const answers = await drawnFrom()
if (answers) {
  // what the server has drawn is taken over as it stands
  give(answers)
  hydrate(App, { target, props: { picture: target.querySelector('.first-map')?.outerHTML ?? null } })
  // before effects put other rows in the place of the drawn ones
  pressAgain()
  void checkFreshness()
} else {
  window.clicked = undefined
  target.replaceChildren()
  mount(App, { target })
}
