import type { Document } from '#domain/document/document.ts';
import { DeviceId, type LogId, PersonId } from '#domain/ids.ts';
import type { Role } from '#domain/people/role.ts';
import { HostRequest } from '#renderer/host/host-contract.ts';
import { sha256Of } from '#sync/protocol/hash.ts';
import { encodeSnapshotPage } from '#sync/protocol/snapshot.ts';
import { SyncRequest } from '#sync/protocol/wire.ts';
import {
  missionDocumentOf,
  missionLogId,
  type ScaleSize,
  versionVectorOf,
} from '../workload/many-documents.ts';

const ownDeviceId = DeviceId.parse('f'.repeat(32));
const ownPersonId = PersonId.parse('0197b1a0-0000-7000-8000-00000000000f');
const snapshotPlace = 1_000;

/** Answer a laptop's requests in the page, from documents that are made on request. */
export class FakeSyncServer {
  readonly #howMany: ScaleSize;
  readonly #acked = new Map<string, number>();

  readonly #roles: readonly Role[];

  constructor(howMany: ScaleSize, roles: readonly Role[] = ['assessor']) {
    this.#howMany = howMany;
    this.#roles = roles;
  }

  get grants() {
    const logIds = Array.from({ length: this.#howMany.missions }, (_, at) => missionLogId(at));
    return {
      etag: 'all',
      logs: Object.fromEntries(logIds.map((log) => [log, this.#roles])),
      devices: { [ownDeviceId]: { person: ownPersonId, name: 'Newcomer' } },
    };
  }

  answer(path: string, body: string | null): string {
    return body === null ? this.#page(path) : this.#sync(SyncRequest.parse(JSON.parse(body)));
  }

  /**
   * Pretend that a log has more than one response takes, so that it comes as a snapshot; own packs count at
   * once.
   */
  #sync({ logs, packs }: SyncRequest): string {
    const verdicts = packs.map((pack) => {
      const { payload } = pack as { readonly payload: string }; // made by our own store
      const { log, first, ops } = JSON.parse(payload);
      this.#acked.set(log, first + ops.v.length - 1);
      return { pack: sha256Of(payload), verdict: 'accepted' };
    });
    const answers = Object.entries(logs).map(([log, logQuestion]) => [
      log,
      {
        entries: [],
        next: logQuestion?.since === 0 ? 1 : logQuestion?.since,
        more: logQuestion?.since === 0,
        acked: this.#acked.get(log) ?? 0,
        ...(logQuestion?.have && { have: versionVectorOf(this.#howMany) }),
      },
    ]);
    return JSON.stringify({
      protocol: 1,
      now: Date.now(),
      verdicts,
      logs: Object.fromEntries(answers),
      orders: [],
    });
  }

  #page(path: string): string {
    const { pathname, searchParams } = new URL(path, 'http://hq.test');
    const mission = this.#missionOf(pathname.split('/').at(-2) as LogId); // one of the grants
    const after = searchParams.get('after');
    const bytes = Number(searchParams.get('bytes'));
    const { assessmentsPerMission } = this.#howMany;
    let at =
      after === null ? 0 : after === missionLogId(mission) ? 1 : Number.parseInt(after.slice(-12), 16) + 1;
    const documents: Document[] = [];
    for (let size = 0; at <= assessmentsPerMission && (size < bytes || documents.length === 0); at++) {
      const document = missionDocumentOf(mission, at, this.#howMany);
      documents.push(document);
      size += JSON.stringify(document.registers).length * 0.55; // by the server's own estimate
    }
    const left = assessmentsPerMission + 1 - at;
    const have = versionVectorOf(this.#howMany);
    return encodeSnapshotPage({
      place: snapshotPlace,
      have,
      documents,
      holds: {},
      held: [],
      left,
      more: left > 0,
    });
  }

  #missionOf(logId: LogId): number {
    for (let mission = 0; mission < this.#howMany.missions; mission++)
      if (missionLogId(mission) === logId) return mission;
    throw new Error(`There is no mission ${logId}`);
  }
}

/** The shell's end of a host port: an identity, a journal that keeps nothing, and headquarters in the page. */
export function serveFakeShell(port: MessagePort, headquarters: FakeSyncServer, isEnrolled: boolean): void {
  const enrolment = {
    person: ownPersonId,
    name: 'Newcomer',
    url: 'http://hq.test/',
    serverName: 'HQ',
    serverKey: 'key',
  };
  const identity = {
    device: ownDeviceId,
    publicKey: 'A'.repeat(43),
    former: [],
    renewedFor: null,
    backup: null,
    enrolment: isEnrolled ? enrolment : null,
  };
  const answers: Readonly<Record<string, (ask: never) => unknown>> = {
    'app.about': () => ({
      version: '0',
      platform: 'bench',
      runtime: 'page',
      isPackaged: false,
      isDemonstration: true,
    }),
    'device.identity': () => identity,
    'database.discard': () => null,
    'database.engineChanged': () => false,
    'database.whole': () => null,
    'device.offer': () => null,
    'device.sign': () => ({ sig: 'A'.repeat(86) }),
    'device.enrol': () => ({
      kind: 'enrolled',
      enrolment,
      response: {
        person: ownPersonId,
        name: 'Newcomer',
        server: { name: 'HQ', recipients: [], key: 'key' },
        grants: headquarters.grants,
        lease: 1,
      },
    }),
    'net.simulateOffline': () => false,
    'net.request': ({ path, body }: { readonly path: string; readonly body: string | null }) => {
      const text = headquarters.answer(path, body);
      const traffic = { bytesUp: body?.length ?? 0, bytesDown: text.length, tookMs: 5 };
      return { kind: 'answered', status: 200, body: text, ...traffic };
    },
    'vault.eraseAfter': () => null,
    'vault.storeKeys': () => ({
      database: 'fieldbook-bench',
      ...Object.fromEntries(['store', 'journal', 'index', 'blobs'].map((label) => [label, sampleKey(label)])),
    }),
    'journal.append': () => ({ kind: 'kept', file: 1, room: 'ample' }),
    'journal.files': () => [],
    'journal.room': () => 'ample',
    'journal.drop': () => null,
  };
  port.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
    const { id, channel, ask } = HostRequest.parse(data);
    const answer = answers[channel];
    if (answer === undefined) port.postMessage({ id, failure: `${channel} is not played here` });
    else port.postMessage({ id, answer: answer(ask as never) }); // each takes its own channel's input
  });
  port.start();
}

const sampleKey = (label: string): Uint8Array => new Uint8Array(32).fill(label.length);
