import type { JsonValue } from '#base/json.ts';
import { dotsAt } from '#domain/document/document.ts';
import { DocumentKind, Path, type VersionVector } from '#domain/document/op.ts';
import { type DeviceId, type DocumentId, LogId, type PersonId } from '#domain/ids.ts';
import type { Role } from '#domain/people/role.ts';
import type { Enrolment } from '#renderer/host/host-contract.ts';
import type {
  QueryName,
  RegisterWrite,
  StoreApi,
  StoreQueries,
  WriteResult,
} from '#renderer/store/api/store-api.ts';
import type { FieldDatabase } from '#renderer/store/db/database.ts';
import type { Journal } from '#renderer/store/journal/journal.ts';
import type { ImportedPacks } from '#renderer/store/receive/import-packs.ts';
import { type OpenedStore, openStore } from '#renderer/store/store.ts';
import { encodeSnapshotPage } from '#sync/protocol/snapshot.ts';
import { type Pack, SyncRequest } from '#sync/protocol/wire.ts';
import { TestClock } from '#tests/support/clock/test-clock.ts';
import { fakeServerKey } from '#tests/support/server/fake-server-key.ts';
import { type Headquarters, SnapshotAsk } from '#tests/support/server/headquarters.ts';
import { absentJournal } from './absent-journal.ts';
import { type FakeHost, makeFakeHost } from './fake-host.ts';

export interface TestLaptopStart {
  readonly db: FieldDatabase;
  readonly server: Headquarters;
  readonly person: PersonId;
  readonly name: string;
  readonly roles: Readonly<Record<LogId, readonly Role[]>>;
  readonly clock?: TestClock;
  readonly journal?: Journal;
  /** The same laptop again, after its store was closed or lost. */
  readonly host?: FakeHost;
  /** State of the transport at the start. */
  readonly mood?: TransportMood;
}

/** The transport to headquarters, played by a test. */
export interface FakeTransport {
  mood: TransportMood;
  /** Requests wait for this before they go out. */
  opens?: Promise<void>;
  /** The texts of the requests that left this laptop, answered or not. */
  readonly requests: string[];
  /** Paths of the requested snapshot pages. */
  readonly pages: string[];
}

/**
 * Behaviour of the transport: normal, no network, lost answers, a stranger's page, refusals, a full disk, a day's quota, no snapshots.
 */
export type TransportMood =
  | 'good'
  | 'down'
  | 'losesAnswers'
  | 'portal'
  | 'revoked'
  | 'busy'
  | 'storeFull'
  | 'quota'
  | 'noSnapshots';

const hasPacks = (text: string): boolean =>
  text !== '' && SyncRequest.parse(JSON.parse(text)).packs.length > 0;

/** The one laptop of tests: a real store with a fake shell around it, and any headquarters. */
export class TestLaptop {
  readonly store: StoreApi;
  readonly host: FakeHost;
  readonly clock: TestClock;
  readonly db: FieldDatabase;
  readonly transport: FakeTransport;
  readonly #open: OpenedStore;

  private constructor(
    open: OpenedStore,
    fakeTransport: FakeTransport,
    fakeHost: FakeHost,
    testClock: TestClock,
    db: FieldDatabase,
  ) {
    this.#open = open;
    this.transport = fakeTransport;
    this.store = open.store;
    this.host = fakeHost;
    this.clock = testClock;
    this.db = db;
  }

  get id(): DeviceId {
    return this.host.device;
  }

  static async start(testLaptopStart: TestLaptopStart): Promise<TestLaptop> {
    const { db, server, person, name, roles, journal = absentJournal } = testLaptopStart;
    const testClock = testLaptopStart.clock ?? new TestClock(server.nowMs);
    const fakeHost = testLaptopStart.host ?? (await makeFakeHost({ enrolment: anEnrolment(person, name) }));
    const knownDeviceIds = new Set<DeviceId>();
    const makeKnown = async (): Promise<void> => {
      if (!knownDeviceIds.has(fakeHost.device)) await server.enrol(fakeHost, { person, name, roles });
      knownDeviceIds.add(fakeHost.device);
    };
    await makeKnown();

    const fakeTransport: FakeTransport = { mood: testLaptopStart.mood ?? 'good', requests: [], pages: [] };
    fakeHost.play({
      request: async ({ path, body }) => {
        await fakeTransport.opens;
        const { mood } = fakeTransport;
        // The shell makes a new identity known before anything else.
        if (mood === 'good' || mood === 'losesAnswers') await makeKnown();
        const text = body ?? '';
        if (body === null) fakeTransport.pages.push(path);
        else fakeTransport.requests.push(text);
        if (mood === 'down') return { kind: 'unreachable', why: 'down' };
        if (mood === 'revoked') return { kind: 'refused', status: 401, code: 'device' };
        if (mood === 'busy') return { kind: 'refused', status: 503, code: 'busy' };
        if (mood === 'storeFull' && hasPacks(text))
          return { kind: 'refused', status: 507, code: 'store-full' };
        if (mood === 'quota' && hasPacks(text)) return { kind: 'refused', status: 429, code: 'quota' };
        if (mood === 'noSnapshots' && body === null) return { kind: 'refused', status: 404, code: 'no-log' };
        if (mood === 'portal') return answered(text, '<html>Welcome to the hotel</html>');
        if (path.startsWith('/api/v1/notices/'))
          return server.answerNotice?.(path)
            ? answered(text, '{"done":true}')
            : { kind: 'refused', status: 404, code: 'not-found' };
        const answer = await answerOf(server, path, body);
        if (mood === 'losesAnswers') return { kind: 'unreachable', why: 'lost' };
        return answer;
      },
    });
    const open = await openStore({
      db,
      host: fakeHost,
      journal,
      nowMs: testClock.now,
      alarm: testClock,
      chance: () => 0,
      onBroken: failTest,
    });
    return new TestLaptop(open, fakeTransport, fakeHost, testClock, db);
  }

  /** Answer of a question once it is as expected. */
  until<Q extends QueryName>(
    query: Q,
    ask: StoreQueries[Q]['ask'],
    isSo: (result: StoreQueries[Q]['result']) => boolean,
  ): Promise<StoreQueries[Q]['result']> {
    return new Promise((resolve, reject) => {
      const watching = this.store.watch(query, ask, (result) => {
        if (!isSo(result)) return;
        resolve(result);
        watching.then((stop) => stop(), reject);
      });
      watching.catch(reject);
    });
  }

  query<Q extends QueryName>(query: Q, ask: StoreQueries[Q]['ask']): Promise<StoreQueries[Q]['result']> {
    return this.until(query, ask, () => true);
  }

  /** The status when no request is under way. */
  async rest(): Promise<StoreQueries['status']['result']> {
    await this.until('status', null, ({ sync }) => sync.kind !== 'pushing');
    // Read again: the machine reports its state a moment before the data of its last answer is read.
    return this.query('status', null);
  }

  /** Requests that left this laptop, answered or not. */
  get sent(): readonly SyncRequest[] {
    return this.transport.requests.map((text) => SyncRequest.parse(JSON.parse(text)));
  }

  /** The person asks to sync now; resolves when the machine is idle again. */
  async sync(): Promise<StoreQueries['status']['result']> {
    await this.rest();
    await this.store.syncNow();
    return this.rest();
  }

  /** Write one value as a person who sees the document as it is here now. */
  async write(
    logId: LogId,
    documentId: DocumentId,
    kind: string,
    path: string,
    value: JsonValue,
  ): Promise<WriteResult> {
    const seen = await this.query('document', { log: logId, doc: documentId });
    return this.store.write(logId, [aWrite(documentId, kind, path, value, dotsAt(seen?.document, path))]);
  }

  /** Packs handed over on a stick. */
  carry(packs: readonly Pack[]): Promise<ImportedPacks> {
    return this.#open.carry(packs);
  }

  packsFor(logId: LogId, remoteVector: VersionVector = {}): Promise<readonly Pack[]> {
    return this.#open.packsFor(logId, remoteVector);
  }

  close(): Promise<void> {
    return this.#open.close();
  }
}

/** Hand a failure to the runner, so that no test hides it. */
function failTest(error: unknown): void {
  queueMicrotask(() => {
    throw error instanceof Error ? error : new Error(String(error));
  });
}

export const anEnrolment = (person: PersonId, name: string): Enrolment => ({
  person,
  name,
  url: 'http://hq.test/',
  serverName: 'HQ',
  serverKey: fakeServerKey,
});

export const aWrite = (
  doc: DocumentId,
  kind: string,
  path: string,
  value: JsonValue,
  over: Extract<RegisterWrite, { value: JsonValue }>['over'] = [],
): RegisterWrite => ({ doc, kind: DocumentKind.parse(kind), path: Path.parse(path), value, over });

/** Answer of headquarters to a sync request or, without a body, to a request for a page of a snapshot. */
export async function answerOf(server: Headquarters, path: string, body: string | null) {
  const answer =
    body === null
      ? encodeSnapshotPage(await askForPage(server, path))
      : JSON.stringify(await server.sync(SyncRequest.parse(JSON.parse(body))));
  return answered(body ?? '', answer);
}

function askForPage(server: Headquarters, path: string) {
  const { pathname, searchParams } = new URL(path, 'http://hq.test');
  const logId = LogId.parse(pathname.split('/').at(-2));
  return server.snapshot(logId, SnapshotAsk.parse(Object.fromEntries(searchParams)));
}

const answered = (up: string, down: string) =>
  ({
    kind: 'answered',
    status: 200,
    body: down,
    bytesUp: up.length,
    bytesDown: down.length,
    tookMs: 1,
  }) as const;
