import type { Document } from '#domain/document/document.ts';
import { documentSourcesOf } from '#domain/document/document-draft.ts';
import { type ErasedPart, eraseOpContents } from '#domain/document/erase-ops.ts';
import {
  type Dot,
  deviceOfDot,
  dotOf,
  hasSeenDot,
  isTextOp,
  numberOfDot,
  type Op,
  type Path,
  type VersionVector,
} from '#domain/document/op.ts';
import { parsedUpdateOf } from '#domain/document/text-update.ts';
import type { DeviceId, DocumentId, LogId, PersonId } from '#domain/ids.ts';
import type { AccessNotice } from '#sync/protocol/access-notices.ts';
import { decodePack, erasedPackText, packHash, payloadWithOps } from '#sync/protocol/erased-pack.ts';
import { chainStartHash, type Sha256 } from '#sync/protocol/hash.ts';
import { wireLimits } from '#sync/protocol/limits.ts';
import type { OpenedPack } from '#sync/protocol/pack-codec.ts';
import type { SnapshotPage } from '#sync/protocol/snapshot.ts';
import {
  type Grants,
  type LogAnswer,
  type LogEntry,
  Pack,
  type PackEntry,
  type SyncRequest,
  type SyncResponse,
  type Verdict,
} from '#sync/protocol/wire.ts';
import { judgeChainLink, judgePackOps, type TextAuthorship } from '#sync/server/judge-pack.ts';
import {
  applyOpToLog,
  emptyLogState,
  hasAppliedInLog,
  type LogState,
} from '#tests/support/builders/log-state.ts';
import { fakeServerKey, fakeServerSignature } from './fake-server-key.ts';
import type { Headquarters, Member, PresentedDevice, SnapshotAsk } from './headquarters.ts';

interface FakeEntry {
  readonly entry: LogEntry;
  readonly pack: {
    readonly opened: OpenedPack;
    readonly hash: Sha256;
    readonly held: readonly number[];
  } | null;
}

interface FakeLog {
  readonly entries: FakeEntry[];
  readonly ops: Map<Dot, Op>;
  readonly held: Set<Dot>;
  state: LogState;
}

/**
 * Headquarters in memory: the real judgement (sync/server/judge-pack.ts) and the real fold around a list of entries.
 * Signatures are not checked: the HTTP server does that, and its tests check it.
 */
export class FakeServer implements Headquarters {
  nowMs: number;
  /** A headquarters that is wrong about every chain. */
  callsEveryPackAFork = false;
  /** Most held ops of a person in a log (J5c). */
  heldLimit: number = wireLimits.heldOps;
  /** Id of its log that is the programme's; null while nobody is told about logs. */
  programme: LogId | null = null;
  /** Titles of its missions, once somebody is told about logs. */
  titles: Readonly<Record<LogId, string>> = {};
  readonly #logs = new Map<LogId, FakeLog>();
  readonly #members = new Map<DeviceId, Member>();
  readonly #keys = new Map<DeviceId, string>();
  /** Notices that every device gets until they are answered. */
  notices: readonly AccessNotice[] = [];
  /** Answers to notices, as `id answer`, in order. */
  readonly noticeAnswers: string[] = [];
  #grantsVersion = 0;

  constructor(nowMs: number) {
    this.nowMs = nowMs;
  }

  enrol({ device, publicKey }: PresentedDevice, member: Member): void {
    this.#keys.set(device, publicKey);
    this.#members.set(device, member);
    this.#grantsVersion += 1;
  }

  /** Forget a device, as if it had never been enrolled. */
  forget(device: DeviceId): void {
    this.#members.delete(device);
  }

  document(log: LogId, doc: DocumentId): Document | undefined {
    return this.#log(log).state.documents.get(doc);
  }

  packs(log: LogId): readonly string[] {
    return this.#log(log).entries.flatMap(({ entry }) => ('pack' in entry ? [entry.pack.payload] : []));
  }

  /** A person with the right lets held ops take effect (J5). */
  release(log: LogId, device: DeviceId, numbers: readonly number[], by: PersonId): void {
    const held = this.#log(log);
    for (const n of numbers) held.held.delete(dotOf(device, n));
    held.state = foldAgain(held);
    const place = held.entries.length + 1;
    held.entries.push({ entry: { place, release: { device, n: [...numbers], by } }, pack: null });
  }

  /** Lose everything after a place, as a server that was restored from a backup. */
  restoreTo(log: LogId, place: number): void {
    const lost = this.#log(log).entries.slice(place);
    const kept = this.#log(log).entries.slice(0, place);
    this.#logs.delete(log);
    for (const { pack, entry } of kept)
      if (pack && 'pack' in entry) this.#append(this.#log(log), pack.opened, entry.pack, pack.held);
    if (lost.length === 0) throw new Error('Nothing was lost');
  }

  /**
   * Erase the content of a path (docs/requirements.md E8), as headquarters does: in its pack, at its own place, in the
   * document.
   */
  erase(id: LogId, doc: DocumentId, path: Path, part: ErasedPart = 'all'): void {
    const log = this.#log(id);
    const ops = [...log.ops.values()].filter((op) => op.doc === doc && op.path === path);
    const heads = new Set(log.state.documents.get(doc)?.registers[path]?.heads.map(({ dot }) => dot));
    const gone = eraseOpContents({ ops, heads, isHeld: (dot) => log.held.has(dot) }, part);
    const erased = new Map(gone.map((op) => [op.dot, op]));
    for (const one of log.entries.slice()) {
      const payload = one.pack && payloadWithOps(one.pack.opened, erased);
      if (one.pack && payload !== null && 'pack' in one.entry)
        this.#replace(log, one, erasedPack(one.pack.hash, payload));
    }
  }

  #replace(log: FakeLog, { entry, pack }: FakeEntry, left: Pack): void {
    const opened = decodePack(left);
    if (pack === null || !('pack' in entry) || !opened.ok) throw new Error('There is no such pack');
    const there = { ...entry, pack: left };
    log.entries[entry.place - 1] = { entry: there, pack: { ...pack, opened: opened.value } };
    log.entries.push({ entry: { ...there, place: log.entries.length + 1 }, pack: null });
    for (const op of opened.value.ops) log.ops.set(op.dot, op);
    log.state = foldAgain(log);
  }

  sync(request: SyncRequest): SyncResponse {
    const member = this.#members.get(request.device);
    if (member === undefined) throw new Error('An unknown device is refused before this');
    const verdicts = request.packs.map((pack) => this.#receive(member, pack));
    const etag = `${this.#grantsVersion}`;
    const logs = Object.entries(request.logs) as [LogId, { since: number; have?: VersionVector }][];
    return {
      protocol: 1,
      now: this.nowMs,
      verdicts,
      logs: Object.fromEntries(
        logs
          .filter(([log]) => log in member.roles)
          .map(([log, { since, have }]) => [log, this.#read(log, request, since, have)]),
      ) as SyncResponse['logs'],
      ...(request.grants !== etag && { grants: this.#grants(member, etag) }),
      orders: [],
      ...(this.notices.length > 0 && { notices: this.notices }),
    };
  }

  /** Take `POST /api/v1/notices/{id}/{answer}`; false where there is no such notice. */
  answerNotice(path: string): boolean {
    const [id, answer] = path.split('/').slice(-2);
    if (!this.notices.some((notice) => notice.id === id)) return false;
    this.noticeAnswers.push(`${id} ${answer}`);
    this.notices = this.notices.filter((notice) => notice.id !== id);
    return true;
  }

  snapshot(id: LogId, { bytes, after = '', place: firstPlace }: SnapshotAsk): SnapshotPage {
    const log = this.#log(id);
    const place = log.entries.length;
    const all = [...log.state.documents.values()].sort((a, b) => (a.doc < b.doc ? -1 : 1));
    const rest = all.filter(({ doc }) => doc > after);
    const count = Math.max(1, countWithin(rest, bytes));
    const documents = rest.slice(0, count);
    const left = rest.length - documents.length;
    const docs = new Set(documents.map(({ doc }) => doc));
    const holds = numbersOf([...log.held].filter((dot) => docs.has(log.ops.get(dot)?.doc as DocumentId)));
    const held = left > 0 ? [] : heldAt(log, firstPlace ?? place);
    return structuredClone({ place, have: haveOf(log), documents, holds, held, left, more: left > 0 });
  }

  #receive(member: Member, sent: unknown): Verdict {
    const pack = Pack.parse(sent);
    const hash = packHash(pack);
    const opened = decodePack(pack);
    if (!opened.ok) return { pack: hash, verdict: 'refused', code: 'malformed' };
    if (member.roles[opened.value.log] === undefined)
      return { pack: hash, verdict: 'refused', code: 'access' };
    // By any relay: the author's rights count.
    const author = this.#members.get(opened.value.device);
    if (author === undefined) return { pack: hash, verdict: 'refused', code: 'device' };
    const roles = author.roles[opened.value.log] ?? [];

    if (this.callsEveryPackAFork) return { pack: hash, verdict: 'fork' };
    const log = this.#log(opened.value.log);
    const storedEntry = log.entries.find((one) => one.pack?.hash === hash);
    const stored = storedEntry?.pack;
    // Its backup is from before an erasure, and a device that carried it out reports it.
    if (pack.erased && storedEntry && 'pack' in storedEntry.entry && !storedEntry.entry.pack.erased)
      this.#replace(log, storedEntry, pack);
    const chain = judgeChainLink(endOf(log, opened.value.device), opened.value, stored !== undefined);
    switch (chain.kind) {
      case 'gap':
        return { pack: hash, verdict: 'gap', need: chain.need };
      case 'fork':
        return { pack: hash, verdict: 'fork' };
      case 'duplicate':
        return { pack: hash, verdict: 'duplicate', ...heldPart(stored?.held ?? []) };
      case 'next': {
        const taken = { have: haveOf(log), held: log.held };
        const authorship = authorshipIn(log, opened.value.device);
        const documents = documentSourcesOf(log.state.documents);
        const judged = judgePackOps(opened.value.ops, roles, taken, documents, authorship);
        const held = judged.held.map(({ n }) => n);
        if (held.length > 0 && this.#heldOf(log, author.person) + held.length > this.heldLimit)
          return { pack: hash, verdict: 'refused', code: 'held-full' };
        this.#append(log, opened.value, pack, held);
        return { pack: hash, verdict: 'accepted', ...heldPart(held) };
      }
    }
  }

  #heldOf(log: FakeLog, person: PersonId): number {
    return [...log.held].filter((dot) => this.#members.get(deviceOfDot(dot))?.person === person).length;
  }

  #append(log: FakeLog, opened: OpenedPack, pack: Pack, held: readonly number[]): void {
    const place = log.entries.length + 1;
    log.entries.push({
      entry: { place, pack, ...heldPart(held) },
      pack: { opened, hash: packHash(pack), held },
    });
    // Others may have it from before the erasure, which a restored headquarters has forgotten.
    if (pack.erased) log.entries.push({ entry: { place: place + 1, pack, ...heldPart(held) }, pack: null });
    for (const op of opened.ops) {
      log.ops.set(op.dot, op);
      if (held.some((n) => op.dot === dotOf(opened.device, n))) log.held.add(op.dot);
      else log.state = applyOpToLog(log.state, op);
    }
  }

  #read(id: LogId, request: SyncRequest, since: number, have: VersionVector | undefined): LogAnswer {
    const log = this.#log(id);
    const entries: LogEntry[] = [];
    let bytes = 0;
    // A device that knows of later places: the entries that it read were lost (as after a restored backup).
    let next = Math.min(since, log.entries.length);
    for (const { entry, pack } of log.entries.slice(since)) {
      if (bytes > request.budget) break;
      next = entry.place;
      if (pack && isThere(pack, request.device, have)) continue;
      entries.push(entry);
      bytes += pack ? JSON.stringify(entry).length : 0;
    }
    return {
      entries,
      next,
      more: next < log.entries.length,
      acked: endOf(log, request.device).n,
      ...(have && { have: haveOf(log), holds: numbersOf(log.held) }),
    };
  }

  #grants(member: Member, etag: string): Grants {
    const devices = [...this.#members].map(([device, { person, name }]) => {
      return [device, { person, name, key: this.#keys.get(device) }];
    });
    return {
      etag,
      logs: member.roles,
      devices: Object.fromEntries(devices) as Grants['devices'],
      ...(this.programme !== null && {
        about: {
          ...Object.fromEntries(
            Object.entries(this.titles)
              .filter(([log]) => log in member.roles)
              .map(([log, title]) => [log, { kind: 'mission', title }]),
          ),
          [this.programme]: { kind: 'programme', title: 'Programme' },
        } as Grants['about'],
      }),
    };
  }

  #log(log: LogId): FakeLog {
    const known = this.#logs.get(log);
    if (known) return known;
    const made: FakeLog = { entries: [], ops: new Map(), held: new Set(), state: emptyLogState };
    this.#logs.set(log, made);
    return made;
  }
}

const erasedPack = (hash: Sha256, payload: string): Pack => ({
  payload,
  sig: fakeServerSignature(erasedPackText(hash, payload)),
  erased: { hash, key: fakeServerKey },
});

function numbersOf(dots: Iterable<Dot>): Record<DeviceId, number[]> {
  const numbers: Record<DeviceId, number[]> = {};
  for (const dot of dots) (numbers[deviceOfDot(dot)] ??= []).push(numberOfDot(dot));
  return numbers;
}

/** Number of documents that fit into the bytes. */
function countWithin(documents: readonly Document[], bytes: number): number {
  let size = 0;
  const over = documents.findIndex(({ registers }) => {
    size += JSON.stringify(registers).length;
    return size > bytes;
  });
  return over < 0 ? documents.length : over;
}

/** Packs up to a place with the ops that were held there. */
function heldAt(log: FakeLog, place: number): PackEntry[] {
  const releasedLater = new Set(
    log.entries
      .slice(place)
      .flatMap(({ entry }) =>
        'release' in entry ? entry.release.n.map((n) => dotOf(entry.release.device, n)) : [],
      ),
  );
  return log.entries.slice(0, place).flatMap(({ entry, pack }) => {
    if (pack === null || !('pack' in entry)) return [];
    const isHeld = (dot: Dot): boolean => log.held.has(dot) || releasedLater.has(dot);
    const held = pack.held.filter((n) => isHeld(dotOf(pack.opened.device, n)));
    return held.length > 0 ? [{ ...entry, held }] : [];
  });
}

/** Knows of no renewals: only the real headquarters is told of them. */
const authorshipIn = (log: FakeLog, device: DeviceId): TextAuthorship => ({
  former: [],
  usedUnbound: (doc, path, client) =>
    [...log.ops.values()].some(
      (op) =>
        isTextOp(op) &&
        deviceOfDot(op.dot) === device &&
        op.doc === doc &&
        op.path === path &&
        !log.held.has(op.dot) &&
        parsedUpdateOf(op)?.structs.has(client) === true,
    ),
});

const heldPart = (held: readonly number[]) => (held.length > 0 ? { held: [...held] } : {});

/** Left out are the asker's own packs, unless it lost them, and packs that it got elsewhere, unless held (S3). */
function isThere(
  pack: NonNullable<FakeEntry['pack']>,
  asker: DeviceId,
  have: VersionVector | undefined,
): boolean {
  const isOwn = pack.opened.device === asker;
  if (have === undefined) return isOwn;
  const last = pack.opened.ops.at(-1);
  return last !== undefined && hasSeenDot(have, last.dot) && (isOwn || pack.held.length === 0);
}

function endOf(log: FakeLog, device: DeviceId): { readonly n: number; readonly hash: Sha256 } {
  const last = log.entries.findLast(({ pack }) => pack?.opened.device === device)?.pack;
  return last
    ? { n: last.opened.first + last.opened.ops.length - 1, hash: last.hash }
    : { n: 0, hash: chainStartHash };
}

function haveOf(log: FakeLog): VersionVector {
  const devices = new Set(log.entries.flatMap(({ pack }) => (pack ? [pack.opened.device] : [])));
  return Object.fromEntries([...devices].map((device) => [device, endOf(log, device).n]));
}

function foldAgain(log: FakeLog): LogState {
  let state = emptyLogState;
  for (const [dot, op] of log.ops)
    if (!log.held.has(dot) && !hasAppliedInLog(state, dot)) state = applyOpToLog(state, op);
  return state;
}
