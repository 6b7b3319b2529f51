import type { Json } from '#domain/base/json.ts';
import { applyToDocument } from '#domain/document/document-draft.ts';
import { type Document, dotsAt, emptyDocument } from '#domain/document/document.ts';
import { dotOf } from '#domain/document/dot.ts';
import { pathOf } from '#domain/document/path.ts';
import { assessmentKind } from '#domain/assessment/assessment.ts';
import { DeviceId, DocumentId, LogId, PersonId } from '#domain/ids.ts';
import type { Instrument } from '#domain/instrument/instrument.ts';
import { instrumentRefOf } from '#domain/instrument/published/instrument-edition.ts';
import type { Queries, QueryName, Session, StoreApi } from '#renderer/store/store-api.ts';

export const device = DeviceId.parse('a'.repeat(32));
export const log = LogId.parse('01a20edb-961d-7237-bfa9-945243c30b41');
export const doc = DocumentId.parse('01a20edb-961d-7237-bfa9-945243c30b40');

export const session: Session = {
  device,
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
};

/** A store with one assessment in memory. It answers as the worker does: later, in copies, and whole after each write. */
export function oneDocumentStore(
  instrument: Instrument,
  values: readonly (readonly [string, Json])[],
): StoreApi {
  let number = 0;
  let document: Document = emptyDocument(doc, assessmentKind);
  const put = (path: string, value: Json): void => {
    number += 1;
    const at = pathOf(...path.split('/'));
    document = applyToDocument(
      document,
      {
        dot: dotOf(device, number),
        stamp: [number, 0],
        doc,
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
  const answers: { readonly [Q in QueryName]?: () => Queries[Q]['answer'] } = {
    document: () => ({ log, document, roles: ['assessor'], people: {}, acked: 0, held: {} }),
    instrument: () => ({ kind: 'here', instrument, edition }),
    history: () => [],
    missions: () => [],
  };
  return {
    watch: async (query, _ask, onAnswer) => {
      const answer = answers[query];
      if (answer === undefined) throw new Error(`${query} is not played here`);
      const tell = (): void =>
        void setTimeout(() => watches.has(tell) && onAnswer(structuredClone(answer())));
      watches.add(tell);
      tell();
      return () => void watches.delete(tell);
    },
    write: async (_log, writes) => {
      for (const write of writes) if ('value' in write) put(write.path, write.value);
      for (const tell of watches) tell();
      return { kind: 'saved', dots: writes.map((_, at) => dotOf(device, number - writes.length + 1 + at)) };
    },
    syncNow: async () => undefined,
    pauseSync: async () => undefined,
    enrol: async () => ({ kind: 'unreachable', why: 'bench' }),
    simulateOffline: async (offline) => offline,
    dismissRestored: async () => undefined,
    dismissRenewed: async () => undefined,
    dismissErased: async () => undefined,
    markCompared: async () => undefined,
    dismissNewDevices: async () => undefined,
    answerNotice: async () => 'done',
    saveNote: async () => ({ kind: 'saved' }),
    eraseNote: async () => undefined,
    takeOffMission: async () => ({ kind: 'takenOff' }),
    bringMissionBack: async () => undefined,
  };
}
