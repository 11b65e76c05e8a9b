import { record } from './audit'
import type { Store } from './connect'

/** Whether people without an account may read the published figures. */
export const readings = ['open', 'closed'] as const
export type Reading = (typeof readings)[number]

const key = 'public-reading'

/** Open until an administrator closes it. */
export async function publicReading(store: Store): Promise<Reading> {
  const row = await store.selectFrom('setting').select('value').where('key', '=', key).executeTakeFirst()
  return readings.find((reading) => reading === row?.value) ?? 'open'
}

export async function setPublicReading(store: Store, reading: Reading, actor: string): Promise<void> {
  await store.transaction().execute(async (trx) => {
    const before = await publicReading(trx)
    await trx
      .insertInto('setting')
      .values({ key, value: reading })
      .onConflict((conflict) => conflict.column('key').doUpdateSet({ value: reading }))
      .execute()
    await record(trx, {
      actor,
      action: 'set-public-reading',
      subject: `setting/${key}`,
      detail: { before, after: reading },
    })
  })
}
