import type { LogId } from '#domain/ids.ts';
import type { DataRequestsAnswer } from '#sync/protocol/data-requests-api.ts';
import type { Store, StoreTransaction } from '../store/open-store.ts';

/** The missions that there are, by the names that headquarters gave them: what is written in them is not asked. */
export const readNamedMissions = (store: Store | StoreTransaction): Promise<DataRequestsAnswer['missions']> =>
  missionsIn(store).select(['log', 'title']).orderBy('title').orderBy('log').execute();

/** Is there such a mission? */
export async function isMission(store: Store | StoreTransaction, log: LogId): Promise<boolean> {
  const row = await missionsIn(store).select('log').where('log', '=', log).executeTakeFirst();
  return row !== undefined;
}

const missionsIn = (store: Store | StoreTransaction) =>
  store.selectFrom('logs').where('kind', '=', 'mission').where('erased_ms', 'is', null);
