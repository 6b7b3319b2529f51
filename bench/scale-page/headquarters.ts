import type { Document } from '#domain/document/document.ts';
import { DeviceId, type LogId, PersonId } from '#domain/ids.ts';
import { encodePage } from '#sync/protocol/snapshot-codec.ts';
import { SyncRequest } from '#sync/protocol/wire.ts';
import { documentOf, haveOf, logOf } from './many-documents.ts';
import type { HowMany } from './scale-page.ts';

export const ownDevice = DeviceId.parse('f'.repeat(32));
export const person = PersonId.parse('0197b1a0-0000-7000-8000-00000000000f');
const place = 1_000;

/** Answers a laptop's requests in the page, out of documents that are made when they are asked for. */
export class BenchHeadquarters {
  readonly #howMany: HowMany;
  readonly #acked = new Map<string, number>();

  constructor(howMany: HowMany) {
    this.#howMany = howMany;
  }

  get grants() {
    const logs = Array.from({ length: this.#howMany.missions }, (_, at) => logOf(at));
    return {
      etag: 'all',
      logs: Object.fromEntries(logs.map((log) => [log, ['assessor']])),
      devices: { [ownDevice]: { person, name: 'Newcomer' } },
    };
  }

  answer(path: string, body: string | null): string {
    return body === null ? this.#page(path) : this.#sync(SyncRequest.parse(JSON.parse(body)));
  }

  /** A log is told to have more than one answer takes, so that it comes as a snapshot; own packs count at once. */
  #sync({ logs, packs }: SyncRequest): string {
    for (const pack of packs) {
      const { log, first, ops } = JSON.parse((pack as { readonly payload: string }).payload); // made by our own store
      this.#acked.set(log, first + ops.v.length - 1);
    }
    const answers = Object.entries(logs).map(([log, question]) => [
      log,
      {
        entries: [],
        next: question?.since === 0 ? 1 : question?.since,
        more: question?.since === 0,
        acked: this.#acked.get(log) ?? 0,
        ...(question?.have && { have: haveOf(this.#howMany) }),
      },
    ]);
    return JSON.stringify({
      protocol: 1,
      now: Date.now(),
      verdicts: [],
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
    let at = after === null ? 0 : after === logOf(mission) ? 1 : Number.parseInt(after.slice(-12), 16) + 1;
    const documents: Document[] = [];
    for (let size = 0; at <= assessmentsPerMission && (size < bytes || documents.length === 0); at++) {
      const document = documentOf(mission, at, this.#howMany);
      documents.push(document);
      size += JSON.stringify(document.registers).length * 0.55; // as the server reckons
    }
    const left = assessmentsPerMission + 1 - at;
    const have = haveOf(this.#howMany);
    return encodePage({ place, have, documents, holds: {}, held: [], left, more: left > 0 });
  }

  #missionOf(log: LogId): number {
    for (let mission = 0; mission < this.#howMany.missions; mission++)
      if (logOf(mission) === log) return mission;
    throw new Error(`There is no mission ${log}`);
  }
}
