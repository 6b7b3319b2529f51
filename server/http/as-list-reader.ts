import type { PersonId } from '#domain/ids.ts';
import { asPerson } from '../access/as-person.ts';
import { readableLogs, rolesByLogOf } from '../access/directory.ts';
import type { Store } from '../store/open-store.ts';
import { dueIn } from '../views/refresh-summaries.ts';
import type { ServerContext } from './server-context.ts';

/** Reads what lists show on behalf of a person (`asPerson`), of the documents as they are now. */
export async function asListReader<T>(
  { store, judging }: ServerContext,
  person: PersonId,
  read: (own: Store) => Promise<T>,
): Promise<T> {
  const due = await dueIn(store, readableLogs(await rolesByLogOf(store, person)));
  if (due.length > 0) await judging.refresh([...new Set(due.map(({ log }) => log))]);
  return asPerson(store, person, read);
}
