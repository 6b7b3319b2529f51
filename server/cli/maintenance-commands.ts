import { sql } from 'kysely';
import * as z from 'zod';
import { rotateServerKey } from '../admin/rotate-server-key.ts';
import { appendAuditLine, verifyAuditTrail } from '../db/audit-trail.ts';
import { clearWriteAheadLog, type ServerStore, storeEngineOf } from '../db/open-store.ts';
import { runRetention } from '../retention/run-retention.ts';
import type { AdminCommand } from './admin-commands.ts';
import { useRecoveryKeyCommand } from './recovery-commands.ts';

/** Statements for the tables with erased content (`docs/retention.md`), each run outside of a transaction. */
const vacuumStatements = [
  sql`vacuum (full) entries`,
  sql`vacuum (full) documents`,
  sql`vacuum (full) document_places`,
  sql`vacuum (full) held_ops`,
  sql`vacuum (full) parked`,
  sql`vacuum (full) erased_fields`,
  sql`vacuum (full) sealed_words`,
  sql`vacuum (full) data_requests`,
  sql`vacuum (full) logs`,
  sql`vacuum (full) persons`,
  sql`vacuum (full) devices`,
];

/**
 * `vacuum`: remove erased bytes from the disk, with a line in the audit trail. PostgreSQL rewrites the tables (`VACUUM
 * (FULL)`), each locked meanwhile. The embedded store empties its write-ahead log. For the operator's timer.
 */
export const vacuumCommand: AdminCommand = {
  options: {},
  ask: z.looseObject({}),
  run: async ({ store, dependencies }) => {
    const engine = storeEngineOf(store);
    const done = { engine, isClear: await vacuumStore(store) };
    await appendAuditLine(store, dependencies, { actor: 'command line', act: 'vacuum', subject: done });
    return done;
  },
};

async function vacuumStore(store: ServerStore): Promise<boolean> {
  if (storeEngineOf(store) === 'sqlite') return clearWriteAheadLog(store);
  for (const statement of vacuumStatements) await statement.execute(store);
  return true;
}

const RetentionOptions = z.object({ erase: z.boolean().default(false) });

/**
 * `retention [--erase]`: list content that is due for erasure, since when it is listed, and when it may be erased. With
 * `--erase`, content listed for its 30 days is erased, and nothing sooner.
 */
export const retentionCommand: AdminCommand = {
  options: { erase: { type: 'boolean' } },
  ask: RetentionOptions,
  run: ({ store, dependencies }, ask) =>
    runRetention(store, dependencies, { erases: RetentionOptions.parse(ask).erase, actor: 'command line' }),
};

const VerifyAuditOptions = z.object({
  known: z
    .string()
    .regex(/^[0-9a-f]{64}$/)
    .optional(),
});

const RotateKeyOptions = z.object({ compromised: z.boolean().default(false) });

/** Commands on the audit trail and on keys that only the operator may export. */
export const auditAndKeyCommands: Readonly<Record<string, AdminCommand>> = {
  /** `--known HEAD`: head of an earlier run, noted elsewhere, which must be in the trail. */
  'verify-audit': {
    options: { known: { type: 'string' } },
    ask: VerifyAuditOptions,
    run: ({ store }, ask) => verifyAuditTrail(store, VerifyAuditOptions.parse(ask).known ?? null),
  },
  /**
   * In force with the next request; devices follow by the statement of the key that they pin. `--compromised`: the
   * former key may be stolen, and every device learns that no signature of it counts any more.
   */
  'rotate-key': {
    options: { compromised: { type: 'boolean' } },
    ask: RotateKeyOptions,
    run: ({ store, dependencies }, ask) =>
      store.transaction().execute(async (tx) => {
        const { compromised } = RotateKeyOptions.parse(ask);
        const serverKeyRotation = await rotateServerKey(tx, dependencies, compromised);
        const { from, key } = serverKeyRotation;
        const subject = { from, key, ...(compromised && { compromised }) };
        await appendAuditLine(tx, dependencies, { actor: 'command line', act: 'rotate-key', subject });
        return serverKeyRotation;
      }),
  },
  'use-recovery-key': useRecoveryKeyCommand,
};
