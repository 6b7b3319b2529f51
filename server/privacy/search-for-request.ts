import { ok, refuse, type Result } from '#domain/base/result.ts';
import type { PersonId } from '#domain/ids.ts';
import type { FoundAnswer, FoundPlace, SearchRecords } from '#sync/protocol/data-requests-api.ts';
import { asSearcher } from '../access/as-searcher.ts';
import { readableLogs, rolesByLogOf } from '../access/directory.ts';
import { audit } from '../identity/audit.ts';
import type { Store } from '../store/open-store.ts';
import type { Surroundings } from '../surroundings.ts';
import { readVersions } from './data-requests.ts';
import { isMission } from './named-missions.ts';
import { searchLog } from './search-records.ts';

/** `answered`: nobody waits for it any more. */
export type SearchRefusal = 'unknown' | 'answered';

/** More rows than this nobody goes through on one page. */
const mostPlaces = 200;

/**
 * Where in these missions something about a person stands, for a request that waits for its answer. The audit line is
 * written before anything is told: for which request, in which missions, and how many places; not the words.
 */
export async function searchForRequest(
  store: Store,
  surroundings: Surroundings,
  person: PersonId,
  { number, words, logs }: SearchRecords & { readonly number: number },
): Promise<Result<FoundAnswer, SearchRefusal>> {
  const [last] = await readVersions(store, number);
  if (last === undefined) return refuse('unknown');
  if (last.request.answer !== null) return refuse('answered');
  for (const log of logs) if (!(await isMission(store, log))) return refuse('unknown');

  const readable = new Set(readableLogs(await rolesByLogOf(store, person)));
  const places = await asSearcher(store, person, logs, async (own) => {
    const found: FoundPlace[] = [];
    for (const log of new Set(logs))
      for (const place of await searchLog(own, person, log, words))
        found.push({ ...place, opens: readable.has(log) });
    return found;
  });
  const subject = { request: number, logs, places: places.length };
  await audit(store, surroundings, { actor: person, act: 'search-records', subject });
  return ok({ places: places.slice(0, mostPlaces), left: Math.max(0, places.length - mostPlaces) });
}
