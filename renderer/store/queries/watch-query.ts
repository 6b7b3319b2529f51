import { asLiveQuery, type QueryResult, type SubscribeQuery } from './live-query.ts';
import type { FieldDatabase } from '../db/database.ts';
import type { LiveStateCell } from '../live-state.ts';
import type { QueryName, StoreQueries } from '../store-api.ts';
import { answerConflicts, answerDocument, answerDocuments } from './document-queries.ts';
import { answerEraseAfter } from './programme-queries.ts';
import { answerDocumentHistory } from './document-history.ts';
import { answerInstrument, answerInstruments } from './instrument-queries.ts';
import { answerDeviceOnlyContent, answerMissions, answerRemovedMissions } from './mission-queries.ts';
import { answerNote, answerNotes } from './note-queries.ts';
import {
  answerAccessNotices,
  answerColleagueDevices,
  answerContact,
  answerSession,
} from './session-queries.ts';
import { answerStatus } from './store-status.ts';
import {
  answerDeliveryStatus,
  answerEstimate,
  answerHeldTexts,
  answerQuarantine,
  answerSyncRuns,
} from './delivery-status.ts';

/** How each question of the port is answered. */
const queryAnswers: { readonly [Q in QueryName]: SubscribeQuery<Q> } = {
  session: asLiveQuery(answerSession),
  status: answerStatus,
  missions: asLiveQuery(answerMissions),
  takenOff: asLiveQuery(answerRemovedMissions),
  contact: asLiveQuery(answerContact),
  onlyHere: asLiveQuery(answerDeviceOnlyContent),
  documents: asLiveQuery(answerDocuments),
  document: asLiveQuery(answerDocument),
  history: asLiveQuery(answerDocumentHistory),
  accessNotices: asLiveQuery(answerAccessNotices),
  conflicts: asLiveQuery(answerConflicts),
  colleagueDevices: asLiveQuery(answerColleagueDevices),
  whereabouts: asLiveQuery(answerDeliveryStatus),
  syncRuns: asLiveQuery(answerSyncRuns),
  estimate: asLiveQuery(answerEstimate),
  parked: asLiveQuery(answerQuarantine),
  heldTexts: asLiveQuery(answerHeldTexts),
  notes: asLiveQuery(answerNotes),
  note: asLiveQuery(answerNote),
  instruments: asLiveQuery(answerInstruments),
  instrument: asLiveQuery(answerInstrument),
  eraseAfter: asLiveQuery(answerEraseAfter),
};

/** A question that is being answered. */
export interface QueryWatch {
  /** Asks the database again, which was not there for a while. */
  askAgain(): void;
  stop(): void;
}

/**
 * Answers a question now and again whenever the answer is another one, until it is stopped. A question that cannot be
 * answered is a broken database: `onBroken` hears of it, and the question rests until it is asked again.
 */
export function watchQuery<Q extends QueryName>(
  { db, live }: { readonly db: FieldDatabase; readonly live: LiveStateCell },
  query: Q,
  ask: StoreQueries[Q]['ask'],
  onAnswer: (answer: StoreQueries[Q]['answer']) => void,
  onBroken: (error: unknown) => void,
): QueryWatch {
  let found: QueryResult<StoreQueries[Q]['answer']> | undefined;
  let last: string | undefined;
  const tell = (): void => {
    // No answer is a function itself: they cross over to the page.
    const answer = typeof found === 'function' ? found(live.state) : found;
    const text = JSON.stringify(answer);
    if (answer === undefined || text === last) return;
    last = text;
    onAnswer(answer);
  };
  const subscribe = () =>
    queryAnswers[query](() => ({ db, live: live.state }), ask, {
      next: (next) => {
        found = next;
        tell();
      },
      error: onBroken,
    });
  let subscription = subscribe();
  const forget = live.onChange(() => {
    if (typeof found === 'function') tell();
  });
  return {
    askAgain: () => {
      subscription.unsubscribe();
      subscription = subscribe();
    },
    stop: () => {
      forget();
      subscription.unsubscribe();
    },
  };
}
