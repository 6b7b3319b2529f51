import * as z from 'zod';
import { PersonId } from '#domain/ids.ts';
import { decideApproval } from '../admin/approvals.ts';
import { confirmAdministrator } from '../auth/persons.ts';
import { appendAuditLine } from '../db/audit-trail.ts';
import type { AdminCommand } from './admin-commands.ts';
import { CommandProblem } from './command-options.ts';

const ConfirmAdministratorOptions = z.object({ person: PersonId });
const ApproveOptions = z.object({ approval: z.guid() });
const approvalStringOption = { type: 'string' } as const;

/** Commands of the operator: acting as the second person, and confirming that administrators are independent. */
export const approvalCommands: Readonly<Record<string, AdminCommand>> = {
  /** Confirm this administrator as a second person, also for the one who added them. Until they are let in again. */
  'confirm-administrator': {
    options: { person: approvalStringOption },
    ask: ConfirmAdministratorOptions,
    run: ({ store, dependencies }, ask) =>
      store.transaction().execute(async (tx) => {
        const { person } = ConfirmAdministratorOptions.parse(ask);
        const confirmed = await confirmAdministrator(tx, person, dependencies.nowMs());
        if (!confirmed.ok) throw new CommandProblem(confirmationProblems[confirmed.refusal]);
        await appendAuditLine(tx, dependencies, {
          actor: 'command line',
          act: 'confirm-administrator',
          subject: { person },
        });
        return { confirmed: true };
      }),
  },
  /** Waiting approvals. */
  approvals: {
    options: {},
    ask: z.looseObject({}),
    run: async ({ store, dependencies }) => ({
      approvals: await store
        .selectFrom('approvals')
        .select(['id as approval', 'kind', 'person', 'asked_by as askedBy', 'asked_ms as askedMs'])
        .where('state', '=', 'waiting')
        .where('ends_ms', '>', dependencies.nowMs())
        .orderBy('asked_ms')
        .execute(),
    }),
  },
  approve: {
    options: { approval: approvalStringOption },
    ask: ApproveOptions,
    run: ({ store, dependencies }, ask) =>
      store.transaction().execute(async (tx) => {
        const { approval } = ApproveOptions.parse(ask);
        const done = await decideApproval(tx, dependencies, { approval, by: null, decision: 'approve' });
        if (!done.ok) throw new CommandProblem('Nothing waits under this id');
        return { approved: true };
      }),
  },
};

const confirmationProblems = {
  noAdministrator: 'There is no such administrator',
  noFactor: 'This administrator has not set up a passkey or an authenticator yet',
} as const;
