import { z } from '@hono/zod-openapi'
import { passwordLength } from '#domain/passwords'
import type { Account } from '#domain/rights'
import { roles } from '#domain/rights'
import { UnitCodeSchema, VintageSchema } from './schemas'

export const RoleSchema = z.enum(roles).openapi('Role')

export const AreaSchema = z
  .object({ vintage: VintageSchema, code: UnitCodeSchema })
  .openapi('Area', { description: 'The territory an account answers for, with everything in it' })

export const AccountSchema = z
  .object({
    id: z.string(),
    name: z.string(),
    email: z.string(),
    role: RoleSchema,
    area: AreaSchema.nullable().openapi({ description: 'Null for the whole province' }),
  })
  .openapi('Account') satisfies z.ZodType<Account>

export const NameSchema = z
  .string()
  .trim()
  .min(1, 'Hãy ghi họ tên / give a name')
  .max(120, 'Tối đa 120 chữ / at most 120 letters')

export const EmailSchema = z
  .string()
  .trim()
  .toLowerCase()
  .max(254, 'E-mail quá dài / the e-mail is too long')
  .pipe(z.email('Đây không phải là địa chỉ e-mail / this is not an e-mail address'))

/** As it is typed: its rules need the name, and are told with the reason. */
export const PasswordSchema = z
  .string()
  .max(passwordLength.most * 4, 'Mật khẩu quá dài / the password is too long')
  .openapi({ format: 'password' })

export const jsonOf = <T extends z.ZodType>(schema: T) => ({ content: { 'application/json': { schema } } })
