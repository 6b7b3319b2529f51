import { expect, test } from 'vitest';
import type { SearchResult } from '#renderer/store/api/search-api.ts';
import { aDoc } from '#tests/support/builders/sample-ids.ts';
import { aFragileDatabase } from '#tests/support/laptop/fragile-database.ts';
import { journaledLaptops, log } from '#tests/support/laptop/journaled-laptops.ts';

test('[D2] a record whose read failed for the index is found after a repair of the database', async () => {
  const { start } = journaledLaptops();
  const fragileDatabase = aFragileDatabase();
  const a = await start({ db: fragileDatabase.db });
  a.transport.mood = 'down';
  const told: SearchResult[] = [];
  await a.write(log, aDoc(10), 'action-plan', 'title', 'Court of the north');
  await a.store.watch('search', { text: 'court' }, (searchResult) => void told.push(searchResult));
  await expect.poll(() => told.at(-1)).toMatchObject({ building: null, total: 1 });

  // The index reads a record in a turn of its own, after the write.
  await a.write(log, aDoc(11), 'action-plan', 'title', 'Court of the south');
  fragileDatabase.fault = 'untilOpened';
  await expect.poll(() => fragileDatabase.fault).toBe('none');
  await expect.poll(() => told.at(-1)).toMatchObject({ building: null, total: 2 });
  await a.close();
});
