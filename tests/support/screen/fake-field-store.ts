import type { JsonValue } from '#base/json.ts';
import { decidedConflictsOf } from '#domain/assessment/decided-conflicts.ts';
import { type HlcTimestamp, nextTimestamp } from '#domain/clock/hlc.ts';
import { causalContextWriteFor } from '#domain/document/causal-context.ts';
import { type Document, dotsAt, emptyDocument, valueAt } from '#domain/document/document.ts';
import { applyOpToDocument } from '#domain/document/document-draft.ts';
import { type Dot, deviceOfDot, dotOf, numberOfDot, type Op, Path } from '#domain/document/op.ts';
import { instrumentRefOf } from '#domain/instrument/instrument-edition.ts';
import { admitOp } from '#domain/kinds/admit-op.ts';
import { pendingDecisionPaths } from '#domain/kinds/pending-decisions.ts';
import type { ColleagueDevice } from '#domain/people/known-devices.ts';
import type { Role } from '#domain/people/role.ts';
import type { Instrument } from '#forms/model/instrument.ts';
import type { DeviceOnlyContent } from '#renderer/store/api/device-only-api.ts';
import type { StoreStatus } from '#renderer/store/api/status-api.ts';
import type {
  QueryName,
  RegisterWrite,
  RemovedMission,
  StoreApi,
  StoreQueries,
  WriteResult,
} from '#renderer/store/api/store-api.ts';
import { galleryNowMs } from '#renderer/ui/gallery/sample.ts';
import { aDevice, aLog, aPerson } from '#tests/support/builders/sample-ids.ts';
import { makeFakeDeviceOnlyRows } from './fake-device-only-rows.ts';
import { type FakeLeftRoute, makeFakeLeftRoute } from './fake-left-route.ts';
import {
  conflictAt,
  editionFor,
  fakeParked,
  fakeRuns,
  fakeSession,
  historyEntryOf,
  quietStatus,
  summaryFor,
} from './fake-store-answers.ts';
import { makeFakeUndo } from './fake-undo.ts';

/**
 * A store with one document in memory, those that are started beside it, and a colleague whom the test plays. Writes
 * take as long as the test says.
 */
export interface FakeFieldStore extends StoreApi, FakeLeftRoute {
  readonly document: () => Document;
  /** The first document of this kind, or one started beside it; undefined while there is none. */
  readonly beside: (documentKind: Op['kind']) => Document | undefined;
  /** All calls of `write`, in order. */
  readonly written: readonly (readonly RegisterWrite[])[];
  /** A colleague's value arrives; without `over` it replaces everything that this laptop had sent. */
  receive(path: string, value: JsonValue, over?: readonly Dot[]): void;
  /** Writes wait until `open` is called: a slow disk. */
  hold(): { open(): void };
  /** `silently`: headquarters changed them, and this laptop's screen does not know yet. */
  setRoles(roles: readonly Role[], how?: { readonly silently: boolean }): void;
  /** The disk accepts nothing until this is called with null. */
  setDiskProblem(why: string | null): void;
  /** Reports that the real store makes of its own accord: a sync under way, a restored part. */
  setStatus(part: Partial<StoreStatus>): void;
  /** Amount of the mission that is nowhere else. */
  setOnlyHere(onlyHere: DeviceOnlyContent): void;
  /** Headquarters has published this instrument. */
  publish(instrument: Instrument): void;
  /** Calls of the acts that are not writes, in order. */
  readonly acts: readonly string[];
}

export function makeFakeFieldStore(start: Document, ...otherDocuments: readonly Document[]): FakeFieldStore {
  let document = start;
  const beside = new Map(otherDocuments.map((one) => [one.doc, one]));
  let roles: readonly Role[] = ['assessor'];
  let hlcTimestamp: HlcTimestamp = [1_000_000, 0];
  let gate: Promise<void> = Promise.resolve();
  let diskProblem: string | null = null;
  let storeStatus = quietStatus;
  let onlyHere: DeviceOnlyContent = { notes: 0, records: 0, drafts: 0, setAside: 0 };
  let colleagueDevices: readonly ColleagueDevice[] = [
    {
      device: aDevice(2),
      person: aPerson(2),
      name: 'Second assessor',
      isOwn: false,
      firstNamedAtMs: 1_000_000,
      comparedAtMs: null,
      isNew: false,
    },
  ];
  let unrecoverableReadAtMs: number | null = null;
  let removedMissions: readonly RemovedMission[] = [];
  const acts: string[] = [];
  const publishedInstruments: Instrument[] = [];
  const numbers = new Map([
    [1, Math.max(...[start, ...otherDocuments].map(numbersIn))],
    [2, 0],
  ]);
  const ops: Op[] = [];
  const written: (readonly RegisterWrite[])[] = [];
  const watches = new Set<() => void>();

  const nextOp = (by: 1 | 2, registerWrite: RegisterWrite): Op => {
    const n = (numbers.get(by) ?? 0) + 1;
    numbers.set(by, n);
    hlcTimestamp = nextTimestamp(hlcTimestamp, hlcTimestamp[0] + 1_000);
    return { dot: dotOf(aDevice(by), n), stamp: hlcTimestamp, ...registerWrite };
  };
  const documentOf = ({ doc, kind }: Pick<Op, 'doc' | 'kind'>): Document =>
    doc === start.doc ? document : (beside.get(doc) ?? emptyDocument(doc, kind));
  const take = (op: Op): void => {
    const nextDocument = applyOpToDocument(documentOf(op), op, () => true);
    if (op.doc === start.doc) document = nextDocument;
    else beside.set(op.doc, nextDocument);
    ops.unshift(op);
  };
  const answerAll = (): void => {
    for (const answer of watches) answer();
  };

  const place = makeFakeLeftRoute(acts, answerAll);
  const deviceOnly = makeFakeDeviceOnlyRows(async () => {
    await gate;
    if (diskProblem !== null) throw new Error(diskProblem);
  }, answerAll);

  const setStatus = (part: Partial<StoreStatus>): void => {
    storeStatus = { ...storeStatus, ...part };
    answerAll();
  };

  /** Like the real store: own heads are always replaced, others only when the writer saw them. */
  const replacedBy = (stepWrite: Extract<RegisterWrite, { over: readonly Dot[] }>): readonly Dot[] => {
    const { path, over } = stepWrite;
    if (stepWrite.beside === true) return over;
    return dotsAt(documentOf(stepWrite), path).filter(
      (dot) => deviceOfDot(dot) === aDevice(1) || over.includes(dot),
    );
  };

  const writeNow = (registerWrites: readonly RegisterWrite[]): WriteResult => {
    if (diskProblem !== null) throw new Error(diskProblem);
    const made: Op[] = [];
    for (const registerWrite of registerWrites) {
      const op = nextOp(
        1,
        'text' in registerWrite ? registerWrite : { ...registerWrite, over: replacedBy(registerWrite) },
      );
      const admitted = admitOp(op, roles, documentOf(op));
      if (!admitted.ok) return { kind: 'refused', path: registerWrite.path, reason: admitted.refusal };
      const context = causalContextWriteFor(op, documentOf(op));
      take(op);
      made.push(op);
      // Like the real store: each removal has the causal context of its writer.
      if (context !== null) take(nextOp(1, { ...context, doc: op.doc, kind: op.kind, over: [] }));
    }
    return { kind: 'saved', dots: made.map(({ dot }) => dot) };
  };

  const fakeUndo = makeFakeUndo(
    aLog(),
    (write) => valueAt(documentOf(write), write.path),
    (stepWrites) => {
      written.push(stepWrites);
      const writeResult = writeNow(stepWrites);
      answerAll();
      return writeResult;
    },
  );

  const answers: { readonly [Q in QueryName]?: (ask: StoreQueries[Q]['ask']) => StoreQueries[Q]['result'] } =
    {
      session: () => fakeSession,
      status: () => storeStatus,
      missions: () => [],
      whereabouts: () => [],
      syncRuns: () => fakeRuns,
      parked: () => fakeParked,
      estimate: () => ({ bytesUp: 14_000, requests: 2, takesMs: null, measuredAtMs: null }),
      conflicts: () => pendingDecisionPaths(document).map((path) => conflictAt(document, path)),
      decidedConflicts: ({ sinceMs }) =>
        decidedConflictsOf(document, ops.map(historyEntryOf), sinceMs).map((decidedConflict) => ({
          log: aLog(),
          doc: document.doc,
          kind: document.kind,
          title: '',
          ...decidedConflict,
        })),
      instruments: () => publishedInstruments.map(editionFor),
      workshopTemplates: () => [],
      instrument: ({ ref }) => {
        const instrument = publishedInstruments.find((one) => instrumentRefOf(one) === ref);
        return instrument === undefined
          ? { kind: 'absent' }
          : { kind: 'here', instrument, edition: editionFor(instrument) };
      },
      documents: () => [document, ...beside.values()].map(summaryFor),
      document: ({ doc }) => {
        const foundDocument = doc === start.doc ? document : beside.get(doc);
        return foundDocument
          ? { log: aLog(), document: foundDocument, roles, people: fakeSession.people, held: {} }
          : null;
      },
      ...deviceOnly.answers,
      undoable: fakeUndo.undoable,
      heldTexts: () => [],
      ...place.answers,
      institutions: () => [],
      institutionRegister: () => ({ entries: [], countries: {} }),
      removedMissions: () => removedMissions,
      removedRecords: () => [],
      unrecoverableReadAtMs: () => unrecoverableReadAtMs,
      contact: () => ({ atMs: 1_000_000, leaseLeftMs: 40 * 24 * 60 * 60 * 1000 }),
      eraseAfter: () => 'never',
      sealRecipients: () => ({ agreed: {}, asked: {} }),
      accessNotices: () => [],
      colleagueDevices: () => colleagueDevices,
      onlyHere: () => onlyHere,
      history: ({ below }) => ops.filter(({ path }) => path.startsWith(below)).map(historyEntryOf),
    };

  return {
    document: () => document,
    beside: (documentKind) => [...beside.values()].find((one) => one.kind === documentKind),
    written,
    watch: async (query, ask, onResult) => {
      const answer = answers[query];
      if (!answer) throw new Error(`This fake does not answer ${query}`);
      // Answers come later, as from a worker, and as copies.
      const tell = (): void =>
        void Promise.resolve().then(() => watches.has(tell) && onResult(structuredClone(answer(ask))));
      watches.add(tell);
      tell();
      return () => void watches.delete(tell);
    },
    write: async (_log, registerWrites, writeOptions) => {
      written.push(registerWrites);
      await gate;
      fakeUndo.note(registerWrites, writeOptions);
      const writeResult = writeNow(registerWrites);
      answerAll();
      return writeResult;
    },
    ...fakeUndo.api,
    acts,
    publish: (instrument) => {
      publishedInstruments.push(instrument);
      answerAll();
    },
    syncNow: async () => {
      acts.push('syncNow');
      if (storeStatus.sync.kind === 'paused') setStatus({ sync: { kind: 'idle' } });
    },
    pauseSync: async (isPaused) => {
      acts.push(isPaused ? 'pause' : 'resume');
      setStatus({ sync: { kind: isPaused ? 'paused' : 'idle' } });
    },
    enrol: async () => ({ kind: 'unreachable', why: 'fake' }),
    simulateOffline: async (offline) => offline,
    dismissRestored: async () => setStatus({ restored: null }),
    ...place.api,
    dismissUnrecoverable: async () => {
      unrecoverableReadAtMs = galleryNowMs;
      answerAll();
    },
    dismissRenewed: async () => setStatus({ renewed: null }),
    markCompared: async (deviceId) => {
      acts.push(`compared ${deviceId}`);
      colleagueDevices = colleagueDevices.map((colleagueDevice) =>
        colleagueDevice.device === deviceId
          ? { ...colleagueDevice, comparedAtMs: 1_000_000, isNew: false }
          : colleagueDevice,
      );
      answerAll();
    },
    answerNotice: async (id, noticeAnswer) => {
      acts.push(`${noticeAnswer} ${id}`);
      return 'done';
    },
    agreeToSealKey: async (sealRole, recipient) => {
      acts.push(`agreed ${sealRole} ${recipient}`);
    },
    dismissNewDevices: async () => {
      colleagueDevices = colleagueDevices.map((colleagueDevice) => ({ ...colleagueDevice, isNew: false }));
      answerAll();
    },
    dismissErased: async () => setStatus({ erased: null, erasedMissions: null, erasedParts: null }),
    ...deviceOnly.api,
    removeMission: async (log, how) => {
      acts.push(`removeMission, ${how} what is only here`);
      if (how === 'keep' && onlyHere.notes + onlyHere.records + onlyHere.setAside > 0)
        return { kind: 'refused', reason: { kind: 'onlyHere', ...onlyHere } };
      removedMissions = [{ log, title: 'The mission', atMs: 1_000_000 }];
      answerAll();
      return { kind: 'removed' };
    },
    restoreMission: async () => {
      acts.push('restore');
      removedMissions = [];
      answerAll();
    },
    receive(path, value, over) {
      const at = Path.parse(path);
      const { doc, kind } = document;
      take(nextOp(2, { doc, kind, path: at, value, over: over ?? dotsAt(document, at) }));
      answerAll();
    },
    hold() {
      let open = (): void => undefined;
      gate = new Promise((resolve) => {
        open = resolve;
      });
      return {
        open: () => {
          gate = Promise.resolve();
          open();
        },
      };
    },
    setRoles(nextRoles, how) {
      roles = nextRoles;
      if (how?.silently !== true) answerAll();
    },
    setStatus,
    setOnlyHere(nextContent) {
      onlyHere = nextContent;
      answerAll();
    },
    setDiskProblem(why) {
      diskProblem = why;
    },
  };
}

const numbersIn = (document: Document): number =>
  Math.max(
    0,
    ...Object.values(document.registers).flatMap(({ heads }) =>
      heads.filter(({ dot }) => deviceOfDot(dot) === aDevice(1)).map(({ dot }) => numberOfDot(dot)),
    ),
  );
