import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import type { History, HistoryEntry, SentPack, UsedCode } from '#tests/support/history/check-history.ts';
import { Device, hashOf } from '#tests/support/protocol/client.mjs';
import { decode, Reader } from '#tests/support/protocol/reader.mjs';
import { oneOf } from '#tests/support/random/seeded-numbers.ts';
import type { ServerBehindProxy } from './two-servers.ts';

/** Acts of all clients, as they happen. */
export class HistoryRecorder {
  readonly sent: SentPack[] = [];
  readonly reads: History['reads'][number][] = [];
  readonly codes: UsedCode[] = [];
  readonly revoked: Record<string, number> = {};

  /** @param log entries of the shared store at the end */
  ended(log: readonly HistoryEntry[]): History {
    return { sent: this.sent, reads: this.reads, codes: this.codes, revoked: this.revoked, log };
  }
}

type WrittenPack = ReturnType<Device['pack']>;

/** Longer than a fail-over takes, and shorter than a round. */
const patienceMs = 15_000;
const pausesMs = [0, 20, 100, 300] as const;
const paths = ['title', 'answers/D3.2/rationale', 'answers/D3.3/rationale'] as const;

/** Documents in which all of these clients write. */
export const sharedDocuments: readonly string[] = Array.from({ length: 3 }, () => randomUUID());

interface ClientParts {
  readonly name: string;
  readonly log: string;
  readonly servers: readonly ServerBehindProxy[];
  readonly recorder: HistoryRecorder;
  readonly random: () => number;
}

/**
 * A hand-written client of the protocol that writes and reads at any of several servers, and notes each act with its
 * answer. It gives up no pack: it offers it to any server until one has taken it.
 */
export class HistoryClient {
  readonly device: Device;
  readonly #reader = new Reader();
  readonly #parts: ClientParts;
  #unanswered: WrittenPack | null = null;
  #count = 0;

  constructor(clientParts: ClientParts) {
    this.#parts = clientParts;
    this.device = new Device(clientParts.servers[0]?.url ?? '');
  }

  /** Use a one-time code at a server. */
  async enrol(code: string, serverBehindProxy: ServerBehindProxy): Promise<UsedCode['result']> {
    this.device.url = serverBehindProxy.url;
    const status = await this.device
      .enrol(code, this.#parts.name, { signal: AbortSignal.timeout(patienceMs) })
      .then((answer) => answer.status)
      .catch(() => null);
    const result = status === 200 ? 'taken' : status === 403 ? 'refused' : 'not answered';
    this.#parts.recorder.codes.push({ code, device: this.device.id, server: serverBehindProxy.name, result });
    return result;
  }

  /** Write and read, at one server or the other, until told to end. */
  async work(isOver: () => boolean): Promise<void> {
    const { servers, random } = this.#parts;
    while (!isOver()) {
      this.#unanswered ??= this.#write();
      const [serverBehindProxy, otherProxy] = random() < 0.5 ? servers : servers.toReversed();
      if (serverBehindProxy === undefined || otherProxy === undefined)
        throw new Error('There are two servers');
      // In one of four cases both get the pack at once.
      const offers = random() < 0.25 ? [serverBehindProxy, otherProxy] : [serverBehindProxy];
      const taken = await Promise.all(offers.map((server) => this.#offer(server)));
      if (taken.includes(true)) this.#unanswered = null;
      await wait(oneOf(random, pausesMs));
    }
  }

  /** Offer the last pack until it is acknowledged, then read everything at this server. */
  async settle(serverBehindProxy: ServerBehindProxy): Promise<void> {
    const untilMs = Date.now() + 30_000;
    while (this.#unanswered !== null) {
      if (await this.#offer(serverBehindProxy)) this.#unanswered = null;
      else if (Date.now() < untilMs) await wait(200);
      else
        throw new Error(
          `${serverBehindProxy.name} takes no pack: ${JSON.stringify(this.#parts.recorder.sent.at(-1))}`,
        );
    }
    await this.read(serverBehindProxy);
  }

  /** Send the next pack once to this server; returns whether it was acknowledged. */
  async sendOnce(serverBehindProxy: ServerBehindProxy): Promise<boolean> {
    this.#unanswered ??= this.#write();
    return this.#offer(serverBehindProxy);
  }

  /** Everything since the last reading. */
  async read(serverBehindProxy: ServerBehindProxy): Promise<void> {
    for (let more = true; more; ) {
      const answered = await this.#sync(serverBehindProxy, []);
      if (answered?.status !== 200)
        throw new Error(`${serverBehindProxy.name} answers ${answered?.status ?? 'nothing'}`);
      more = answered.body.logs[this.#parts.log].more;
    }
  }

  #write(): WrittenPack {
    const { random, log, name } = this.#parts;
    const count = 1 + Math.floor(random() * 3);
    const doc = oneOf(random, sharedDocuments);
    const registers = this.#reader.registers(doc);
    const written = paths.slice(0, count).map((path) => ({
      doc,
      kind: 'assessment',
      path,
      value: `${name} ${(this.#count += 1)}`,
      // Sometimes beside the others: both values then stand.
      over: random() < 0.8 ? (registers[path] ?? []).map(({ dot }) => dot) : [],
    }));
    return this.device.pack(log, written);
  }

  async #offer(serverBehindProxy: ServerBehindProxy): Promise<boolean> {
    const pack = this.#unanswered;
    if (pack === null) return true;
    const beganMs = Date.now();
    const answer = await this.#sync(serverBehindProxy, [pack]);
    const [given] = answer?.status === 200 ? answer.body.verdicts : [];
    const isRefused = answer !== null && answer.status < 500 && answer.status !== 429;
    const known: unknown = given?.verdict ?? (isRefused ? answer.body.code : undefined);
    const verdict =
      known === undefined
        ? 'not answered'
        : known === 'accepted' || known === 'duplicate'
          ? known
          : ('other' as const);
    this.#parts.recorder.sent.push({
      server: serverBehindProxy.name,
      device: this.device.id,
      pack: hashOf(pack.payload),
      ops: decode(pack.payload).ops.map(factsOf),
      verdict,
      ...(verdict === 'other' && { told: String(known) }),
      beganMs,
      endedMs: Date.now(),
    });
    const isTaken = verdict === 'accepted' || verdict === 'duplicate';
    // Its own changes come back to no device.
    if (isTaken) this.#reader.carry(pack);
    return isTaken;
  }

  async #sync(serverBehindProxy: ServerBehindProxy, writtenPacks: readonly WrittenPack[]) {
    const { log, recorder, name } = this.#parts;
    const { since } = this.#reader;
    const beganMs = Date.now();
    // Two questions at once may go to two servers.
    const device = Object.assign(this.device.copy(), { url: serverBehindProxy.url });
    const answer = await device
      .sync({ [log]: { since } }, [...writtenPacks], {}, { signal: AbortSignal.timeout(patienceMs) })
      .catch(() => null);
    const news = answer?.status === 200 ? answer.body.logs[log] : undefined;
    if (news === undefined) return answer?.status === 200 ? null : answer;
    const { next, more, entries } = news;
    recorder.reads.push({
      reader: name,
      device: this.device.id,
      server: serverBehindProxy.name,
      since,
      next,
      more,
      entries: entries.flatMap(historyEntryOf),
      beganMs,
      endedMs: Date.now(),
    });
    if (since === this.#reader.since) this.#reader.take(news);
    return answer;
  }
}

/** Releases of held changes have no changes of their own. */
function historyEntryOf(entry: {
  readonly place: number;
  readonly pack?: { readonly payload: string };
}): HistoryEntry[] {
  const { place, pack } = entry;
  return pack === undefined ? [] : [{ place, ops: decode(pack.payload).ops.map(factsOf) }];
}

/** Without the timestamp, which is not compared. */
const factsOf = ({ dot, doc, path, over, value }: ReturnType<typeof decode>['ops'][number]) => ({
  dot,
  doc,
  path,
  over,
  value,
});

/** The log of a store as it lies there. */
export const historyLogOf = (
  rows: readonly { readonly place: number; readonly payload: string }[],
): readonly HistoryEntry[] =>
  rows.flatMap(({ place, payload }) => historyEntryOf({ place, pack: { payload } }));
