import { beforeEach, describe, expect, test } from 'vitest';
import { maximumDraftLength } from '#domain/draft/text-draft.ts';
import { aTextDraft, draftId } from '#tests/support/builders/a-text-draft.ts';
import { copyDatabase } from '#tests/support/laptop/copy-database.ts';
import { doc, journaledLaptops, log } from '#tests/support/laptop/journaled-laptops.ts';
import { nodeDatabase } from '#tests/support/laptop/node-database.ts';
import type { TestLaptop } from '#tests/support/laptop/test-laptop.ts';

let { journal, start } = journaledLaptops();
beforeEach(() => {
  ({ journal, start } = journaledLaptops());
});

const aDraft = (part: Parameters<typeof aTextDraft>[0] = {}) => aTextDraft({ log, doc, ...part });
const textsOf = async (device: TestLaptop) =>
  (await device.query('drafts', null)).map(({ text, revision }) => ({ text, revision }));
const wordsInJournal = (): string => JSON.stringify(journal.entries);

describe('[D1] a draft of a text', () => {
  test('is journaled, and returns in its last state when the database is lost', async () => {
    const a = await start();
    await a.rest();
    await a.store.saveTextDraft(aDraft());
    await a.store.saveTextDraft(aDraft({ text: 'The theremin hums on' }));
    await a.close();
    const rebuilt = await start({ db: nodeDatabase(), host: a.host, mood: 'down' });
    expect(await rebuilt.query('drafts', null)).toMatchObject([
      { ...aDraft({ text: 'The theremin hums on' }), revision: 2 },
    ]);
    await rebuilt.close();
  });

  test('is there after the app died between journal and database', async () => {
    const a = await start();
    await a.rest();
    const previousFieldDatabase = await copyDatabase(a.db);
    await a.store.saveTextDraft(aDraft());
    await a.close();
    const again = await start({ db: previousFieldDatabase, host: a.host, mood: 'down' });
    expect(await textsOf(again)).toEqual([{ text: 'The theremin hums', revision: 1 }]);
    await again.close();
  });

  test('that the full disk refuses rejects, so that nobody calls it kept', async () => {
    const a = await start();
    await a.rest();
    journal.mood = 'full';
    await expect(a.store.saveTextDraft(aDraft())).rejects.toThrow('ENOSPC');
    expect((await a.query('status', null)).saveFailed).toMatchObject({ code: 'full' });
    journal.mood = 'ample';
    await a.close();
  });

  test('does not move the time of the last saved work', async () => {
    const a = await start();
    await a.rest();
    const before = (await a.query('status', null)).savedAtMs;
    a.clock.advance(60_000);
    await a.store.saveTextDraft(aDraft());
    expect((await a.query('status', null)).savedAtMs).toBe(before);
    await a.close();
  });

  test('has any length up to ten million letters', async () => {
    const a = await start();
    const text = 'theremin '.repeat(600_000);
    await a.store.saveTextDraft(aDraft({ text }));
    expect((await a.query('drafts', null))[0]?.text === text).toBe(true);
    await expect(
      a.store.saveTextDraft(aDraft({ text: 'x'.repeat(maximumDraftLength + 1) })),
    ).rejects.toThrow();
    expect((await a.query('drafts', null))[0]?.text === text).toBe(true);
    await a.close();
  });
});

describe('[E] a draft of a text', () => {
  test('is in no request, and never counts as waiting', async () => {
    const a = await start();
    await a.rest();
    await a.store.saveTextDraft(aDraft());
    await a.write(log, doc, 'assessment', 'title', 'Court');
    expect((await a.sync()).waiting).toEqual({ changes: 0, bytes: 0, records: 0 });
    expect(a.transport.requests.some((text) => text.includes('theremin'))).toBe(false);
    await a.close();
  });

  test('is gone at once when it is forgotten, and from the journal’s files at the next start', async () => {
    const a = await start();
    await a.store.saveTextDraft(aDraft());
    await a.store.saveTextDraft(aDraft({ id: draftId(2), text: 'The oboe stays' }));
    await a.store.eraseTextDrafts([draftId(1)]);
    expect(await textsOf(a)).toEqual([{ text: 'The oboe stays', revision: 1 }]);
    await a.close();
    const again = await start({ db: a.db, host: a.host, mood: 'down' });
    expect(await textsOf(again)).toEqual([{ text: 'The oboe stays', revision: 1 }]);
    expect([wordsInJournal().includes('theremin'), wordsInJournal().includes('oboe')]).toEqual([false, true]);
    await again.close();
  });

  test('is told by the query of ids as it comes and goes', async () => {
    const a = await start();
    const comes = a.until('draftIds', null, (ids) => ids.length === 1);
    await a.store.saveTextDraft(aDraft());
    expect(await comes).toEqual([draftId(1)]);
    const goes = a.until('draftIds', null, (ids) => ids.length === 0);
    await a.store.eraseTextDrafts([draftId(1)]);
    expect(await goes).toEqual([]);
    await a.close();
  });
});
