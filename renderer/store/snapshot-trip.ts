import { decodePage } from '#sync/protocol/snapshot-codec.ts';
import { type Exchanged, type ExchangeParts, noAnswer } from './exchange.ts';
import type { LogRow } from './rows.ts';
import { noTraffic } from './run-ledger.ts';
import { takePage } from './snapshot-start.ts';

/** As large as an answer to `/sync` is by default: a smaller page costs more in delay than it saves on a cut link. */
const smallestPageBytes = 256 * 1024;

/** One round trip for the next page of a log's snapshot. */
export async function fetchPage(parts: ExchangeParts, row: LogRow, sizeBytes: number): Promise<Exchanged> {
  const { db, device, account, pageAhead, inTurn, nowMs } = parts;
  const { log } = row;
  const from = row.snapshot ?? null;
  const bytes = Math.max(sizeBytes, smallestPageBytes);
  const answer = await pageAhead.take({ log, from, bytes });
  // No access to this one log any more: all others go on.
  if (answer.kind === 'refused' && answer.status === 404)
    return {
      kind: 'answered',
      left: true,
      stopped: new Map([[log, answer.code]]),
      trip: noTraffic,
      textBytes: 0,
      tookMs: 0,
    };
  if (answer.kind !== 'answered') return noAnswer(answer);

  const traffic = { ...noTraffic, bytesUp: answer.bytesUp, bytesDown: answer.bytesDown };
  const decoded = decodePage(answer.body);
  // Not headquarters' answer, or one of a later version: nothing of it is taken.
  if (!decoded.ok || (decoded.value.more && decoded.value.documents.length === 0))
    return { kind: 'failed', code: 'unreadable', trip: traffic };
  const page = decoded.value;
  const last = page.documents.at(-1);
  if (page.more && last !== undefined)
    pageAhead.askAhead(
      { log, from: { after: last.doc, place: from?.place ?? page.place }, bytes },
      answer.tookMs,
    );
  const taken = await inTurn(() => {
    const arrived = { log, from, page, nowMs: nowMs(), isJournaled: account.hasNumbersOf(log) };
    return takePage(db, device, arrived, parts.verifier);
  });
  return {
    kind: 'answered',
    // After the last page the log's newer entries are asked for.
    left: true,
    stopped: new Map(taken === 'forked' ? [[log, 'fork']] : []),
    trip: { ...traffic, changesDown: taken === 'forked' ? 0 : taken },
    textBytes: answer.body.length,
    tookMs: answer.tookMs,
  };
}
