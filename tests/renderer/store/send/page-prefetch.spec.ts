import { expect, it } from 'vitest';
import { DocumentId, LogId } from '#domain/ids.ts';
import { PagePrefetch } from '#renderer/store/send/page-prefetch.ts';
import type { SnapshotPosition, SyncTransport } from '#sync/client/ports.ts';

const log = LogId.parse('0191c2a0-0000-7000-8000-000000000001');
const after = (doc: string, place = 7): SnapshotPosition => ({ after: DocumentId.parse(doc), place });
const first = '0191c2a0-0000-7000-8000-00000000000a';
const second = '0191c2a0-0000-7000-8000-00000000000b';

it('requests the next page of a snapshot while this one is stored, and only once', async () => {
  const { transport, asked } = aRoad();
  const pages = new PagePrefetch(transport);
  pages.prefetchPage({ log, from: after(first), bytes: 1_000 }, 20);
  expect(asked).toEqual([first]);

  const transportResponse = await pages.getPage({ log, from: after(first), bytes: 4_000 });
  expect(transportResponse).toMatchObject({ body: first });
  expect(asked).toEqual([first]);
});

it('asks anew when another page is wanted than the one that was asked ahead', async () => {
  const { transport, asked } = aRoad();
  const pages = new PagePrefetch(transport);
  pages.prefetchPage({ log, from: after(first), bytes: 1_000 }, 20);
  expect(await pages.getPage({ log, from: after(second), bytes: 1_000 })).toMatchObject({ body: second });
  expect(await pages.getPage({ log, from: after(first), bytes: 1_000 })).toMatchObject({ body: first });
  expect(asked).toEqual([first, second, first]);
});

it('asks nothing ahead on a slow link, where a cut would cost one page more', () => {
  const { transport, asked } = aRoad();
  new PagePrefetch(transport).prefetchPage({ log, from: after(first), bytes: 1_000 }, 5_000);
  expect(asked).toEqual([]);
});

it('discards a prefetched page at the end of a run, since it may be outdated', async () => {
  const { transport, asked } = aRoad();
  const pages = new PagePrefetch(transport);
  pages.prefetchPage({ log, from: after(first), bytes: 1_000 }, 20);
  await pages.discardPage();
  await pages.getPage({ log, from: after(first), bytes: 1_000 });
  expect(asked).toEqual([first, first]);
});

function aRoad() {
  const asked: (string | undefined)[] = [];
  const transport: SyncTransport = {
    sync: () => Promise.resolve({ kind: 'unreachable', why: 'not asked for' }),
    snapshot: (_log, from) => {
      asked.push(from?.after);
      return Promise.resolve({
        kind: 'answered',
        body: from?.after ?? '',
        bytesUp: 1,
        bytesDown: 1,
        tookMs: 1,
      });
    },
  };
  return { transport, asked };
}
