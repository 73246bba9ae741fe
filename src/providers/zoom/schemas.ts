import { z } from 'zod';

/** Zoom writes ids of roles and meetings as numbers in some answers, as text in others. */
const id = z.union([z.string().min(1), z.number()]).transform(String);
/** For people only: no reason to refuse an answer. */
const note = z.string().min(1).optional().catch(undefined);

/** GET /users/{userId}, as far as the engine uses it. */
export interface ZoomUser {
  id: string;
  email: string;
  status: 'pending' | 'active' | 'inactive';
  /** 1 Basic, 2 Licensed, 4 unassigned, 99 none. */
  type: number;
  /** `"0"` Owner, `"1"` Admin, `"2"` Member, else a custom role. */
  roleId?: string;
  roleName?: string;
  /** 100 work e-mail (has a password), 101 SSO, 1 Google, 24 Apple, 27 Microsoft; empty where Zoom names none. */
  loginTypes: number[];
  firstName?: string;
  lastName?: string;
  accountId?: string;
}

export const zoomUserSchema: z.ZodType<ZoomUser> = z
  .object({
    id: z.string().min(1),
    email: z.string().min(1),
    status: z.enum(['pending', 'active', 'inactive']),
    type: z.int(),
    role_id: id.nullish(),
    role_name: note,
    login_types: z.array(z.int()).nullish(),
    first_name: note,
    last_name: note,
    account_id: note,
  })
  .transform(({ role_id, role_name, login_types, first_name, last_name, account_id, ...user }) => ({
    ...user,
    loginTypes: login_types ?? [],
    ...(role_id != null && { roleId: role_id }),
    ...(role_name && { roleName: role_name }),
    ...(first_name && { firstName: first_name }),
    ...(last_name && { lastName: last_name }),
    ...(account_id && { accountId: account_id }),
  }));

/** What the account asks of passwords on top of Zoom's own rules; a field is absent where it asks nothing. */
export interface PasswordRequirement {
  minimumLength?: number;
  specialCharacter?: boolean;
  /** Runs such as "abcd" must be shorter than this. */
  consecutiveCharactersLength?: number;
}

/** GET /accounts/me/settings?option=security; 0 stands for "off". */
export const securitySettingsSchema: z.ZodType<PasswordRequirement | undefined> = z
  .object({
    security: z.object({
      password_requirement: z
        .object({
          minimum_password_length: z.number().nullish(),
          have_special_character: z.boolean().nullish(),
          consecutive_characters_length: z.number().nullish(),
        })
        .nullish(),
    }),
  })
  .transform(({ security: { password_requirement: asked } }) =>
    asked == null
      ? undefined
      : {
          ...(asked.minimum_password_length && { minimumLength: asked.minimum_password_length }),
          ...(asked.have_special_character && { specialCharacter: true }),
          ...(asked.consecutive_characters_length && {
            consecutiveCharactersLength: asked.consecutive_characters_length,
          }),
        },
  );

/** GET /users/{userId}/meetings?type=live. */
export const liveMeetingsSchema = z.object({
  meetings: z.array(z.object({ id })),
  next_page_token: z.string().nullish(),
});

/** POST /oauth/token; `expires_in` in seconds, `scope` separated by spaces. */
export const tokenSchema = z.object({
  access_token: z.string().regex(/^[\x21-\x7e]+$/),
  expires_in: z.number().positive(),
  scope: z.string().nullish(),
});
