import type { Condition, FacilityKind } from '#domain/places/facility'
import { conditions, facilityKinds } from '#domain/places/facility'
import type { PlayAreaState } from '#domain/places/village'
import { playAreaStates } from '#domain/places/village'

/** A sign of the map in SVG's path language, within a box of 24 by 24; the legend draws the same. */
export type Sign = {
  path: string
  fill: string
  line: string
  width: number
  /** What tells it apart without colour, drawn over it. */
  mark: string | null
  markLine: string
}

/** Outlines tell the kinds apart. */
const outlines: Readonly<Record<FacilityKind, string>> = {
  'play-area': 'M12 2.6L14.9 8.8L21.6 9.6L16.6 14.2L18 20.9L12 17.5L6 20.9L7.4 14.2L2.4 9.6L9.1 8.8Z',
  'preschool-main': 'M4.5 4.5H19.5V19.5H4.5Z',
  'preschool-satellite': 'M12 2.8L21.2 12L12 21.2L2.8 12Z',
  'cultural-house': 'M12 3L21 11H18.5V20H5.5V11H3Z',
  'health-station': 'M9 3H15V9H21V15H15V21H9V15H3V9H9Z',
}

/** Colours of Okabe and Ito, which the colour-blind tell apart, and grey. */
const colours: Readonly<Record<Condition, string>> = {
  working: '#0072b2',
  'under-repair': '#e69f00',
  unsafe: '#d55e00',
  closed: '#8a949c',
  unknown: '#ffffff',
}

/** Marks within the outlines: nothing, a bar, an exclamation mark, a cross, a dot. */
const marks: Readonly<Record<Condition, string | null>> = {
  working: null,
  'under-repair': 'M8.5 13H15.5',
  unsafe: 'M12 8.5V13.2M12 15.8V16.2',
  closed: 'M8.8 9.8L15.2 16.2M15.2 9.8L8.8 16.2',
  unknown: 'M12 12.6V13',
}

const circle = (r: number) => `M${12 - r} 12A${r} ${r} 0 1 0 ${12 + r} 12A${r} ${r} 0 1 0 ${12 - r} 12Z`

/** A facility on the map. */
export const facilitySign = (kind: FacilityKind, condition: Condition): Sign => ({
  path: outlines[kind],
  fill: colours[condition],
  line: condition === 'unknown' ? '#4d5d6b' : '#ffffff',
  width: 1.6,
  mark: marks[condition],
  markLine: condition === 'unknown' || condition === 'under-repair' ? '#17242e' : '#ffffff',
})

const villageSigns: Readonly<Record<PlayAreaState, Sign>> = {
  yes: {
    path: circle(6),
    fill: '#56b4e9',
    line: '#17242e',
    width: 1.4,
    mark: null,
    markLine: '',
  },
  no: { path: circle(7.5), fill: '#ffffff', line: '#b3400f', width: 4, mark: null, markLine: '' },
  'under-repair': {
    path: circle(7.5),
    fill: '#ffffff',
    line: '#b3400f',
    width: 2.6,
    mark: 'M8.5 12H15.5',
    markLine: '#b3400f',
  },
  unknown: {
    path: circle(6.5),
    fill: '#ffffff',
    line: '#4d5d6b',
    width: 1.6,
    mark: 'M12 11.8V12.2',
    markLine: '#4d5d6b',
  },
}

/** A village on the map. */
export const villageSign = (playArea: PlayAreaState): Sign => villageSigns[playArea]

/** Where to build next. */
export const bestSign: Sign = {
  path: 'M12 22L5.5 11.5A7 7 0 1 1 18.5 11.5Z',
  fill: '#117733',
  line: '#ffffff',
  width: 1.6,
  mark: 'M12 5.2V11.4M8.9 8.3H15.1',
  markLine: '#ffffff',
}

/** The position that is being set. */
export const draftSign: Sign = { ...bestSign, fill: '#c2185b', mark: 'M12 8.2V8.6' }

export const villageIcon = (playArea: PlayAreaState): string => `village-${playArea}`
export const facilityIcon = (kind: FacilityKind, condition: Condition): string => `${kind}-${condition}`

/** Every sign by the name of its picture on the map. */
export const signs: ReadonlyMap<string, Sign> = new Map<string, Sign>([
  ...playAreaStates.map((state): [string, Sign] => [villageIcon(state), villageSign(state)]),
  ...facilityKinds.flatMap((kind) =>
    conditions.map((condition): [string, Sign] => [
      facilityIcon(kind, condition),
      facilitySign(kind, condition),
    ]),
  ),
  ['best', bestSign],
  ['draft', draftSign],
])
