import type { LogId } from '#domain/ids.ts';
import { readLogRow } from '../log-table.ts';
import { bringLogBack } from './bring-log-back.ts';
import type { TakeOffParts } from './take-off.ts';

/**
 * Brings a mission back that a person had taken off: first the journal says so, so that it is not erased again whatever
 * happens next. Its records come from headquarters at the next contact. Again, it changes nothing.
 */
export const bringMissionBack = (
  { db, journal, owed, inTurn }: Pick<TakeOffParts, 'db' | 'journal' | 'owed' | 'inTurn'>,
  log: LogId,
): Promise<void> =>
  inTurn(async () => {
    const { erased } = await readLogRow(db, log);
    if (erased?.off === undefined) return;
    await journal.append([{ kind: 'logBack', log }]);
    try {
      // An async function of its own: only those does Dexie follow through native promises.
      await db.transaction('rw', db.tables, async () => {
        await bringLogBack(db, log);
      });
    } catch (error) {
      if (journal.isThere) owed.owe({ kind: 'logBack', log });
      throw error;
    }
  });
