import type { DataRequestsAnswer } from '#sync/protocol/data-requests-api.ts';
import type { Store, StoreTransaction } from '../store/open-store.ts';

/** The missions that there are, by the names that headquarters gave them: what is written in them is not asked. */
export const readNamedMissions = (store: Store | StoreTransaction): Promise<DataRequestsAnswer['missions']> =>
  store
    .selectFrom('logs')
    .select(['log', 'title'])
    .where('kind', '=', 'mission')
    .where('erased_ms', 'is', null)
    .orderBy('title')
    .orderBy('log')
    .execute();
