import type { Area } from '#domain/rights'
import type { Vintage } from '#domain/units'
import type { Units } from '../../api'
import { accountWords } from '../../i18n/account.svelte'
import { i18n } from '../../i18n/i18n.svelte'

/** The units of both vintages; null while they are fetched. */
export type BothUnits = Record<Vintage, Units> | null

/** The area in words; a unit of the former geography says so. */
export function areaName(area: Area | null, units: BothUnits): string {
  const m = accountWords.m
  if (area === null) return m.wholeProvince
  const unit = units?.[area.vintage].find(({ code }) => code === area.code)
  const name = unit ? i18n.unitName(unit) : area.code
  return area.vintage === '2024' ? `${name} (${m.accounts.invite.vintages['2024']})` : name
}
