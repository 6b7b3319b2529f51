import * as z from 'zod';
import { ErasedPart } from '#domain/document/erase-ops.ts';
import { Path } from '#domain/document/op.ts';
import { DocumentId, GroupId, LogId, PersonId } from '#domain/ids.ts';
import { SealRecipient, SealRole } from '#domain/path-rules/sealed-value.ts';
import { GroupRole, Role } from '#domain/people/role.ts';

const groupGain = {
  group: GroupId,
  people: z.readonly(z.array(PersonId)),
  roles: z.readonly(z.array(GroupRole)),
};

/** Waiting act as the database stores it. */
export const PendingAct = z.readonly(
  z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('add-person'), person: PersonId, name: z.string().max(200), role: Role }),
    z.object({ kind: z.literal('change-role'), person: PersonId, role: Role }),
    z.object({ kind: z.literal('reset-sign-in'), person: PersonId }),
    z.object({ kind: z.literal('grant'), person: PersonId, log: LogId, role: Role }),
    z.object({
      kind: z.literal('grant-many'),
      person: PersonId,
      logs: z.readonly(z.array(LogId)),
      role: Role,
    }),
    // The person's own role in every log, also in later ones; it must be the same when somebody agrees.
    z.object({ kind: z.literal('grant-every-log'), person: PersonId, role: Role }),
    // People who gain roles by a group; `person` is the first of them. Nobody else may, and no other roles (`auth/groups.ts`).
    z.object({ kind: z.literal('group-members'), person: PersonId, ...groupGain }),
    z.object({ kind: z.literal('group-roles'), person: PersonId, ...groupGain }),
    z.object({ kind: z.literal('enrol-code'), person: PersonId, minutes: z.int().positive() }),
    z.object({ kind: z.literal('console-code'), person: PersonId, minutes: z.int().positive() }),
    // `person` is the administrator in whose name the command line asked.
    z.object({ kind: z.literal('seal-key'), person: PersonId, role: SealRole, recipient: SealRecipient }),
    // `person` is the focal point who asked: the authors of the values are told, and decide nothing.
    z.object({
      kind: z.literal('erase-value'),
      person: PersonId,
      request: z.int().positive(),
      log: LogId,
      doc: DocumentId,
      path: Path,
      part: ErasedPart,
    }),
  ]),
);
export type PendingAct = z.infer<typeof PendingAct>;
