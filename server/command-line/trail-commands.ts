import * as z from 'zod';
import { audit } from '../identity/audit.ts';
import { serverIdentity } from '../identity/server-identity.ts';
import { verifyAudit } from '../identity/verify-audit.ts';
import type { AdminCommand } from './admin-commands.ts';

const VerifyAsk = z.object({
  known: z
    .string()
    .regex(/^[0-9a-f]{64}$/)
    .optional(),
});

/** Commands on the audit trail and on what only the operator may take out of the store. */
export const trailCommands: Readonly<Record<string, AdminCommand>> = {
  /** `--known HEAD`: the head of an earlier run, noted elsewhere, must be in the trail. */
  'verify-audit': {
    options: { known: { type: 'string' } },
    ask: VerifyAsk,
    run: ({ store }, ask) => verifyAudit(store, VerifyAsk.parse(ask).known ?? null),
  },
  /** For the safe: a copy of the recovery key survives the loss of the store. */
  'export-recovery-key': {
    options: {},
    ask: z.looseObject({}),
    run: async ({ store, surroundings }) => {
      const { recovery } = await serverIdentity(store, surroundings);
      await audit(store, surroundings, { actor: 'command line', act: 'export-recovery-key', subject: {} });
      return recovery;
    },
  },
};
