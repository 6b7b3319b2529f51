import type { LogId } from '#domain/ids.ts';
import type { TripSizes } from '#sync/client/link.ts';
import { exchangeOnce, type Exchanged, type ExchangeParts } from './exchange.ts';
import { readQueues } from './queues.ts';
import { readFetching } from './snapshot-logs.ts';
import { fetchPage } from './snapshot-trip.ts';

/** Sealed packs of this size take several round trips' time on a poor link. Attempts without a network seal fewer. */
const worthAskingBytes = 48 * 1024;

/** While pages of a snapshot are fetched, every so many round trips ask for news of the other logs. */
const tripsBetweenNews = 16;

/**
 * The next round trip of a run: a page of a snapshot where one is being fetched, else an exchange. What waits here goes
 * before any page: a person's own work is small and is nowhere else yet (S6). `isUnsure`: an earlier request may have
 * brought some of the sealed packs, although its answer did not come; then that is asked before they go again.
 */
export async function nextTrip(
  parts: ExchangeParts,
  sizes: TripSizes,
  stopped: ReadonlySet<LogId>,
  tripInRun: number,
  isUnsure: boolean,
): Promise<Exchanged> {
  const [fetching] = await readFetching(parts.db, stopped);
  const isForNews = tripInRun % tripsBetweenNews === tripsBetweenNews - 1;
  const isForPage = fetching !== undefined && !isForNews;
  if (isForPage && (await readQueues(parts.db, parts.device, stopped)).length === 0)
    return fetchPage(parts, fetching, sizes.answerBytes);
  const asksFirst = isUnsure && (await hasMuchSealed(parts, stopped));
  const exchanged = await exchangeOnce(parts, asksFirst ? { ...sizes, requestBytes: 0 } : sizes, stopped);
  return isStoreFull(exchanged) && !asksFirst ? pullAlone(parts, sizes, stopped, exchanged) : exchanged;
}

/** Headquarters' disk is full, so it takes nothing; it may still answer a request that brings nothing (S8). */
export const isStoreFull = (exchanged: Exchanged): boolean =>
  exchanged.kind === 'failed' && exchanged.code === 'store-full';

/** Takes what colleagues wrote. The failure stays: what waits here has not gone, and is tried again later. */
async function pullAlone(
  parts: ExchangeParts,
  sizes: TripSizes,
  stopped: ReadonlySet<LogId>,
  failed: Exchanged,
): Promise<Exchanged> {
  const { trip } = await exchangeOnce(parts, { ...sizes, requestBytes: 0 }, stopped);
  return {
    ...failed,
    trip: {
      bytesUp: failed.trip.bytesUp + trip.bytesUp,
      bytesDown: failed.trip.bytesDown + trip.bytesDown,
      changesUp: failed.trip.changesUp + trip.changesUp,
      changesDown: failed.trip.changesDown + trip.changesDown,
    },
  };
}

/** More than it costs to ask how much of it has arrived. */
async function hasMuchSealed({ db, device }: ExchangeParts, stopped: ReadonlySet<LogId>): Promise<boolean> {
  const queues = await readQueues(db, device, stopped);
  const bytes = queues.flatMap(({ sealedBytes }) => sealedBytes).reduce((sum, one) => sum + one, 0);
  return bytes > worthAskingBytes;
}
