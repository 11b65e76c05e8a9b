/** A state of the administrative geography. Codes are reused, so the key of a unit is always (vintage, code). */
export const vintages = ['2024', '2025'] as const
export type Vintage = (typeof vintages)[number]

/** Levels that hold units today, from the widest to the narrowest. In vintage 2025 "district" is the former one. */
export const levels = ['province', 'district', 'commune'] as const
export type Level = (typeof levels)[number]

export const unitTypes = ['tỉnh', 'thành phố', 'thị xã', 'huyện', 'phường', 'thị trấn', 'xã'] as const
export type UnitType = (typeof unitTypes)[number]

/** One administrative unit in one vintage. */
export type Unit = {
  vintage: Vintage
  level: Level
  /** Code of the statistical office; text, because it keeps its zeros. */
  code: string
  /** Without the type, NFC. */
  name: string
  type: UnitType
  /** Code of the unit above; null for the province. */
  parent: string | null
  /** Every district whose communes the unit joins; more than one only in vintage 2025. */
  districts: string[]
  areaKm2: number | null
  /** Longitude and latitude of a point inside the unit, WGS 84; null above commune level. */
  seat: [longitude: number, latitude: number] | null
}

export const isVintage = (text: string): text is Vintage => (vintages as readonly string[]).includes(text)
export const isLevel = (text: string): text is Level => (levels as readonly string[]).includes(text)

/** The other geography: where a value is looked for when a vintage did not report it itself. */
export const otherVintage = (vintage: Vintage): Vintage => (vintage === '2024' ? '2025' : '2024')
