import { highestSeenNumber, type Op } from '#domain/document/op.ts';
import type { DeviceId, LogId } from '#domain/ids.ts';
import { bytesInRequest } from '#sync/client/fit-pack.ts';
import type { RoundBudget } from '#sync/client/link.ts';
import { fitsBudget, packsBeyondNumber, takeFromBudget } from '#sync/client/plan-request.ts';
import type { SignatureVerifier, SyncTransport } from '#sync/client/ports.ts';
import { wirePackOf } from '#sync/protocol/erased-pack.ts';
import { wireLimits } from '#sync/protocol/limits.ts';
import type { LogAnswer, SyncResponse } from '#sync/protocol/wire.ts';
import type { SuccessorIdentity } from '../api/live-state.ts';
import type { FieldDatabase } from '../db/database.ts';
import type { LogRow } from '../db/log-row.ts';
import { readLogRow, readLogRows, readMeta } from '../db/meta.ts';
import { readPackBefore, readPacksFrom } from '../db/pack-chain.ts';
import type { PackRow } from '../db/rows.ts';
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

  constructor(from: DeviceId, successorIdentity: Pick<SuccessorIdentity, 'device' | 'between'>) {
    this.#from = from;
    this.#successor = successorIdentity;
  }

  /** Headquarters' copies by log, of the logs that it lets this person read. */
  get chains(): ReadonlyMap<LogId, ServerChain> {
    return new Map([...(this.#logs ?? [])].filter(([, log]) => log.isReadable));
  }

  /** Ask one request; null when there is nothing left to ask. */
  async runRound(parts: ComparisonDependencies, roundBudget: RoundBudget): Promise<SyncRoundResult | null> {
    const { db, transport } = parts;
    const logs = (this.#logs ??= await this.#begin(db));
    const readable = [...logs].filter(([, { isReadable }]) => isReadable);
    const isRead = readable.every(([, compared]) => compared.isRead);
    const offeredPackRows = isRead ? await this.#packsToOffer(db, roundBudget) : [];
    if (offeredPackRows.length === 0 && (readable.length === 0 || (isRead && this.#isCurrent))) return null;
    const askedLogIds = offeredPackRows.length === 0 ? readable : [];
    const text = await this.#requestText(db, askedLogIds, offeredPackRows, roundBudget);
    const transportResponse = await transport.sync(text);
    if (transportResponse.kind !== 'answered') return unansweredRound(transportResponse);
    const traffic = {
      ...emptyTraffic,
      bytesUp: transportResponse.bytesUp,
      bytesDown: transportResponse.bytesDown,
    };
    const syncResponse = parseSyncResponse(transportResponse.body);
    if (syncResponse === null) return { kind: 'failed', code: 'unreadable', traffic };
    for (const [logId, comparedLog] of askedLogIds) await this.#read(parts, syncResponse, logId, comparedLog);
    for (const packRow of offeredPackRows) this.#judge(syncResponse, packRow);
    this.#isCurrent = askedLogIds.length > 0 && askedLogIds.every(([, compared]) => compared.isRead);
    return {
      kind: 'answered',
      left: true,
      stopped: new Map(),
      traffic,
      textBytes: text.length + transportResponse.body.length,
      tookMs: transportResponse.tookMs,
    };
  }

  async #begin(db: FieldDatabase): Promise<Map<LogId, ComparedLog>> {
    const logs = new Map<LogId, ComparedLog>();
    for (const logRow of await readLogRows(db))
      if (logRow.erased === undefined && highestSeenNumber(logRow.have, this.#from) > 0)
        logs.set(logRow.log, new ComparedLog(await lastConfirmedPackEnd(db, logRow, this.#from)));
    return logs;
  }

  async #requestText(
    db: FieldDatabase,
    askedLogIds: readonly (readonly [LogId, ComparedLog])[],
    offeredPackRows: readonly PackRow[],
    roundBudget: RoundBudget,
  ): Promise<string> {
    const grants = await readMeta(db, 'grants');
    const logs: Record<LogId, unknown> = {};
    const between: ReadonlySet<string> = new Set(this.#successor.between);
    for (const [logId, { since, end }] of askedLogIds) {
      // Nothing of others is asked for here, and headquarters leaves out packs that `have` covers (S3).
      const others = [
        ...Object.keys(grants?.devices ?? {}),
        ...Object.keys((await readLogRow(db, logId)).have),
      ].filter((device) => !between.has(device));
      const have = Object.fromEntries(others.map((device) => [device, wireLimits.number]));
      logs[logId] = { since, have: { ...have, [this.#from]: end } };
    }
    return JSON.stringify({
      protocol: 1,
      device: this.#successor.device,
      logs,
      packs: offeredPackRows.map(wirePackOf),
      budget: Math.max(minimumAnswerBytes, roundBudget.responseBytes),
      ...(grants && { grants: grants.etag }),
    });
  }

  async #read(
    { db, verifier }: ComparisonDependencies,
    syncResponse: SyncResponse,
    logId: LogId,
    comparedLog: ComparedLog,
  ): Promise<void> {
    const logAnswer = syncResponse.logs[logId];
    if (logAnswer === undefined) return comparedLog.refuseReading();
    const openedEntries = openLogEntries(logId, logAnswer.entries);
    const readKeys = () => readDeviceKeys(db, syncResponse.grants);
    const { device: to, between } = this.#successor;
    const arrivedPacks = (await verifyEntrySignatures(verifier, readKeys, to, openedEntries)).filter(
      (openedEntry) => openedEntry.kind === 'pack',
    );
    comparedLog.read(
      arrivedPacks.filter(({ row }) => row.device === this.#from),
      arrivedPacks
        .filter(({ row }) => between.includes(row.device))
        .flatMap((arrivedPack) => arrivedPack.opened.ops),
      logAnswer,
      highestSeenNumber(logAnswer.have ?? {}, this.#from),
    );
    // Headquarters lost some of what it had: our copy goes back to the pack that continues the rest.
    if (comparedLog.isRead && comparedLog.lastNumber < comparedLog.after) {
      const previousPack = await readPackBefore(db, logId, this.#from, comparedLog.lastNumber);
      const isEnd = comparedLog.lastNumber === 0 || previousPack?.last === comparedLog.lastNumber;
      if (isEnd) comparedLog.after = comparedLog.lastNumber;
    }
  }

  /** Signed packs that continue headquarters' copies, as many as the request allows. */
  async #packsToOffer(db: FieldDatabase, roundBudget: RoundBudget): Promise<readonly PackRow[]> {
    let budget = { leftBytes: roundBudget.requestBytes, packBytes: roundBudget.packBytes, isEmpty: true };
    const offeredPackRows: PackRow[] = [];
    for (const [logId, comparedLog] of this.#logs ?? []) {
      if (!comparedLog.isReadable || comparedLog.refusal !== null) continue;
      const storedPackRows = await readPacksFrom(db, logId, this.#from, comparedLog.after);
      const common = commonPacks(storedPackRows, comparedLog.packs);
      if (common < comparedLog.packs.length) continue;
      for (const packRow of packsBeyondNumber(comparedLog.end, storedPackRows.slice(common))) {
        const bytes = bytesInRequest(packRow.payload);
        if (packRow.isCut || !fitsBudget(budget, bytes)) break;
        offeredPackRows.push(packRow);
        budget = takeFromBudget(budget, bytes);
      }
    }
    return offeredPackRows;
  }

  #judge({ verdicts }: SyncResponse, packRow: PackRow): void {
    const comparedLog = this.#logs?.get(packRow.log);
    const foundVerdict = verdicts.find(({ pack }) => pack === packRow.hash);
    if (comparedLog === undefined) return;
    const { verdict, code, held = [] } = foundVerdict ?? { verdict: 'refused' as const, code: undefined };
    if (verdict === 'accepted' || verdict === 'duplicate')
      comparedLog.accept({ kind: 'pack', row: packRow, opened: openStoredPack(packRow), held });
    else comparedLog.refuse(verdict === 'refused' ? (code ?? verdict) : verdict);
  }
}

const minimumAnswerBytes = 256 * 1024;

/** Number of stored packs, from the first on, that headquarters has as well. */
export function commonPacks(storedPackRows: readonly PackRow[], there: readonly ArrivedPack[]): number {
  let count = 0;
  while (count < there.length && storedPackRows[count]?.hash === there[count]?.row.hash) count += 1;
  return count;
}

/** Last confirmed own op. Within a pack, the end of the pack before, since a pack counts as a whole. */
export async function lastConfirmedPackEnd(
  db: FieldDatabase,
  { log, acked }: LogRow,
  from: DeviceId,
): Promise<number> {
  const previousPack = await readPackBefore(db, log, from, acked);
  return previousPack !== undefined && previousPack.last > acked ? previousPack.first - 1 : acked;
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
    arrivedPacks: readonly ArrivedPack[],
    between: readonly Op[],
    { next, more }: LogAnswer,
    lastThere: number,
  ): void {
    // Headquarters was put back to an earlier copy meanwhile.
    if (next < this.since) return this.#readAgain();
    for (const arrivedPack of arrivedPacks) this.accept(arrivedPack);
    this.opsBetween = [...this.opsBetween, ...between];
    this.#lastKnown = lastThere;
    this.since = next;
    this.isRead = !more;
  }

  /** The later form of a pack counts: something in it was erased. */
  accept(arrivedPack: ArrivedPack): void {
    const at = this.packs.findIndex(({ row }) => row.first === arrivedPack.row.first);
    if (at >= 0) this.packs = this.packs.with(at, arrivedPack);
    else if (arrivedPack.row.first === (this.packs.at(-1)?.row.last ?? this.after) + 1)
      this.packs = [...this.packs, arrivedPack];
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
