import { randomUUID } from 'node:crypto'
import type { Account, Area, Role } from '#domain/rights'
import type { NewAccount } from './accounts'
import { accountWithEmail, accountWithId, actingAdministrators, actorOf } from './accounts'
import { addAccount, areaColumns, areaFrom, putPassword } from './accounts'
import { record } from './audit'
import type { Store } from './connect'
import type { InvitationTable } from './schema'

/** A link that lets one person in once. Its secret is kept as a hash only. */
export type Invitation = {
  id: string
  kind: InvitationTable['kind']
  role: Role
  area: Area | null
  name: string
  /** The address the person must use; null when they may choose. */
  email: string | null
  /** Whose password is set anew, or who came of it. */
  accountId: string | null
  createdBy: string | null
  createdAt: string
  expiresAt: string
  usedAt: string | null
  revokedAt: string | null
}

/** What an administrator says of the person they invite. */
export type Invited = { role: Role; area: Area | null; name: string; email: string | null }

type Link = { tokenHash: string; expiresAt: string }

/** Makes the link of the first administrator, and with that the earlier ones void. @returns false when there is one */
export async function renewFirstLink(store: Store, link: Link): Promise<boolean> {
  return store.transaction().execute(async (trx) => {
    if ((await actingAdministrators(trx)) > 0) return false
    await trx.deleteFrom('invitation').where('kind', '=', 'first').where('used_at', 'is', null).execute()
    await insert(trx, 'first', link, { role: 'administrator', area: null, name: '', email: null }, null)
    return true
  })
}

/** Invites a person. */
export async function invite(
  store: Store,
  link: Link,
  invited: Invited,
  actor: Account,
): Promise<Invitation | 'email-taken'> {
  return store.transaction().execute(async (trx) => {
    if (invited.email !== null && (await accountWithEmail(trx, invited.email))) return 'email-taken'
    const invitation = await insert(trx, 'join', link, invited, actor)
    await record(trx, {
      actor: actorOf(actor),
      action: 'invite',
      subject: `invitation/${invitation.id}`,
      detail: {
        name: invited.name,
        email: invited.email,
        role: invited.role,
        area: invited.area ? `${invited.area.vintage}/${invited.area.code}` : null,
      },
    })
    return invitation
  })
}

/** Makes the link by which a person sets their password anew; earlier ones become void. */
export async function offerReset(
  store: Store,
  link: Link,
  accountId: string,
  actor: Account,
): Promise<Invitation | 'unknown'> {
  return store.transaction().execute(async (trx) => {
    const account = await accountWithId(trx, accountId)
    if (!account) return 'unknown'
    await trx
      .updateTable('invitation')
      .set({ revoked_at: new Date().toISOString() })
      .where('kind', '=', 'reset')
      .where('account_id', '=', accountId)
      .where('used_at', 'is', null)
      .where('revoked_at', 'is', null)
      .execute()
    const invitation = await insert(trx, 'reset', link, account, actor, accountId)
    await record(trx, {
      actor: actorOf(actor),
      action: 'offer-password-reset',
      subject: actorOf(account),
      detail: { invitation: invitation.id },
    })
    return invitation
  })
}

/** Every link that administrators made, the latest first. */
export async function invitationsOf(store: Store): Promise<Invitation[]> {
  const rows = await store
    .selectFrom('invitation')
    .selectAll()
    .where('kind', '!=', 'first')
    .orderBy('created_at', 'desc')
    .orderBy('id')
    .execute()
  return rows.map(invitationFrom)
}

/** The link with this secret if it can still be used, or null. */
export async function openInvitation(store: Store, tokenHash: string): Promise<Invitation | null> {
  const row = await store
    .selectFrom('invitation')
    .selectAll()
    .where('token_hash', '=', tokenHash)
    .where('used_at', 'is', null)
    .where('revoked_at', 'is', null)
    .where('expires_at', '>', new Date().toISOString())
    .executeTakeFirst()
  return row ? invitationFrom(row) : null
}

/** The invitation by which a person with this e-mail may join, or null. */
export async function invitationFor(store: Store, email: string): Promise<Invitation | null> {
  const row = await store
    .selectFrom('invitation')
    .selectAll()
    .where('kind', '=', 'join')
    .where('email', '=', email.toLowerCase())
    .where('used_at', 'is', null)
    .where('revoked_at', 'is', null)
    .where('expires_at', '>', new Date().toISOString())
    .orderBy('created_at', 'desc')
    .executeTakeFirst()
  return row ? invitationFrom(row) : null
}

/** Makes a link void. @returns false when there is none that could still be used */
export async function revoke(store: Store, id: string, actor: Account): Promise<boolean> {
  return store.transaction().execute(async (trx) => {
    const result = await trx
      .updateTable('invitation')
      .set({ revoked_at: new Date().toISOString() })
      .where('id', '=', id)
      .where('used_at', 'is', null)
      .where('revoked_at', 'is', null)
      .executeTakeFirst()
    if (result.numUpdatedRows === 0n) return false
    await record(trx, {
      actor: actorOf(actor),
      action: 'revoke-invitation',
      subject: `invitation/${id}`,
      detail: {},
    })
    return true
  })
}

/** Uses a link: makes the account, or sets the password anew. Of two people with one link, one is let in. */
export async function join(
  store: Store,
  tokenHash: string,
  person: Pick<NewAccount, 'name' | 'email' | 'passwordHash'>,
): Promise<Account | 'spent' | 'email-taken'> {
  return store.transaction().execute(async (trx) => {
    const invitation = await openInvitation(trx, tokenHash)
    if (!invitation) return 'spent'
    // a second link may have been printed by another start before this one was used
    if (invitation.kind === 'first' && (await actingAdministrators(trx)) > 0) return 'spent'
    if (invitation.kind === 'reset' && invitation.accountId !== null) {
      const account = await accountWithId(trx, invitation.accountId)
      if (!account || account.isDisabled) return 'spent'
      await useUp(trx, invitation.id, account.id)
      await putPassword(trx, account.id, person.passwordHash, actorOf(account))
      return account
    }
    if (await accountWithEmail(trx, person.email)) return 'email-taken'
    const account = { ...accountOf(invitation), name: person.name, email: person.email.toLowerCase() }
    await addAccount(trx, {
      ...account,
      passwordHash: person.passwordHash,
      isEmailVouched: invitation.email !== null,
    })
    await noteJoined(trx, invitation, account)
    return account
  })
}

/** Notes that an invitation has become an account. Call it in the transaction that makes the account. */
export async function noteJoined(trx: Store, invitation: Invitation, account: Account): Promise<void> {
  await useUp(trx, invitation.id, account.id)
  await record(trx, {
    actor: actorOf(account),
    action: invitation.kind === 'first' ? 'become-first-administrator' : 'join',
    subject: actorOf(account),
    detail: { invitation: invitation.id, name: account.name, email: account.email, role: account.role },
  })
}

const accountOf = ({ role, area }: Invitation) => ({ id: randomUUID(), role, area })

const useUp = (trx: Store, id: string, accountId: string) =>
  trx
    .updateTable('invitation')
    .set({ used_at: new Date().toISOString(), account_id: accountId })
    .where('id', '=', id)
    .execute()

async function insert(
  trx: Store,
  kind: Invitation['kind'],
  { tokenHash, expiresAt }: Link,
  { role, area, name, email }: Invited,
  actor: Account | null,
  accountId: string | null = null,
): Promise<Invitation> {
  const row: InvitationTable = {
    id: randomUUID(),
    kind,
    token_hash: tokenHash,
    role,
    ...areaColumns(area),
    name,
    email: email?.toLowerCase() ?? null,
    account_id: accountId,
    created_by: actor?.id ?? null,
    created_at: new Date().toISOString(),
    expires_at: expiresAt,
    used_at: null,
    revoked_at: null,
  }
  await trx.insertInto('invitation').values(row).execute()
  return invitationFrom(row)
}

const invitationFrom = (row: InvitationTable): Invitation => ({
  id: row.id,
  kind: row.kind,
  role: row.role,
  area: areaFrom(row),
  name: row.name,
  email: row.email,
  accountId: row.account_id,
  createdBy: row.created_by,
  createdAt: row.created_at,
  expiresAt: row.expires_at,
  usedAt: row.used_at,
  revokedAt: row.revoked_at,
})
