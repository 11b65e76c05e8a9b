import type { FeatureCollection } from 'geojson'

/** What all pages draw: the same communes and values, in the same classes. */
const asked = new URLSearchParams(location.search)
export const vintage = asked.get('vintage') ?? '2024'
export const indicator = asked.get('indicator') ?? 'play-areas-villages'

export const geojsonAddress = `/api/indicators/${indicator}.geojson?vintage=${vintage}`
export const valuesAddress = (period: string) =>
  `/api/indicators/${indicator}/values?vintage=${vintage}&period=${period}`

export type Properties = { code: string; name: string; value: number | null }

export async function fetchAreas(): Promise<FeatureCollection> {
  return (await fetch(geojsonAddress)).json() as Promise<FeatureCollection>
}

/** The classes of the target, as the product has them. */
export const breaks = [1e-9, 33.333, 66.667, 100]
export const colours = ['#7d2b0b', '#c4541f', '#ec9a5c', '#f8d8b0', '#4d9f98']
export const missing = '#eef1f3'

export const colourOf = (value: number | null): string =>
  value === null ? missing : (colours[breaks.filter((lower) => value >= lower).length] ?? missing)

/** Says that the map is on the screen: after the frame that shows it. */
export const isComplete = () =>
  requestAnimationFrame(() => requestAnimationFrame(() => performance.mark('complete')))
