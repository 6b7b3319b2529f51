import * as z from 'zod';
import { audit } from '../identity/audit.ts';
import { rotateKey } from '../identity/rotate-key.ts';
import { verifyAudit } from '../identity/verify-audit.ts';
import type { AdminCommand } from './admin-commands.ts';
import { useRecoveryKeyCommand } from './recovery-commands.ts';

const VerifyAsk = z.object({
  known: z
    .string()
    .regex(/^[0-9a-f]{64}$/)
    .optional(),
});

const RotateAsk = z.object({ compromised: z.boolean().default(false) });

/** Commands on the audit trail and on what only the operator may take out of the store. */
export const trailCommands: Readonly<Record<string, AdminCommand>> = {
  /** `--known HEAD`: the head of an earlier run, noted elsewhere, must be in the trail. */
  'verify-audit': {
    options: { known: { type: 'string' } },
    ask: VerifyAsk,
    run: ({ store }, ask) => verifyAudit(store, VerifyAsk.parse(ask).known ?? null),
  },
  /**
   * In force with the next request; devices learn it by the word of the key that they pin. `--compromised`: the former key
   * may be in other hands, and every device is told that nothing under it counts any more.
   */
  'rotate-key': {
    options: { compromised: { type: 'boolean' } },
    ask: RotateAsk,
    run: ({ store, surroundings }, ask) =>
      store.transaction().execute(async (tx) => {
        const { compromised } = RotateAsk.parse(ask);
        const rotation = await rotateKey(tx, surroundings, compromised);
        const { from, key } = rotation;
        const subject = { from, key, ...(compromised && { compromised }) };
        await audit(tx, surroundings, { actor: 'command line', act: 'rotate-key', subject });
        return rotation;
      }),
  },
  'use-recovery-key': useRecoveryKeyCommand,
};
