import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { illustrate } from './illustrate/story'
import { readKnown } from './illustrate/tables'
import { tableOf } from './illustrate/write'

// Makes data/illustrative.csv: plausible figures for communes about which none are published. The same input always
// gives the same file. What they rest on is told in data/README.md.
const dataDir = join(import.meta.dirname, '..', 'data')
const known = readKnown(dataDir)
const rows = illustrate(known)
writeFileSync(join(dataDir, 'illustrative.csv'), tableOf(rows, known.catalogue))
console.log(`data/illustrative.csv: ${rows.length} rows, made up and marked as such`)
