import * as z from 'zod';
import { PersonId } from '#domain/ids.ts';
import { decide } from '../admin/approvals.ts';
import { confirmAdministrator } from '../identity/administrator-ties.ts';
import { audit } from '../identity/audit.ts';
import type { AdminCommand } from './admin-commands.ts';
import { CommandProblem } from './command-problem.ts';

const ConfirmAsk = z.object({ person: PersonId });
const ApproveAsk = z.object({ approval: z.guid() });
const text = { type: 'string' } as const;

/** The operator of the server as the second person, and as the one who says which administrators are two people. */
export const approvalCommands: Readonly<Record<string, AdminCommand>> = {
  /** This administrator counts as a second person from now on, also for who added them. Until they are let in anew. */
  'confirm-administrator': {
    options: { person: text },
    ask: ConfirmAsk,
    run: ({ store, surroundings }, ask) =>
      store.transaction().execute(async (tx) => {
        const { person } = ConfirmAsk.parse(ask);
        const confirmed = await confirmAdministrator(tx, person, surroundings.nowMs());
        if (!confirmed.ok) throw new CommandProblem(words[confirmed.refusal]);
        await audit(tx, surroundings, {
          actor: 'command line',
          act: 'confirm-administrator',
          subject: { person },
        });
        return { confirmed: true };
      }),
  },
  /** What waits for a second person. */
  approvals: {
    options: {},
    ask: z.looseObject({}),
    run: async ({ store, surroundings }) => ({
      approvals: await store
        .selectFrom('approvals')
        .select(['id as approval', 'kind', 'person', 'asked_by as askedBy', 'asked_ms as askedMs'])
        .where('state', '=', 'waiting')
        .where('ends_ms', '>', surroundings.nowMs())
        .orderBy('asked_ms')
        .execute(),
    }),
  },
  approve: {
    options: { approval: text },
    ask: ApproveAsk,
    run: ({ store, surroundings }, ask) =>
      store.transaction().execute(async (tx) => {
        const { approval } = ApproveAsk.parse(ask);
        const done = await decide(tx, surroundings, { approval, by: null, decision: 'approve' });
        if (!done.ok) throw new CommandProblem('Nothing waits under this id');
        return { approved: true };
      }),
  },
};

const words = {
  noAdministrator: 'There is no such administrator',
  noFactor: 'This administrator has not set up a passkey or an authenticator yet',
} as const;
