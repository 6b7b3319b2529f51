import type { JsonValue } from '#base/json.ts';
import { assessmentKind } from '#domain/assessment/assessment.ts';
import { type Document, dotsAt, emptyDocument } from '#domain/document/document.ts';
import { applyOpToDocument } from '#domain/document/document-draft.ts';
import { dotOf, pathOf } from '#domain/document/op.ts';
import { DeviceId, DocumentId, LogId, PersonId } from '#domain/ids.ts';
import { instrumentRefOf } from '#domain/instrument/instrument-edition.ts';
import type { Instrument } from '#forms/model/instrument.ts';
import type { QueryName, StoreApi, StoreQueries, StoreSession } from '#renderer/store/api/store-api.ts';

const benchDeviceId = DeviceId.parse('a'.repeat(32));
export const benchLogId = LogId.parse('01a20edb-961d-7237-bfa9-945243c30b41');
export const benchDocumentId = DocumentId.parse('01a20edb-961d-7237-bfa9-945243c30b40');

export const benchSession: StoreSession = {
  device: benchDeviceId,
  enrolled: {
    person: PersonId.parse('01a20edb-961d-7237-bfa9-945243c30b42'),
    name: 'Newcomer',
    serverName: 'HQ',
    url: 'http://hq.test/',
  },
  offer: null,
  roles: {},
  people: {},
  simulatedOffline: false,
  leaseOver: false,
  leaseDaysLeft: null,
};

/** A store with one assessment in memory. It answers as the worker does: later, in copies, and whole after each write. */
export function createOneDocumentStore(
  instrument: Instrument,
  values: readonly (readonly [string, JsonValue])[],
): StoreApi {
  let number = 0;
  let document: Document = emptyDocument(benchDocumentId, assessmentKind);
  const put = (path: string, value: JsonValue): void => {
    number += 1;
    const at = pathOf(...path.split('/'));
    document = applyOpToDocument(
      document,
      {
        dot: dotOf(benchDeviceId, number),
        stamp: [number, 0],
        doc: benchDocumentId,
        kind: assessmentKind,
        path: at,
        over: dotsAt(document, at),
        value,
      },
      () => true,
    );
  };
  const ref = instrumentRefOf(instrument);
  put('instrument', ref);
  for (const [path, value] of values) put(path, value);

  const watches = new Set<() => void>();
  const edition = {
    ref,
    id: instrument.id,
    version: instrument.version,
    title: 'Large form',
    languages: instrument.languages,
    questions: 1,
    hash: '0'.repeat(64),
    status: 'published' as const,
  };
  const answers: { readonly [Q in QueryName]?: () => StoreQueries[Q]['result'] } = {
    document: () => ({ log: benchLogId, document, roles: ['assessor'], people: {}, held: {} }),
    instrument: () => ({ kind: 'here', instrument, edition }),
    history: () => [],
    missions: () => [],
    drafts: () => [],
    draftIds: () => [],
  };
  return {
    watch: async (query, _ask, onResult) => {
      const answer = answers[query];
      if (answer === undefined) throw new Error(`${query} is not played here`);
      const tell = (): void =>
        void setTimeout(() => watches.has(tell) && onResult(structuredClone(answer())));
      watches.add(tell);
      tell();
      return () => void watches.delete(tell);
    },
    write: async (_log, registerWrites) => {
      for (const registerWrite of registerWrites)
        if ('value' in registerWrite) put(registerWrite.path, registerWrite.value);
      for (const tell of watches) tell();
      return {
        kind: 'saved',
        dots: registerWrites.map((_, at) => dotOf(benchDeviceId, number - registerWrites.length + 1 + at)),
      };
    },
    undo: async () => ({ kind: 'nothing' }),
    redo: async () => ({ kind: 'nothing' }),
    syncNow: async () => undefined,
    pauseSync: async () => undefined,
    enrol: async () => ({ kind: 'unreachable', why: 'bench' }),
    simulateOffline: async (offline) => offline,
    dismissRestored: async () => undefined,
    rememberRoute: async () => undefined,
    dismissUnrecoverable: async () => undefined,
    dismissRenewed: async () => undefined,
    saveDeviceRecords: async () => ({ kind: 'saved' }),
    eraseDeviceRecords: async () => undefined,
    saveTextDraft: async () => ({ kind: 'saved' }),
    eraseTextDrafts: async () => undefined,
    dismissErased: async () => undefined,
    markCompared: async () => undefined,
    agreeToSealKey: async () => undefined,
    dismissNewDevices: async () => undefined,
    answerNotice: async () => 'done',
    saveNote: async () => ({ kind: 'saved' }),
    eraseNote: async () => undefined,
    removeMission: async () => ({ kind: 'removed' }),
    restoreMission: async () => undefined,
  };
}
