import type { LogId } from '#domain/ids.ts';
import { exchangeOnce, type Exchanged, type ExchangeParts } from './exchange.ts';
import { readQueues } from './queues.ts';
import { readFetching } from './snapshot-logs.ts';
import { fetchPage } from './snapshot-trip.ts';

/** While pages of a snapshot are fetched, every so many round trips ask for news of the other logs. */
const tripsBetweenNews = 16;

/**
 * The next round trip of a run: a page of a snapshot where one is being fetched, else an exchange. What waits here goes
 * before any page: a person's own work is small and is nowhere else yet (S6).
 */
export async function nextTrip(
  parts: ExchangeParts,
  sizeBytes: number,
  stopped: ReadonlySet<LogId>,
  tripInRun: number,
): Promise<Exchanged> {
  const [fetching] = await readFetching(parts.db, stopped);
  const isForNews = tripInRun % tripsBetweenNews === tripsBetweenNews - 1;
  const isForPage = fetching !== undefined && !isForNews;
  if (isForPage && (await readQueues(parts.db, parts.device, stopped)).length === 0)
    return fetchPage(parts, fetching, sizeBytes);
  return exchangeOnce(parts, sizeBytes, stopped);
}
