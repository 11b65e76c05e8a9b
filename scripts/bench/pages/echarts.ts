/** The least page that shows the map with ECharts, and switches its period. */
import { MapChart } from 'echarts/charts'
import { VisualMapComponent } from 'echarts/components'
import { init, registerMap, use } from 'echarts/core'
import { CanvasRenderer } from 'echarts/renderers'
import './page.css'
import type { Properties } from './question'
import { breaks, colours, fetchAreas, isComplete, valuesAddress } from './question'

use([MapChart, VisualMapComponent, CanvasRenderer])

const areas = await fetchAreas()
registerMap('units', areas as never) // its types want a narrower GeoJSON than it reads
const chart = init(document.getElementById('map'), null, { renderer: 'canvas' })
const dataOf = (pairs: { name: string; value: number | null }[]) =>
  pairs.map(({ name, value }) => ({ name, value }))

// before anything is drawn: without animation the first drawing is finished at once
chart.on('finished', () => void isComplete())
const limits = [-Infinity, ...breaks, Infinity]
chart.setOption({
  animation: false,
  visualMap: {
    type: 'piecewise',
    pieces: colours.map((color, i) => ({ gte: limits[i], lt: limits[i + 1], color })),
  },
  series: [
    {
      type: 'map',
      map: 'units',
      nameProperty: 'code',
      itemStyle: { borderColor: '#ffffff' },
      data: dataOf(
        areas.features.map(({ properties }) => {
          const { code, value } = properties as Properties
          return { name: code, value }
        }),
      ),
    },
  ],
})
/** Switches to another period; resolves once it is drawn. */
export async function switchTo(period: string): Promise<void> {
  const answer = (await (await fetch(valuesAddress(period))).json()) as {
    code: string[]
    value: (number | null)[]
  }
  const drawn = new Promise<void>((resolve) => {
    const done = () => {
      chart.off('finished', done)
      resolve()
    }
    chart.on('finished', done)
  })
  chart.setOption({
    series: [{ data: dataOf(answer.code.map((name, i) => ({ name, value: answer.value[i] ?? null }))) }],
  })
  await drawn
}

Object.assign(window, { switchTo })
