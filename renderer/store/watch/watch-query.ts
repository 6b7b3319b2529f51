import { isFormPart } from '#domain/draft/text-draft.ts';
import type { DeviceId } from '#domain/ids.ts';
import type { ColleagueDevice } from '#domain/people/known-devices.ts';
import type { LiveStateCell } from '../api/live-state.ts';
import type { QueryName, StoreQueries } from '../api/store-api.ts';
import type { FieldDatabase } from '../db/database.ts';
import { readMeta } from '../db/meta.ts';
import { queryDocumentHistory } from '../queries/document-history.ts';
import {
  queryConflicts,
  queryDecidedConflicts,
  queryDocument,
  queryDocuments,
  queryUndoable,
} from '../queries/document-queries.ts';
import { queryInstitutions, subscribeToInstitutionRegister } from '../queries/institution-queries.ts';
import { queryInstrument, queryInstruments } from '../queries/instrument-queries.ts';
import {
  asLiveQuery,
  type QueryFunction,
  type QueryResult,
  type SubscribeQuery,
} from '../queries/live-query.ts';
import { queryMissions, queryRemovedMissions, queryRemovedRecords } from '../queries/mission-queries.ts';
import {
  queryEraseAfter,
  querySealRecipients,
  queryWorkshopTemplates,
} from '../queries/programme-queries.ts';
import {
  queryAccessNotices,
  queryContact,
  querySession,
  queryUnrecoverableRead,
} from '../queries/session-queries.ts';
import { queryLastAddress, queryWaitingWork } from '../queries/waiting-work-queries.ts';
import type { DatabaseRepair } from '../recovery/repair-database.ts';
import { readDeviceOnlyContent } from '../retention/remove-from-device.ts';
import type { RecordSearch } from '../search/record-search.ts';
import { queryDeliveryStatus, queryEstimate, queryHeldTexts, querySyncRuns } from './delivery-queries.ts';
import { queryNote, queryNotes } from './note-queries.ts';
import { queryQuarantine, subscribeStatus } from './store-status.ts';

/**
 * Answer a query now, and again whenever the result changes, until stopped. A failing query means a broken database:
 * `onBroken` is called, and the query stops until `askAgain`.
 */
export function watchQuery<Q extends QueryName>(
  { db, live, search, repair }: WatchedSources,
  query: Q,
  ask: StoreQueries[Q]['ask'],
  onResult: (result: StoreQueries[Q]['result']) => void,
  onBroken: (error: unknown) => void,
): QueryWatch {
  let queryResult: QueryResult<StoreQueries[Q]['result']> | undefined;
  let last: string | undefined;
  const push = (): void => {
    // No result is a function itself: results cross over to the page.
    const result = typeof queryResult === 'function' ? queryResult(live.state) : queryResult;
    const text = JSON.stringify(result);
    if (result === undefined || text === last) return;
    last = text;
    onResult(result);
  };
  const subscribe = () =>
    subscribeByQuery[query](() => ({ db, live: live.state, search }), ask, {
      next: (nextQueryResult) => {
        if (!repair.isWhole) return;
        queryResult = nextQueryResult;
        push();
      },
      error: onBroken,
    });
  let subscription = subscribe();
  const stopListening = live.onChange(() => {
    if (typeof queryResult === 'function') push();
  });
  return {
    askAgain: () => {
      subscription.unsubscribe();
      subscription = subscribe();
    },
    stop: () => {
      stopListening();
      subscription.unsubscribe();
    },
  };
}

/** Every device that headquarters names now, except this one, with this person's comparisons. */
const queryColleagueDevices: QueryFunction<'colleagueDevices'> = async ({ db }) => {
  const [grants, knownDevices] = await Promise.all([readMeta(db, 'grants'), readMeta(db, 'knownDevices')]);
  return (liveState) =>
    // Keys of a parsed record are device ids; Object.entries forgets that.
    (Object.keys(grants?.devices ?? {}) as DeviceId[]).flatMap((deviceId): readonly ColleagueDevice[] => {
      const named = grants?.devices[deviceId];
      if (named === undefined || deviceId === liveState.device) return [];
      const entry = knownDevices?.[deviceId];
      return [
        {
          device: deviceId,
          person: named.person,
          name: named.name,
          isOwn: named.person === liveState.enrolment?.person,
          firstNamedAtMs: entry?.firstNamedAtMs ?? null,
          comparedAtMs: entry?.comparedAtMs ?? null,
          isNew: entry?.isNew === true,
        },
      ];
    });
};

/** Records of one workshop that are on this laptop alone. */
const queryDeviceRecords: QueryFunction<'deviceRecords'> = async ({ db }, { log, doc }) =>
  (await db.deviceRecords.where('doc').equals(doc).toArray()).filter((record) => record.log === log);

/** Content that would be lost permanently if this mission was removed from the device. */
const queryDeviceOnlyContent: QueryFunction<'onlyHere'> = ({ db }, { log }) => readDeviceOnlyContent(db, log);

/** Drafts of texts, the oldest first. */
const queryDrafts: QueryFunction<'drafts'> = async ({ db }) =>
  (await db.drafts.toArray()).toSorted((a, b) => a.changedAtMs - b.changedAtMs);

const queryFormDrafts: QueryFunction<'formDrafts'> = async ({ db }, { log, doc }) =>
  (await db.drafts.where('log').equals(log).toArray())
    .filter(
      (textDraft) => textDraft.doc === doc && textDraft.state === 'machine' && isFormPart(textDraft.part),
    )
    .toSorted((a, b) => a.changedAtMs - b.changedAtMs)
    .map(({ id, part, text }) => ({ id, part, text }));

const queryDraftIds: QueryFunction<'draftIds'> = ({ db }) => db.drafts.toCollection().primaryKeys();

/** Texts with all these words. The index follows changes of the database. */
const subscribeSearch: SubscribeQuery<'search'> = (sources, { text }, { next }) => ({
  unsubscribe: sources().search.watch(text, next),
});

/** Subscription to each query of the port. */
const subscribeByQuery: { readonly [Q in QueryName]: SubscribeQuery<Q> } = {
  session: asLiveQuery(querySession),
  status: subscribeStatus,
  missions: asLiveQuery(queryMissions),
  lastAddress: asLiveQuery(queryLastAddress),
  waitingWork: asLiveQuery(queryWaitingWork),
  removedMissions: asLiveQuery(queryRemovedMissions),
  contact: asLiveQuery(queryContact),
  unrecoverableReadAtMs: asLiveQuery(queryUnrecoverableRead),
  onlyHere: asLiveQuery(queryDeviceOnlyContent),
  documents: asLiveQuery(queryDocuments),
  removedRecords: asLiveQuery(queryRemovedRecords),
  institutions: asLiveQuery(queryInstitutions),
  institutionRegister: subscribeToInstitutionRegister,
  document: asLiveQuery(queryDocument),
  undoable: asLiveQuery(queryUndoable),
  search: subscribeSearch,
  history: asLiveQuery(queryDocumentHistory),
  accessNotices: asLiveQuery(queryAccessNotices),
  conflicts: asLiveQuery(queryConflicts),
  decidedConflicts: asLiveQuery(queryDecidedConflicts),
  colleagueDevices: asLiveQuery(queryColleagueDevices),
  whereabouts: asLiveQuery(queryDeliveryStatus),
  syncRuns: asLiveQuery(querySyncRuns),
  estimate: asLiveQuery(queryEstimate),
  parked: asLiveQuery(queryQuarantine),
  heldTexts: asLiveQuery(queryHeldTexts),
  notes: asLiveQuery(queryNotes),
  note: asLiveQuery(queryNote),
  deviceRecords: asLiveQuery(queryDeviceRecords),
  drafts: asLiveQuery(queryDrafts),
  formDrafts: asLiveQuery(queryFormDrafts),
  draftIds: asLiveQuery(queryDraftIds),
  instruments: asLiveQuery(queryInstruments),
  instrument: asLiveQuery(queryInstrument),
  workshopTemplates: asLiveQuery(queryWorkshopTemplates),
  eraseAfter: asLiveQuery(queryEraseAfter),
  sealRecipients: asLiveQuery(querySealRecipients),
};

export interface WatchedSources {
  readonly db: FieldDatabase;
  readonly live: LiveStateCell;
  readonly search: RecordSearch;
  /** The database may lack content during a repair, so its results are not passed on until `askAgain`. */
  readonly repair: Pick<DatabaseRepair, 'isWhole'>;
}

/** Query under watch. */
export interface QueryWatch {
  /** Run the query again after the database was away for a while. */
  askAgain(): void;
  stop(): void;
}
