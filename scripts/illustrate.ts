import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { illustratePlaces } from './illustrate/places-story'
import { facilityTable, villageTable } from './illustrate/places-table'
import { illustrate } from './illustrate/story'
import { readKnown } from './illustrate/tables'
import { tableOf } from './illustrate/write'

// Makes data/illustrative.csv: plausible figures for communes about which none are published, and data/places: the
// villages and facilities behind the latest of these figures. The same input always gives the same files. What they
// rest on is told in data/README.md.
const dataDir = join(import.meta.dirname, '..', 'data')
const known = readKnown(dataDir)
const rows = illustrate(known)
writeFileSync(join(dataDir, 'illustrative.csv'), tableOf(rows, known.catalogue))
const places = illustratePlaces(rows, known)
mkdirSync(join(dataDir, 'places'), { recursive: true })
writeFileSync(join(dataDir, 'places/villages.csv'), villageTable(places))
writeFileSync(join(dataDir, 'places/facilities.csv'), facilityTable(places))
console.log(`data/illustrative.csv: ${rows.length} rows, made up and marked as such`)
console.log(
  `data/places: ${places.villages.length} villages, ${places.facilities.length} facilities, likewise`,
)
