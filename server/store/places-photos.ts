import { createHash } from 'node:crypto'
import { record } from './audit'
import type { Store } from './connect'

export type NewPhoto = {
  content: Uint8Array
  width: number
  height: number
  by: { id: string; name: string }
}

/** Keeps a photo under the SHA-256 of its bytes: the same photo is kept once. */
export const addPhoto = (store: Store, { content, width, height, by }: NewPhoto): Promise<string> =>
  store.transaction().execute(async (trx) => {
    const id = createHash('sha256').update(content).digest('hex')
    const known = await trx.selectFrom('place_photo').select('id').where('id', '=', id).executeTakeFirst()
    if (known) return id
    await trx
      .insertInto('place_photo')
      .values({
        id,
        width,
        height,
        bytes: content.byteLength,
        added_by: by.id,
        added_at: new Date().toISOString(),
        content,
      })
      .execute()
    const detail = { name: by.name, bytes: content.byteLength }
    await record(trx, { actor: by.id, action: 'add-photo', subject: `photo/${id}`, detail })
    return id
  })

/** A photo, and whether a facility on record ever showed it; null when there is none. */
export async function photoOf(
  store: Store,
  id: string,
): Promise<{ content: Uint8Array; isPublished: boolean } | null> {
  const photo = await store
    .selectFrom('place_photo')
    .select('content')
    .where('id', '=', id)
    .executeTakeFirst()
  if (!photo) return null
  const shown = await store
    .selectFrom('facility')
    .select('row')
    .where('photo', '=', id)
    .limit(1)
    .executeTakeFirst()
  return { content: photo.content, isPublished: shown !== undefined }
}

/** Size of all photos together. */
export async function photoBytes(store: Store): Promise<number> {
  const row = await store
    .selectFrom('place_photo')
    .select(({ fn }) => fn.sum<number>('bytes').as('bytes'))
    .executeTakeFirst()
  return row?.bytes ?? 0
}
