import { sql } from 'kysely';
import * as z from 'zod';
import { audit } from '../identity/audit.ts';
import { clearWriteAheadLog } from '../store/clear-write-ahead-log.ts';
import { engineOf, type Store } from '../store/open-store.ts';
import type { AdminCommand } from './admin-commands.ts';

/** Of the tables in which something is erased (`docs/retention.md`); each a statement of its own, in no transaction. */
const vacuums = [
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
 * `vacuum`: takes what was erased off the disk, and leaves a line in the audit trail. PostgreSQL writes the tables anew
 * (`VACUUM (FULL)`), each locked meanwhile; the embedded store empties its write-ahead log. For the operator's clock.
 */
export const vacuumCommand: AdminCommand = {
  options: {},
  ask: z.looseObject({}),
  run: async ({ store, surroundings }) => {
    const engine = engineOf(store);
    const done = { engine, isClear: await vacuum(store) };
    await audit(store, surroundings, { actor: 'command line', act: 'vacuum', subject: done });
    return done;
  },
};

async function vacuum(store: Store): Promise<boolean> {
  if (engineOf(store) === 'sqlite') return clearWriteAheadLog(store);
  for (const statement of vacuums) await statement.execute(store);
  return true;
}
