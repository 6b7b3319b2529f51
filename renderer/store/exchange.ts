import type { LogId } from '#domain/ids.ts';
import type { TripSizes } from '#sync/client/link.ts';
import type { Road, RoadAnswer, Verifier } from '#sync/client/ports.ts';
import { type LogAnswer, SyncResponse } from '#sync/protocol/wire.ts';
import { buildRequest, hasNewLog, sealAhead } from './build-request.ts';
import { remakeDead } from './forks.ts';
import type { InTurn } from './in-turn.ts';
import { hasQueues } from './queues.ts';
import { receiveAnswer } from './receive.ts';
import type { PageAhead } from './page-ahead.ts';
import type { TheirHave } from './relay.ts';
import type { SealParts } from './seal.ts';
import { takeNamed } from './take-named.ts';
import { tidyJournal, type TidyParts } from './tidy-journal.ts';
import { readFetching } from './snapshot-logs.ts';
import { noTraffic, type Trip } from './run-ledger.ts';

export interface ExchangeParts extends SealParts, TidyParts {
  readonly road: Road;
  readonly verifier?: Verifier;
  readonly inTurn: InTurn;
  readonly nowMs: () => number;
  readonly theirHave: TheirHave;
  readonly pageAhead: PageAhead;
}

/** How one round trip ended. */
export type Exchanged = { readonly trip: Trip } & (
  | {
      readonly kind: 'answered';
      readonly left: boolean;
      readonly stopped: ReadonlyMap<LogId, string>;
      /** Request and answer before compression, for the measure of the link. */
      readonly textBytes: number;
      readonly tookMs: number;
    }
  | { readonly kind: 'failed'; readonly code: string }
  | { readonly kind: 'refused'; readonly code: string }
);

/**
 * One round trip: gathers and seals what waits, sends it, takes the answer. With a size of 0 it sends nothing and only
 * asks how far headquarters has come.
 */
export async function exchangeOnce(
  parts: ExchangeParts,
  sizes: TripSizes,
  stopped: ReadonlySet<LogId>,
): Promise<Exchanged> {
  const { db, device, road, inTurn, nowMs } = parts;
  const request = await inTurn(() => buildRequest(parts, sizes, stopped, parts.theirHave));
  const startedAtMs = nowMs();
  const [answer] = await Promise.all([
    road.sync(request.text),
    sizes.sealsAhead && request.sent.length > 0 && inTurn(() => sealAhead(parts, sizes, stopped, request)),
  ]);
  if (answer.kind !== 'answered') return noAnswer(answer);

  const traffic = { ...noTraffic, bytesUp: answer.bytesUp, bytesDown: answer.bytesDown };
  const response = readResponse(answer.body);
  if (response === null) return { kind: 'failed', code: 'unreadable', trip: traffic };

  const endedAtMs = nowMs();
  const received = await inTurn(() =>
    receiveAnswer(db, device, response, {
      ...request,
      startedAtMs,
      endedAtMs,
      ...(parts.verifier && { verifier: parts.verifier }),
    }),
  );
  const hasHeard = hearTheirHave(parts.theirHave, response);
  const named = received.hasNewGrants
    ? await inTurn(() => takeNamed(db, device, endedAtMs, parts.verifier))
    : 0;
  await inTurn(() => remakeDead(parts));
  await inTurn(() => tidyJournal(parts));
  const { changesUp } = received;
  const changesDown = received.changesDown + named;
  const hasProgress = received.hasProgress || hasHeard;
  const trip = { ...traffic, changesUp, changesDown };
  const toldStopped = new Map([...received.stopped, ...request.cut.map((log) => [log, 'fork'] as const)]);
  const nowStopped = new Set([...stopped, ...toldStopped.keys()]);
  const hasMore =
    received.more ||
    (await hasQueues(db, device, nowStopped)) ||
    (received.hasNewGrants && (await hasNewLog(db)));
  // Asking the same again would get the same answer: wait, as after a failure.
  if (hasMore && !hasProgress && toldStopped.size === 0 && sizes.requestBytes > 0)
    return { kind: 'failed', code: 'noProgress', trip };
  const left = hasMore || (await readFetching(db, nowStopped)).length > 0;
  return {
    kind: 'answered',
    left,
    stopped: toldStopped,
    trip,
    textBytes: request.text.length + answer.body.length,
    tookMs: answer.tookMs,
  };
}

/** Notes what headquarters has of each log; returns whether that was not known before. */
function hearTheirHave(theirHave: TheirHave, { logs }: SyncResponse): boolean {
  let isNew = false;
  // Keys of a parsed record are log ids; Object.entries forgets that.
  for (const [log, { have, more }] of Object.entries(logs) as [LogId, LogAnswer][]) {
    if (have === undefined || more) {
      theirHave.delete(log);
    } else {
      isNew ||= !theirHave.has(log);
      theirHave.set(log, have);
    }
  }
  return isNew;
}

/** Who is told to come later comes later; what cannot get better by waiting is for a person. */
export function noAnswer(answer: Exclude<RoadAnswer, { kind: 'answered' }>): Exchanged {
  if (answer.kind === 'unreachable') return { kind: 'failed', code: 'unreachable', trip: noTraffic };
  const { status, code } = answer;
  const mayPass = status >= 500 || status === 429 || status === 408 || code === 'clock';
  return { kind: mayPass ? 'failed' : 'refused', code, trip: noTraffic };
}

function readResponse(body: string): SyncResponse | null {
  try {
    return SyncResponse.parse(JSON.parse(body));
  } catch {
    // A portal's page instead of headquarters: not an answer, and so no harm (what waits goes on waiting).
    return null;
  }
}
