import { hydrate, mount } from 'svelte'
import App from './App.svelte'
import { give } from './api'
import './app.css'
import { checkFreshness } from './state/freshness'

const target = document.getElementById('app')
if (!target) throw new Error('index.html has no #app')

// what the server has drawn is taken over as it stands, with the answers that it was drawn from
const given = document.getElementById('given')?.textContent
if (given) {
  give(JSON.parse(given) as Record<string, unknown>)
  hydrate(App, { target, props: { picture: target.querySelector('.first-map')?.outerHTML ?? null } })
  void checkFreshness()
} else {
  mount(App, { target })
}
