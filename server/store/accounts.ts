import type { Account, Area, Role } from '#domain/rights'
import { record } from './audit'
import type { Store } from './connect'
import type { AccountTable } from './schema'

/** An account as the administrator sees it. Times are ISO 8601, UTC. */
export type AccountRecord = Account & {
  isDisabled: boolean
  createdAt: string
  lastSignInAt: string | null
}

/** Name of an account in the audit trail. */
export const actorOf = ({ id }: Pick<Account, 'id'>): string => `account/${id}`

/** Every account, in the order in which they were made. */
export async function accountsOf(store: Store): Promise<AccountRecord[]> {
  const rows = await store.selectFrom('account').selectAll().orderBy('created_at').orderBy('id').execute()
  return rows.map(accountFrom)
}

/** The account with this id, or null. */
export async function accountWithId(store: Store, id: string): Promise<AccountRecord | null> {
  const row = await store.selectFrom('account').selectAll().where('id', '=', id).executeTakeFirst()
  return row ? accountFrom(row) : null
}

/** The account with this e-mail, whatever its capitals, or null. */
export async function accountWithEmail(store: Store, email: string): Promise<AccountRecord | null> {
  const row = await store
    .selectFrom('account')
    .selectAll()
    .where('email', '=', email.toLowerCase())
    .executeTakeFirst()
  return row ? accountFrom(row) : null
}

/** What an administrator may change of an account; what is left out stays. */
export type AccountChange = { role?: Role; area?: Area | null; isDisabled?: boolean }

/** Changes an account and ends the sessions of one that is disabled. The last administrator stays one. */
export async function changeAccount(
  store: Store,
  id: string,
  change: AccountChange,
  actor: string,
): Promise<AccountRecord | 'unknown' | 'last-administrator'> {
  return store.transaction().execute(async (trx) => {
    const before = await accountWithId(trx, id)
    if (!before) return 'unknown'
    const after = { ...before, ...change }
    const loses = isActing(before) && !isActing(after)
    if (loses && (await actingAdministrators(trx)) === 1) return 'last-administrator'
    await trx
      .updateTable('account')
      .set({
        role: after.role,
        ...areaColumns(after.area),
        disabled: after.isDisabled ? 1 : 0,
        updated_at: new Date().toISOString(),
      })
      .where('id', '=', id)
      .execute()
    if (after.isDisabled) await endSessions(trx, id)
    await record(trx, {
      actor,
      action: 'change-account',
      subject: actorOf(before),
      detail: { ...told('before', before), ...told('after', after) },
    })
    return after
  })
}

/** How many administrators can sign in. */
export async function actingAdministrators(store: Store): Promise<number> {
  const { count } = await store
    .selectFrom('account')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('role', '=', 'administrator')
    .where('disabled', '=', 0)
    .executeTakeFirstOrThrow()
  return count
}

/** Notes that an account has just signed in. */
export async function noteSignIn(store: Store, id: string): Promise<void> {
  await store.transaction().execute(async (trx) => {
    const at = new Date().toISOString()
    await trx.updateTable('account').set({ last_sign_in_at: at }).where('id', '=', id).execute()
    await record(trx, { actor: `account/${id}`, action: 'sign-in', subject: `account/${id}`, detail: {} })
  })
}

/** The hash of the password of an account; null when it signs in elsewhere. */
export async function passwordHashOf(store: Store, id: string): Promise<string | null> {
  const row = await store
    .selectFrom('credential')
    .select('password')
    .where('account_id', '=', id)
    .where('provider_id', '=', 'credential')
    .executeTakeFirst()
  return row?.password ?? null
}

/** Sets the password of an account and ends its sessions: who knew the old one is out. */
export async function setPassword(store: Store, id: string, hash: string, actor: string): Promise<void> {
  await store.transaction().execute((trx) => putPassword(trx, id, hash, actor))
}

/** The same inside a transaction that does more. */
export async function putPassword(trx: Store, id: string, hash: string, actor: string): Promise<void> {
  const at = new Date().toISOString()
  await trx
    .insertInto('credential')
    .values({ ...noTokens, ...credential(id, hash, at) })
    .onConflict((conflict) =>
      conflict.columns(['provider_id', 'subject']).doUpdateSet({ password: hash, updated_at: at }),
    )
    .execute()
  await endSessions(trx, id)
  await record(trx, { actor, action: 'set-password', subject: `account/${id}`, detail: {} })
}

/** A person who joins, with the hash of the password they chose. */
export type NewAccount = Account & { passwordHash: string; isEmailVouched: boolean }

/** Adds an account inside a transaction that notes why. */
export async function addAccount(trx: Store, account: NewAccount): Promise<void> {
  const at = new Date().toISOString()
  await trx
    .insertInto('account')
    .values({
      id: account.id,
      name: account.name,
      email: account.email.toLowerCase(),
      email_verified: account.isEmailVouched ? 1 : 0,
      image: null,
      created_at: at,
      updated_at: at,
      role: account.role,
      ...areaColumns(account.area),
      disabled: 0,
      last_sign_in_at: null,
    })
    .execute()
  await trx
    .insertInto('credential')
    .values({ ...noTokens, ...credential(account.id, account.passwordHash, at) })
    .execute()
}

const endSessions = (trx: Store, id: string) =>
  trx.deleteFrom('session').where('account_id', '=', id).execute()

const noTokens = {
  access_token: null,
  refresh_token: null,
  id_token: null,
  access_token_expires_at: null,
  refresh_token_expires_at: null,
  scope: null,
}

const credential = (id: string, hash: string, at: string) => ({
  id: `password-${id}`,
  account_id: id,
  provider_id: 'credential',
  subject: id,
  password: hash,
  created_at: at,
  updated_at: at,
})

const isActing = ({ role, isDisabled }: Pick<AccountRecord, 'role' | 'isDisabled'>) =>
  role === 'administrator' && !isDisabled

const told = (when: 'before' | 'after', { role, area, isDisabled }: AccountRecord) => ({
  [`role_${when}`]: role,
  [`area_${when}`]: area ? `${area.vintage}/${area.code}` : null,
  [`disabled_${when}`]: isDisabled ? 1 : 0,
})

/** The two columns of an area. */
export const areaColumns = (area: Area | null) => ({
  area_vintage: area?.vintage ?? null,
  area_code: area?.code ?? null,
})

/** The area of two columns. */
export const areaFrom = (row: Pick<AccountTable, 'area_vintage' | 'area_code'>): Area | null =>
  row.area_vintage === null || row.area_code === null
    ? null
    : { vintage: row.area_vintage, code: row.area_code }

const accountFrom = (row: AccountTable): AccountRecord => ({
  id: row.id,
  name: row.name,
  email: row.email,
  role: row.role,
  area: areaFrom(row),
  isDisabled: row.disabled === 1,
  createdAt: row.created_at,
  lastSignInAt: row.last_sign_in_at,
})
