import { geoDistance } from 'd3'
import type { Unit } from '#domain/units'
import { spread } from './noise'

/** A commune with what drives its made-up figures. */
export type Place = {
  code: string
  district: string
  isTown: boolean
  areaKm2: number
  population: number
  /** 0 in a town next to the provincial town, 1 far from any. */
  remoteness: number
  /** 0 to about 1: remote and thinly settled. Ranks communes for the zones. */
  need: number
  /** Zone under Decision 861, 0 to 3; made up, in agreement with the published counts. */
  zone: number
}

const earthRadiusKm = 6371
const farFromTownKm = 22
const farFromCapitalKm = 65

type Settled = { unit: Unit; isTown: boolean; population: number }

/**
 * Communes as places, their zones still open.
 *
 * remoteness = 0.65 × (distance to the nearest town of the own district ÷ 22 km)
 *            + 0.35 × (distance to the provincial town ÷ 65 km), each part at most 1;
 * need       = 0.6 × remoteness + 0.4 × (how far below 400 people per km², on a logarithmic scale down to 20)
 *            ± 0.06, and 0.25 less in a town.
 */
export function placesOf(communes: readonly Settled[], capital: string): Place[] {
  const seats = new Map(communes.map(({ unit }) => [unit.code, seatOf(unit)]))
  const capitalSeat = seats.get(capital)
  if (!capitalSeat) throw new Error(`the provincial town ${capital} is not among the communes`)
  return communes.map(({ unit, isTown, population }) => {
    const seat = seatOf(unit)
    const towns = communes.filter((other) => other.isTown && other.unit.parent === unit.parent)
    const toTown = Math.min(...towns.map((town) => kmBetween(seat, seatOf(town.unit))))
    const remoteness =
      0.65 * Math.min(1, toTown / farFromTownKm) +
      0.35 * Math.min(1, kmBetween(seat, capitalSeat) / farFromCapitalKm)
    const areaKm2 = unit.areaKm2 ?? 1
    const thin = Math.log(400 / (population / areaKm2)) / Math.log(400 / 20)
    return {
      code: unit.code,
      district: unit.parent ?? '',
      isTown,
      areaKm2,
      population,
      remoteness,
      need:
        0.6 * remoteness +
        0.4 * Math.min(1, Math.max(0, thin)) -
        (isTown ? 0.25 : 0) +
        spread(0.06, 'need', unit.code),
      zone: 0,
    }
  })
}

function seatOf(unit: Unit): [number, number] {
  if (!unit.seat) throw new Error(`the commune ${unit.vintage}/${unit.code} has no seat`)
  return unit.seat
}

const kmBetween = (a: [number, number], b: [number, number]) => geoDistance(a, b) * earthRadiusKm
