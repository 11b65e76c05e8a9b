/** The least page that shows the map with MapLibre. */
import type { ExpressionSpecification } from 'maplibre-gl'
import { Map as MapLibre, setWorkerUrl } from 'maplibre-gl'
import workerUrl from 'maplibre-gl/dist/maplibre-gl-worker.mjs?worker&url'
import 'maplibre-gl/dist/maplibre-gl.css'
import './page.css'
import { breaks, colours, fetchAreas, isComplete, missing } from './question'

setWorkerUrl(workerUrl)
const areas = await fetchAreas()
const steps = breaks.flatMap((lower, i) => [lower, colours[i + 1] ?? missing])
const fill = ['step', ['get', 'value'], colours[0], ...steps] as unknown as ExpressionSpecification
const map = new MapLibre({
  container: 'map',
  bounds: areas.bbox as [number, number, number, number],
  attributionControl: false,
  fadeDuration: 0,
  style: {
    version: 8,
    sources: { units: { type: 'geojson', data: areas } },
    layers: [
      {
        id: 'fill',
        type: 'fill',
        source: 'units',
        paint: { 'fill-color': ['case', ['==', ['get', 'value'], null], missing, fill] },
      },
      { id: 'line', type: 'line', source: 'units', paint: { 'line-color': '#ffffff' } },
    ],
  },
})
map.once('idle', isComplete)
