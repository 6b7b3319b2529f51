import * as z from 'zod';
import { PersonId } from '#domain/ids.ts';
import { Role } from '#domain/people/role.ts';

/**
 * Steps that a new headquarters still needs, in their order: two independent administrators, the programme's log,
 * somebody who creates missions, a first mission.
 */
export const SetupStep = z.enum(['administrators', 'programme', 'manager', 'mission']);
export type SetupStep = z.infer<typeof SetupStep>;

/** Person who is signed in: the response to sign-in and to GET /console/me. Sign-out is POST /console/sign-out (204). */
export const SignedInPersonResponse = z.readonly(
  z.object({
    person: PersonId,
    name: z.string(),
    role: Role,
    /** False for an administrator (docs/requirements.md A3): missions and devices are shown, documents are not. */
    readsContent: z.boolean(),
    seesDevices: z.boolean(),
    /** True for an administrator of people, laptops, codes, recovery and the audit trail (admin-api.ts). */
    administers: z.boolean(),
    /** `setup`: signed in by a code alone. Until the person has a second factor, no other request is answered. */
    session: z.enum(['full', 'setup']),
    /** True when the person has a passkey or an authenticator. */
    hasSecondFactor: z.boolean(),
    missing: z.readonly(z.array(SetupStep)),
    server: z.readonly(z.object({ name: z.string(), version: z.string() })),
  }),
);
export type SignedInPersonResponse = z.infer<typeof SignedInPersonResponse>;
