import type { User } from 'better-auth'
import type { Account } from '#domain/rights'
import { accountWithEmail, accountWithId, areaColumns } from '../store/accounts'
import { invitationFor, noteJoined } from '../store/accounts-invitations'
import type { Store } from '../store/connect'

// Who signs in through an identity provider must have been invited with the very e-mail the provider vouches for.

type Person = { email?: string | null | undefined; emailVerified?: boolean | undefined }

/** Whether a person known by the provider has an account, or an invitation that still holds. */
export async function mayEnter(store: Store, { email, emailVerified }: Person): Promise<boolean> {
  if (!email || emailVerified !== true) return false
  const account = await accountWithEmail(store, email)
  return account !== null || (await invitationFor(store, email)) !== null
}

/** The columns that an invitation decides. @throws Error when nobody invited the address */
export async function roleOfInvited(store: Store, email: string) {
  const invitation = await invitationFor(store, email)
  if (!invitation) throw new Error('nobody invited this address')
  const { area_vintage: areaVintage, area_code: areaCode } = areaColumns(invitation.area)
  return { role: invitation.role, areaVintage, areaCode, disabled: false }
}

/** Uses up the invitation of an account that has just been made by signing in. */
export async function welcome(store: Store, { id, email }: Pick<User, 'id' | 'email'>): Promise<void> {
  await store.transaction().execute(async (trx) => {
    const invitation = await invitationFor(trx, email)
    const account: Account | null = await accountWithId(trx, id)
    if (invitation && account) await noteJoined(trx, invitation, account)
  })
}
