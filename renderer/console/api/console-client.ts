import * as z from 'zod';
import { ok, type Result } from '#domain/base/result.ts';
import type { ReviewAct } from '#domain/assessment/review-act.ts';
import type { DocumentId, LogId } from '#domain/ids.ts';
import type { ExportNote } from '#domain/privacy/export-note.ts';
import {
  ConsoleMe,
  DevicesAnswer,
  type DeviceRow,
  DocumentAnswer,
  DocumentsAnswer,
  type ExportAnswers,
  HistoryAnswer,
  type HistoryOp,
  type MissionRow,
  MissionsAnswer,
} from '#sync/protocol/console-api.ts';
import { Done } from '#sync/protocol/admin-api.ts';
import { InstrumentText } from '#sync/protocol/instruments-api.ts';
import { ProgrammeAnswer, type SetEraseAfter, type SetProgrammeEnd } from '#sync/protocol/programme-api.ts';
import { ReviewAnswer, type ReviewRow, SealedWords } from '#sync/protocol/review-api.ts';
import type { ApiProblem } from './api-problem.ts';
import { type AdminClient, createAdminClient } from './admin-client.ts';
import { createDataRequestsClient, type DataRequestsClient } from './data-requests-client.ts';
import { createSignInClient, type SignInClient } from './sign-in-client.ts';
import { ask, askForFile, type Fetch, type Question } from './ask.ts';

export type Answered<T> = Promise<Result<T, ApiProblem>>;

/** All changes of a document that were asked for, newest first. */
export interface History {
  readonly ops: readonly HistoryOp[];
  /** False when older ones were left where they are. */
  readonly isWhole: boolean;
}

/** What the console asks headquarters (sync/protocol/console-api.ts). Every answer is parsed. */
export interface ConsoleClient {
  readonly signIn: (code: string) => Answered<ConsoleMe>;
  readonly signOut: () => Answered<null>;
  readonly me: () => Answered<ConsoleMe>;
  readonly missions: () => Answered<readonly MissionRow[]>;
  readonly records: (log: LogId) => Answered<DocumentsAnswer>;
  readonly record: (log: LogId, doc: DocumentId) => Answered<DocumentAnswer>;
  readonly history: (log: LogId, doc: DocumentId) => Answered<History>;
  /** The answers of a mission to one version of an instrument, as a file. */
  readonly exportAnswers: (log: LogId, wanted: ExportAnswers) => Answered<Blob>;
  /** Writes down that a copy of a report is taken, before it is made. */
  readonly noteExport: (log: LogId, note: ExportNote) => Answered<Done>;
  /** Assessments that are, or were, with headquarters. */
  readonly review: () => Answered<readonly ReviewRow[]>;
  readonly actOnReview: (log: LogId, doc: DocumentId, act: ReviewAct, seen: string) => Answered<Done>;
  /** The words of a strictly confidential point; each reading leaves a line in the trail. */
  readonly sealedWords: (log: LogId, doc: DocumentId, point: string) => Answered<SealedWords>;
  /** A published version of an instrument, as JSON text. */
  readonly instrument: (ref: string) => Answered<InstrumentText>;
  readonly ways: SignInClient;
  readonly admin: AdminClient;
  readonly devices: () => Answered<readonly DeviceRow[]>;
  readonly programme: () => Answered<ProgrammeAnswer>;
  readonly setProgrammeEnd: (end: SetProgrammeEnd) => Answered<Done>;
  readonly setEraseAfter: (change: SetEraseAfter) => Answered<Done>;
  readonly dataRequests: DataRequestsClient;
}

/** More changes than this are not fetched for one record: a browser tab is no archive. */
export const mostChanges = 4_000;

/** A client over the browser's `fetch`, or another one in tests. `onSessionEnd` hears when a question meets the end of the sign-in. */
export function createConsoleClient(fetch: Fetch, onSessionEnd: () => void): ConsoleClient {
  const heard = async <T>(asking: Answered<T>): Answered<T> => {
    const answer = await asking;
    if (!answer.ok && answer.refusal.kind === 'session') onSessionEnd();
    return answer;
  };
  const get = <T>(question: Question<T>): Answered<T> => heard(ask(fetch, question));

  return {
    signIn: (code) => ask(fetch, { path: '/console/sign-in', answer: ConsoleMe, body: { code } }),
    signOut: async () => {
      const done = await ask(fetch, { path: '/console/sign-out', answer: z.undefined(), body: {} });
      return done.ok ? ok(null) : done;
    },
    me: () => ask(fetch, { path: '/console/me', answer: ConsoleMe }),
    missions: async () => {
      const answer = await get({ path: '/missions', answer: MissionsAnswer });
      return answer.ok ? ok(answer.value.missions) : answer;
    },
    records: (log) => get({ path: `/logs/${log}/documents`, answer: DocumentsAnswer }),
    record: (log, doc) => get({ path: `/documents/${log}/${doc}`, answer: DocumentAnswer }),
    history: (log, doc) =>
      collectHistory((before) =>
        get({
          path: `/documents/${log}/${doc}/history${before === null ? '' : `?before=${before}`}`,
          answer: HistoryAnswer,
        }),
      ),
    exportAnswers: (log, body) => heard(askForFile(fetch, { path: `/logs/${log}/answers`, body })),
    noteExport: (log, body) => get({ path: `/logs/${log}/exports`, answer: Done, body }),
    review: async () => {
      const answer = await get({ path: '/review', answer: ReviewAnswer });
      return answer.ok ? ok(answer.value.assessments) : answer;
    },
    actOnReview: (log, doc, act, seen) =>
      get({ path: `/documents/${log}/${doc}/review`, answer: Done, body: { act, seen } }),
    sealedWords: (log, doc, point) =>
      get({
        path: `/documents/${log}/${doc}/points/${encodeURIComponent(point)}/words`,
        answer: SealedWords,
      }),
    instrument: (ref) =>
      get({
        path: `/instruments/content?${new URLSearchParams({ ref }).toString()}`,
        answer: InstrumentText,
      }),
    ways: createSignInClient((question) => ask(fetch, question), get),
    admin: createAdminClient(get),
    dataRequests: createDataRequestsClient(get),
    programme: () => get({ path: '/programme', answer: ProgrammeAnswer }),
    setProgrammeEnd: (body) => get({ path: '/programme', answer: Done, body }),
    setEraseAfter: (body) => get({ path: '/programme/erase-after', answer: Done, body }),
    devices: async () => {
      const answer = await get({ path: '/devices', answer: DevicesAnswer });
      return answer.ok ? ok(answer.value.devices) : answer;
    },
  };
}

/** Page after page until the first change of the document, so that each change finds what it replaced. */
async function collectHistory(page: (before: number | null) => Answered<HistoryAnswer>): Answered<History> {
  const ops: HistoryOp[] = [];
  let before: number | null = null;
  do {
    const answer: Awaited<Answered<HistoryAnswer>> = await page(before);
    if (!answer.ok) return answer;
    ops.push(...answer.value.ops);
    // A server that answers with the page it was asked to go before would keep us here for ever.
    before = answer.value.before === before ? null : answer.value.before;
  } while (before !== null && ops.length < mostChanges);
  return ok({ ops, isWhole: before === null });
}
