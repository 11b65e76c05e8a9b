import type { Kysely, RawBuilder } from 'kysely'
import { sql } from 'kysely'

// The index of positions is SQLite's R*Tree (sqlite.org/rtree.html); another database needs its own version of this
// file. It rounds rectangles outwards to 32 bits, so what it finds is compared with the exact position again.

/** West, south, east, north, in degrees. */
export type Box = readonly [west: number, south: number, east: number, north: number]

type Placed = 'village' | 'facility'

/** An R*Tree over the positions of the records that count now, which triggers keep up with the table. */
export async function makeSpotIndex(db: Kysely<unknown>, table: Placed): Promise<void> {
  const spot = sql.table(`${table}_spot`)
  await sql`create virtual table ${spot} using rtree("row", west, east, south, north)`.execute(db)
  await sql`
    create trigger ${sql.id(`${table}_spot_added`)} after insert on ${sql.table(table)}
    when new.lon is not null and new.until_version is null
    begin insert into ${spot} values (new."row", new.lon, new.lon, new.lat, new.lat); end
  `.execute(db)
  await sql`
    create trigger ${sql.id(`${table}_spot_ended`)} after update of until_version on ${sql.table(table)}
    when new.until_version is not null
    begin delete from ${spot} where "row" = new."row"; end
  `.execute(db)
}

/** Condition that a record lies in the box, edges included, asked of the index first. */
export const isInBox = (table: Placed, [west, south, east, north]: Box): RawBuilder<boolean> => sql<boolean>`
  ${sql.ref(`${table}.row`)} in (
    select "row" from ${sql.table(`${table}_spot`)}
    where east >= ${west} and west <= ${east} and north >= ${south} and south <= ${north}
  )
  and ${sql.ref(`${table}.lon`)} between ${west} and ${east}
  and ${sql.ref(`${table}.lat`)} between ${south} and ${north}
`

/** A column that SQLite shall not look up in an index (sqlite.org/optoverview.html, "the unary + operator"). */
export const outsideIndex = (column: string): RawBuilder<string> => sql<string>`+${sql.ref(column)}`
