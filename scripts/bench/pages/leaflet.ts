/** The least page that shows the map with Leaflet. */
import L from 'leaflet'
import 'leaflet/dist/leaflet.css'
import './page.css'
import type { Properties } from './question'
import { colourOf, fetchAreas, isComplete } from './question'

const map = L.map('map', { zoomAnimation: false })
const areas = L.geoJSON(await fetchAreas(), {
  style: (feature) => ({
    color: '#ffffff',
    weight: 1,
    fillOpacity: 1,
    fillColor: colourOf((feature?.properties as Properties).value),
  }),
})
map.fitBounds(areas.getBounds())
areas.addTo(map)
isComplete()
