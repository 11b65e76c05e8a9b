import type { Migration } from 'kysely'
import { Migrator } from 'kysely'
import type { Store } from './connect'
import { core } from './migrations/0001-core'
import { boundariesAndAudit } from './migrations/0002-boundaries-and-audit'
import { snapshots } from './migrations/0003-snapshots'
import { scenarios } from './migrations/0004-scenarios'
import { accounts } from './migrations/0005-accounts'
import { intake } from './migrations/0006-intake'
import { places } from './migrations/0007-places'
import { commitments } from './migrations/0008-commitments'
import { boundaryCandidates } from './migrations/0010-boundary-candidates'
import { discardedReports } from './migrations/0011-discarded-reports'
import { boundaryDetails } from './migrations/0012-boundary-details'
import { attempts } from './migrations/0013-attempts'
import { packedFigures } from './migrations/0014-packed-figures'
import { placeElevations } from './migrations/0015-place-elevations'
import { StoreError } from './problem'

/** Every change of the schema, in order. They only go forward; the way back is a backup. */
export const migrations: Record<string, Migration> = {
  '0001-core': core,
  '0002-boundaries-and-audit': boundariesAndAudit,
  '0003-snapshots': snapshots,
  '0004-scenarios': scenarios,
  '0005-accounts': accounts,
  '0006-intake': intake,
  '0007-places': places,
  '0008-commitments': commitments,
  '0010-boundary-candidates': boundaryCandidates,
  '0011-discarded-reports': discardedReports,
  '0012-boundary-details': boundaryDetails,
  '0013-attempts': attempts,
  '0014-packed-figures': packedFigures,
  '0015-place-elevations': placeElevations,
}

/**
 * Brings the tables to what this program expects: all pending steps take effect, or none.
 * @returns the names of the steps taken
 * @throws StoreError when a newer version of the program has already changed the tables, or a step fails
 */
export async function migrate(store: Store): Promise<string[]> {
  const migrator = new Migrator({ db: store, provider: { getMigrations: async () => migrations } })
  const done = await takenSteps(store)
  const unknown = done.filter((name) => !(name in migrations))
  if (unknown.length > 0) throw madeByNewer(unknown)
  // without this the migrator would write its lock at each start
  if (done.length === Object.keys(migrations).length) return []
  const { error, results = [] } = await migrator.migrateToLatest()
  if (error !== undefined) throw failed(results.find((step) => step.status === 'Error')?.migrationName, error)
  return results.map((step) => step.migrationName)
}

async function takenSteps(store: Store): Promise<string[]> {
  const tables = await store.introspection.getTables({ withInternalKyselyTables: true })
  if (!tables.some((table) => table.name === 'kysely_migration')) return []
  const rows = await store
    .withTables<{ kysely_migration: { name: string } }>()
    .selectFrom('kysely_migration')
    .select('name')
    .orderBy('name')
    .execute()
  return rows.map((row) => row.name)
}

const madeByNewer = (names: readonly string[]) =>
  new StoreError({
    vi: `Cơ sở dữ liệu đã được một phiên bản mới hơn của chương trình sử dụng (bước ${names.join(', ')}). Hãy cài lại phiên bản mới hơn, hoặc khôi phục bản sao lưu có trước khi nâng cấp.`,
    en: `The database has been used by a newer version of the program (step ${names.join(', ')}). Install that newer version again, or restore the backup made before the upgrade.`,
  })

const failed = (name: string | undefined, cause: unknown) =>
  new StoreError(
    {
      vi: `Không nâng cấp được cơ sở dữ liệu${name === undefined ? '' : ` (bước ${name})`}: ${String(cause)}. Dữ liệu vẫn như trước khi nâng cấp.`,
      en: `The database could not be upgraded${name === undefined ? '' : ` (step ${name})`}: ${String(cause)}. The data are as they were before.`,
    },
    { cause },
  )
