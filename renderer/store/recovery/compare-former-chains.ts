import { highestSeenNumber, type Op } from '#domain/document/op.ts';
import type { DeviceId, LogId } from '#domain/ids.ts';
import type { RoundBudget } from '#sync/client/link.ts';
import { bytesInRequest, fitsBudget, packsBeyondNumber, takeFromBudget } from '#sync/client/plan-request.ts';
import type { SignatureVerifier, SyncTransport } from '#sync/client/ports.ts';
import { wirePackOf } from '#sync/protocol/erased-pack.ts';
import { wireLimits } from '#sync/protocol/limits.ts';
import type { LogAnswer, SyncResponse } from '#sync/protocol/wire.ts';
import type { SuccessorIdentity } from '../api/live-state.ts';
import type { FieldDatabase } from '../db/database.ts';
import { readLogRow, readLogRows, readMeta } from '../db/meta.ts';
import { readPackBefore, readPacksFrom } from '../db/pack-chain.ts';
import type { LogRow, PackRow } from '../db/rows.ts';
import { type ArrivedPack, openStoredPack } from '../db/stored-packs.ts';
import { openLogEntries, readDeviceKeys, verifyEntrySignatures } from '../receive/open-entries.ts';
import {
  emptyTraffic,
  parseSyncResponse,
  type SyncRoundResult,
  unansweredRound,
} from '../receive/sync-round-result.ts';

/** Copy that headquarters has of the end of a former identity's chain in one log. */
export interface ServerChain {
  /** End of a pack up to which both copies are the same. */
  readonly after: number;
  /** Its packs beyond that, in chain order and without a hole. */
  readonly packs: readonly ArrivedPack[];
  /** Reason why headquarters took no further pack of this laptop; null when it refused none. */
  readonly refusal: string | null;
  /** Ops that it has under the identities between the former and the present one. */
  readonly opsBetween: readonly Op[];
}

interface ComparisonDependencies {
  readonly db: FieldDatabase;
  readonly transport: SyncTransport;
  readonly verifier?: SignatureVerifier;
}

/**
 * Comparison of a former identity's chains with headquarters, before the present one makes any op again (P2). It reads
 * headquarters' copy. Then it offers the signed packs that continue it, as any sender may (P2g). So only ops that
 * headquarters does not get under the former identity need another number. One answer about all logs ends it: while one
 * log is read, a copy of this laptop may bring ops of another. Nothing here changes the database.
 */
export class FormerChainComparison {
  readonly #from: DeviceId;
  readonly #successor: Pick<SuccessorIdentity, 'device' | 'between'>;
  #logs: Map<LogId, ComparedLog> | null = null;
  /** The last answer was about all logs, and nothing was left to read in any. */
  #isCurrent = false;

  constructor(from: DeviceId, successor: Pick<SuccessorIdentity, 'device' | 'between'>) {
    this.#from = from;
    this.#successor = successor;
  }

  /** Headquarters' copies by log, of the logs that it lets this person read. */
  get chains(): ReadonlyMap<LogId, ServerChain> {
    return new Map([...(this.#logs ?? [])].filter(([, log]) => log.isReadable));
  }

  /** Ask one request; null when there is nothing left to ask. */
  async runRound(parts: ComparisonDependencies, round: RoundBudget): Promise<SyncRoundResult | null> {
    const { db, transport } = parts;
    const logs = (this.#logs ??= await this.#begin(db));
    const readable = [...logs].filter(([, { isReadable }]) => isReadable);
    const isRead = readable.every(([, compared]) => compared.isRead);
    const offered = isRead ? await this.#packsToOffer(db, round) : [];
    if (offered.length === 0 && (readable.length === 0 || (isRead && this.#isCurrent))) return null;
    const asked = offered.length === 0 ? readable : [];
    const text = await this.#requestText(db, asked, offered, round);
    const answer = await transport.sync(text);
    if (answer.kind !== 'answered') return unansweredRound(answer);
    const traffic = { ...emptyTraffic, bytesUp: answer.bytesUp, bytesDown: answer.bytesDown };
    const response = parseSyncResponse(answer.body);
    if (response === null) return { kind: 'failed', code: 'unreadable', traffic };
    for (const [log, compared] of asked) await this.#read(parts, response, log, compared);
    for (const row of offered) this.#judge(response, row);
    this.#isCurrent = asked.length > 0 && asked.every(([, compared]) => compared.isRead);
    return {
      kind: 'answered',
      left: true,
      stopped: new Map(),
      traffic,
      textBytes: text.length + answer.body.length,
      tookMs: answer.tookMs,
    };
  }

  async #begin(db: FieldDatabase): Promise<Map<LogId, ComparedLog>> {
    const logs = new Map<LogId, ComparedLog>();
    for (const row of await readLogRows(db))
      if (row.erased === undefined && highestSeenNumber(row.have, this.#from) > 0)
        logs.set(row.log, new ComparedLog(await lastConfirmedPackEnd(db, row, this.#from)));
    return logs;
  }

  async #requestText(
    db: FieldDatabase,
    asked: readonly (readonly [LogId, ComparedLog])[],
    offered: readonly PackRow[],
    round: RoundBudget,
  ): Promise<string> {
    const grants = await readMeta(db, 'grants');
    const logs: Record<LogId, unknown> = {};
    const between: ReadonlySet<string> = new Set(this.#successor.between);
    for (const [log, { since, end }] of asked) {
      // Nothing of others is asked for here, and headquarters leaves out packs that `have` covers (S3).
      const others = [
        ...Object.keys(grants?.devices ?? {}),
        ...Object.keys((await readLogRow(db, log)).have),
      ].filter((device) => !between.has(device));
      const have = Object.fromEntries(others.map((device) => [device, wireLimits.number]));
      logs[log] = { since, have: { ...have, [this.#from]: end } };
    }
    return JSON.stringify({
      protocol: 1,
      device: this.#successor.device,
      logs,
      packs: offered.map(wirePackOf),
      budget: Math.max(minimumAnswerBytes, round.answerBytes),
      ...(grants && { grants: grants.etag }),
    });
  }

  async #read(
    { db, verifier }: ComparisonDependencies,
    response: SyncResponse,
    log: LogId,
    compared: ComparedLog,
  ): Promise<void> {
    const answer = response.logs[log];
    if (answer === undefined) return compared.refuseReading();
    const opened = openLogEntries(log, answer.entries);
    const readKeys = () => readDeviceKeys(db, response.grants);
    const { device: to, between } = this.#successor;
    const packs = (await verifyEntrySignatures(verifier, readKeys, to, opened)).filter(
      (one) => one.kind === 'pack',
    );
    compared.read(
      packs.filter(({ row }) => row.device === this.#from),
      packs.filter(({ row }) => between.includes(row.device)).flatMap((one) => one.opened.ops),
      answer,
      highestSeenNumber(answer.have ?? {}, this.#from),
    );
    // Headquarters lost some of what it had: our copy goes back to the pack that continues the rest.
    if (compared.isRead && compared.lastNumber < compared.after) {
      const around = await readPackBefore(db, log, this.#from, compared.lastNumber);
      const isEnd = compared.lastNumber === 0 || around?.last === compared.lastNumber;
      if (isEnd) compared.after = compared.lastNumber;
    }
  }

  /** Signed packs that continue headquarters' copies, as many as the request allows. */
  async #packsToOffer(db: FieldDatabase, round: RoundBudget): Promise<readonly PackRow[]> {
    let budget = { leftBytes: round.requestBytes, packBytes: round.packBytes, isEmpty: true };
    const offered: PackRow[] = [];
    for (const [log, compared] of this.#logs ?? []) {
      if (!compared.isReadable || compared.refusal !== null) continue;
      const stored = await readPacksFrom(db, log, this.#from, compared.after);
      const common = commonPacks(stored, compared.packs);
      if (common < compared.packs.length) continue;
      for (const pack of packsBeyondNumber(compared.end, stored.slice(common))) {
        const bytes = bytesInRequest(pack.payload);
        if (pack.isCut || !fitsBudget(budget, bytes)) break;
        offered.push(pack);
        budget = takeFromBudget(budget, bytes);
      }
    }
    return offered;
  }

  #judge({ verdicts }: SyncResponse, row: PackRow): void {
    const compared = this.#logs?.get(row.log);
    const found = verdicts.find(({ pack }) => pack === row.hash);
    if (compared === undefined) return;
    const { verdict, code, held = [] } = found ?? { verdict: 'refused' as const, code: undefined };
    if (verdict === 'accepted' || verdict === 'duplicate')
      compared.accept({ kind: 'pack', row, opened: openStoredPack(row), held });
    else compared.refuse(verdict === 'refused' ? (code ?? verdict) : verdict);
  }
}

const minimumAnswerBytes = 256 * 1024;

/** Number of stored packs, from the first on, that headquarters has as well. */
export function commonPacks(stored: readonly PackRow[], there: readonly ArrivedPack[]): number {
  let count = 0;
  while (count < there.length && stored[count]?.hash === there[count]?.row.hash) count += 1;
  return count;
}

/** Last confirmed own op. Within a pack, the end of the pack before, since a pack counts as a whole. */
export async function lastConfirmedPackEnd(
  db: FieldDatabase,
  { log, acked }: LogRow,
  from: DeviceId,
): Promise<number> {
  const around = await readPackBefore(db, log, from, acked);
  return around !== undefined && around.last > acked ? around.first - 1 : acked;
}

/** Comparison of one log, as far as it has come. */
class ComparedLog implements ServerChain {
  after: number;
  since = 0;
  isRead = false;
  isReadable = true;
  refusal: string | null = null;
  packs: readonly ArrivedPack[] = [];
  opsBetween: readonly Op[] = [];
  #hasReadAgain = false;

  constructor(after: number) {
    this.after = after;
  }

  /** End of the copy as far as it was read. */
  get end(): number {
    return this.packs.at(-1)?.row.last ?? this.after;
  }

  /** Last number that headquarters has. */
  get lastNumber(): number {
    return this.packs.at(-1)?.row.last ?? this.#lastKnown;
  }
  #lastKnown = 0;

  read(
    packs: readonly ArrivedPack[],
    between: readonly Op[],
    { next, more }: LogAnswer,
    lastThere: number,
  ): void {
    // Headquarters was put back to an earlier copy meanwhile.
    if (next < this.since) return this.#readAgain();
    for (const pack of packs) this.accept(pack);
    this.opsBetween = [...this.opsBetween, ...between];
    this.#lastKnown = lastThere;
    this.since = next;
    this.isRead = !more;
  }

  /** The later form of a pack counts: something in it was erased. */
  accept(pack: ArrivedPack): void {
    const at = this.packs.findIndex(({ row }) => row.first === pack.row.first);
    if (at >= 0) this.packs = this.packs.with(at, pack);
    else if (pack.row.first === (this.packs.at(-1)?.row.last ?? this.after) + 1)
      this.packs = [...this.packs, pack];
  }

  /** Another copy of this laptop may have sent its packs meanwhile: they are read once more. */
  refuse(why: string): void {
    if (!this.#hasReadAgain && (why === 'fork' || why === 'gap')) {
      this.#hasReadAgain = true;
      this.#readAgain();
    } else {
      this.refusal ??= why;
    }
  }

  refuseReading(): void {
    this.isRead = true;
    this.isReadable = false;
  }

  #readAgain(): void {
    this.since = 0;
    this.isRead = false;
    this.packs = [];
    this.opsBetween = [];
  }
}
