import { isFormPart } from '#domain/draft/text-draft.ts';
import type { LiveStateCell } from '../api/live-state.ts';
import type { QueryName, StoreQueries } from '../api/store-api.ts';
import type { FieldDatabase } from '../db/database.ts';
import {
  answerConflicts,
  answerDecidedConflicts,
  answerDocument,
  answerDocumentHistory,
  answerDocuments,
  answerUndoable,
} from '../queries/document-queries.ts';
import { answerInstrument, answerInstruments } from '../queries/instrument-queries.ts';
import {
  type AnswerQuery,
  asLiveQuery,
  type QueryResult,
  type SubscribeQuery,
} from '../queries/live-query.ts';
import {
  answerInstitutions,
  answerMissions,
  answerRemovedMissions,
  answerRemovedRecords,
  subscribeToInstitutionRegister,
} from '../queries/mission-queries.ts';
import { answerLastAddress, answerWaitingWork } from '../queries/place-queries.ts';
import {
  answerEraseAfter,
  answerSealRecipients,
  answerWorkshopTemplates,
} from '../queries/programme-queries.ts';
import {
  answerAccessNotices,
  answerColleagueDevices,
  answerContact,
  answerSession,
  answerUnrecoverableRead,
} from '../queries/session-queries.ts';
import type { DatabaseRepair } from '../recovery/repair-database.ts';
import { readDeviceOnlyContent } from '../retention/remove-from-device.ts';
import type { RecordSearch } from '../search/record-search.ts';
import { answerNote, answerNotes } from './note-queries.ts';
import {
  answerDeliveryStatus,
  answerEstimate,
  answerHeldTexts,
  answerQuarantine,
  answerStatus,
  answerSyncRuns,
} from './store-status.ts';

/**
 * Answer a query now, and again whenever the result changes, until stopped. A failing query means a broken database:
 * `onBroken` is called, and the query stops until `askAgain`.
 */
export function watchQuery<Q extends QueryName>(
  { db, live, search, repair }: WatchedSources,
  query: Q,
  ask: StoreQueries[Q]['ask'],
  onAnswer: (answer: StoreQueries[Q]['answer']) => void,
  onBroken: (error: unknown) => void,
): QueryWatch {
  let queryResult: QueryResult<StoreQueries[Q]['answer']> | undefined;
  let last: string | undefined;
  const push = (): void => {
    // No result is a function itself: results cross over to the page.
    const answer = typeof queryResult === 'function' ? queryResult(live.state) : queryResult;
    const text = JSON.stringify(answer);
    if (answer === undefined || text === last) return;
    last = text;
    onAnswer(answer);
  };
  const subscribe = () =>
    queryAnswers[query](() => ({ db, live: live.state, search }), ask, {
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

/** Records of one workshop that are on this laptop alone. */
const answerDeviceRecords: AnswerQuery<'deviceRecords'> = async ({ db }, { log, doc }) =>
  (await db.deviceRecords.where('doc').equals(doc).toArray()).filter((record) => record.log === log);

/** Content that would be lost permanently if this mission was removed from the device. */
const answerDeviceOnlyContent: AnswerQuery<'onlyHere'> = ({ db }, { log }) => readDeviceOnlyContent(db, log);

/** Drafts of texts, the oldest first. */
const answerDrafts: AnswerQuery<'drafts'> = async ({ db }) =>
  (await db.drafts.toArray()).toSorted((a, b) => a.changedAtMs - b.changedAtMs);

const answerFormDrafts: AnswerQuery<'formDrafts'> = async ({ db }, { log, doc }) =>
  (await db.drafts.where('log').equals(log).toArray())
    .filter(
      (textDraft) => textDraft.doc === doc && textDraft.state === 'machine' && isFormPart(textDraft.part),
    )
    .toSorted((a, b) => a.changedAtMs - b.changedAtMs)
    .map(({ id, part, text }) => ({ id, part, text }));

const answerDraftIds: AnswerQuery<'draftIds'> = ({ db }) => db.drafts.toCollection().primaryKeys();

/** Texts with all these words. The index follows changes of the database. */
const answerSearchQuery: SubscribeQuery<'search'> = (sources, { text }, { next }) => ({
  unsubscribe: sources().search.watch(text, next),
});

/** Answer of each query of the port. */
const queryAnswers: { readonly [Q in QueryName]: SubscribeQuery<Q> } = {
  session: asLiveQuery(answerSession),
  status: answerStatus,
  missions: asLiveQuery(answerMissions),
  lastAddress: asLiveQuery(answerLastAddress),
  waitingWork: asLiveQuery(answerWaitingWork),
  removedMissions: asLiveQuery(answerRemovedMissions),
  contact: asLiveQuery(answerContact),
  unrecoverableReadAtMs: asLiveQuery(answerUnrecoverableRead),
  onlyHere: asLiveQuery(answerDeviceOnlyContent),
  documents: asLiveQuery(answerDocuments),
  removedRecords: asLiveQuery(answerRemovedRecords),
  institutions: asLiveQuery(answerInstitutions),
  institutionRegister: subscribeToInstitutionRegister,
  document: asLiveQuery(answerDocument),
  undoable: asLiveQuery(answerUndoable),
  search: answerSearchQuery,
  history: asLiveQuery(answerDocumentHistory),
  accessNotices: asLiveQuery(answerAccessNotices),
  conflicts: asLiveQuery(answerConflicts),
  decidedConflicts: asLiveQuery(answerDecidedConflicts),
  colleagueDevices: asLiveQuery(answerColleagueDevices),
  whereabouts: asLiveQuery(answerDeliveryStatus),
  syncRuns: asLiveQuery(answerSyncRuns),
  estimate: asLiveQuery(answerEstimate),
  parked: asLiveQuery(answerQuarantine),
  heldTexts: asLiveQuery(answerHeldTexts),
  notes: asLiveQuery(answerNotes),
  note: asLiveQuery(answerNote),
  deviceRecords: asLiveQuery(answerDeviceRecords),
  drafts: asLiveQuery(answerDrafts),
  formDrafts: asLiveQuery(answerFormDrafts),
  draftIds: asLiveQuery(answerDraftIds),
  instruments: asLiveQuery(answerInstruments),
  instrument: asLiveQuery(answerInstrument),
  workshopTemplates: asLiveQuery(answerWorkshopTemplates),
  eraseAfter: asLiveQuery(answerEraseAfter),
  sealRecipients: asLiveQuery(answerSealRecipients),
};

export interface WatchedSources {
  readonly db: FieldDatabase;
  readonly live: LiveStateCell;
  readonly search: RecordSearch;
  /** The database may lack content during a repair, so its answers are not passed on until `askAgain`. */
  readonly repair: Pick<DatabaseRepair, 'isWhole'>;
}

/** Query under watch. */
export interface QueryWatch {
  /** Run the query again after the database was away for a while. */
  askAgain(): void;
  stop(): void;
}
