import type { Document } from '#domain/document/document.ts';
import { deviceOfDot, type Op, type Path } from '#domain/document/op.ts';
import { instrumentHashOf } from '#domain/instrument/instrument-content.ts';
import {
  countAskedQuestions,
  instrumentRefOf,
  instrumentTitleOf,
} from '#domain/instrument/instrument-edition.ts';
import type { InstrumentEdition } from '#domain/instrument/instrument-kind.ts';
import { summarizeDocument } from '#domain/kinds/document-summary.ts';
import type { Instrument } from '#forms/model/instrument.ts';
import type { StoreStatus } from '#renderer/store/api/status-api.ts';
import type {
  ConflictEntry,
  DocumentSummary,
  HistoryEntry,
  StoreQueries,
  StoreSession,
} from '#renderer/store/api/store-api.ts';
import { aDevice, aLog, aPerson } from '#tests/support/builders/sample-ids.ts';

/** Session of an enrolled device of a lead, with one colleague. */
export const fakeSession: StoreSession = {
  device: aDevice(1),
  enrolled: { person: aPerson(1), name: 'First', serverName: 'HQ', url: 'http://127.0.0.1:1' },
  offer: null,
  roles: { [aLog(1)]: ['lead'] },
  people: {
    [aDevice(1)]: { person: aPerson(1), name: 'First assessor' },
    [aDevice(2)]: { person: aPerson(2), name: 'Second assessor' },
  },
  simulatedOffline: false,
  leaseOver: false,
  leaseDaysLeft: null,
};

/** Status of a store that has nothing to do. */
export const quietStatus: StoreStatus = {
  savedAtMs: 1,
  saving: false,
  saveFailed: null,
  waiting: { changes: 0, records: 0, bytes: 0 },
  headquartersHasUpToMs: 1,
  sync: { kind: 'idle' },
  conflicts: 0,
  early: 0,
  parked: 0,
  journal: false,
  room: 'ample',
  restored: null,
  renewed: null,
  erased: null,
  dueMissions: [],
  erasedMissions: null,
  dueParts: [],
  erasedParts: null,
};

/** The only sync of the fake store, which headquarters refused. */
export const fakeRuns: StoreQueries['syncRuns']['result'] = [
  {
    startedAtMs: 1_000_000,
    endedAtMs: 1_004_000,
    outcome: 'refused',
    code: 'clock',
    roundTrips: 1,
    bytesUp: 400,
    bytesDown: 0,
    changesUp: 0,
    changesDown: 0,
  },
];

/** The only quarantined item. */
export const fakeParked: StoreQueries['parked']['result'] = [
  { atMs: 1_000_000, what: 'ownPack', why: 'fork', text: '{}' },
];

/** Line of a document in lists. */
export const summaryFor = (document: Document): DocumentSummary => ({
  log: aLog(),
  doc: document.doc,
  kind: document.kind,
  title: 'The record',
  status: '',
  changedAtMs: 1,
  conflicts: 0,
  waiting: 0,
  facts: summarizeDocument(document).facts,
});

/** Entry of a conflict for its list. */
export const conflictAt = (document: Document, path: Path): ConflictEntry => ({
  log: aLog(),
  doc: document.doc,
  kind: document.kind,
  title: 'The record',
  path,
  heads: (document.registers[path]?.heads ?? []).map((head) => ({ ...head, device: deviceOfDot(head.dot) })),
});

/** Line of an op in the history of its record. */
export const historyEntryOf = (op: Op): HistoryEntry => ({
  dot: op.dot,
  device: deviceOfDot(op.dot),
  path: op.path,
  stamp: op.stamp,
  value: 'value' in op ? op.value : undefined,
  isText: 'text' in op,
  ...('over' in op && { over: op.over }),
  where: 'laptop',
  held: false,
});

/** Published edition of an instrument. */
export const editionFor = (instrument: Instrument): InstrumentEdition => ({
  ref: instrumentRefOf(instrument),
  id: instrument.id,
  version: instrument.version,
  title: instrumentTitleOf(instrument),
  languages: instrument.languages,
  questions: countAskedQuestions(instrument.nodes),
  hash: instrumentHashOf(instrument),
  status: 'published',
});
