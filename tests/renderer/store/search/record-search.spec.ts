import { expect, test } from 'vitest';
import { Path } from '#domain/document/op.ts';
import { InterviewNoteId } from '#domain/interview/interview-note.ts';
import type { FoundRecord, SearchResult } from '#renderer/store/api/search-api.ts';
import { doc, ErasureWorld, log } from '#tests/contracts/erasure-world.ts';
import { notes, typeNotes } from '#tests/contracts/words-to-erase.ts';
import { aDoc, aPerson } from '#tests/support/builders/sample-ids.ts';
import { FakeJournal } from '#tests/support/laptop/fake-journal.ts';
import { nodeIndexedDb } from '#tests/support/laptop/node-database.ts';
import type { TestLaptop } from '#tests/support/laptop/test-laptop.ts';

const reason = Path.parse('answers/D1.1/rationale');
const workshop = aDoc(3);
const noteId = InterviewNoteId.parse('0192f0c1-0009-4000-8000-000000000001');

/** Two laptops in one mission, at rest. */
async function aWorld() {
  const erasureWorld = new ErasureWorld(nodeIndexedDb(), new FakeJournal());
  const [a, b] = [await erasureWorld.start(), await erasureWorld.colleague(new FakeJournal())];
  for (const device of [a, b]) await device.sync();
  await a.write(log, doc, 'assessment', 'title', 'Court of Arlandia');
  return { server: erasureWorld.server, a, b };
}

/** Texts found, each with its place, once the index is complete. */
async function find(device: TestLaptop, text: string): Promise<readonly string[]> {
  const searchResult = await device.until('search', { text }, ({ building }) => building === null);
  return searchResult.records.flatMap(placesOf);
}

const placesOf = (foundRecord: FoundRecord): readonly string[] =>
  foundRecord.texts.map(
    ({ path, subject, excerpt }) =>
      `${foundRecord.title} | ${path ?? foundRecord.kind} | ${subject} | ${excerpt.map((part) => (part.isMatch ? `[${part.text}]` : part.text)).join('')}`,
  );

const keepNote = (device: TestLaptop, text: string) =>
  device.store.saveNote({
    id: noteId,
    log,
    institution: 'National Police',
    function: 'head of unit',
    date: null,
    text,
    links: [],
  });

test('own reasons, session notes and interview notes are found with their places', async () => {
  const { a, b } = await aWorld();
  await a.write(log, doc, 'assessment', reason, 'A backlog of eight weeks.');
  await a.write(log, workshop, 'workshop', notes.replace(/notes$/, 'title'), 'Cooperation');
  await typeNotes(a, workshop, 'show the model request');
  await keepNote(a, 'The backlog grows.');
  expect((await find(a, 'backlog')).toSorted()).toEqual([
    'Court of Arlandia | answers/D1.1/rationale | D1.1 | A [backlog] of eight weeks.',
    'National Police, head of unit | note |  | The [backlog] grows.',
  ]);
  expect(await find(a, 'bakclog')).toHaveLength(2);
  expect(await find(a, 'model requ')).toEqual([` | ${notes} | Cooperation | show the [model] [request]`]);
  expect(await find(a, 'D1.1 weeks')).toEqual([
    'Court of Arlandia | answers/D1.1/rationale | D1.1 | A backlog of eight [weeks].',
  ]);
  await Promise.all([a.close(), b.close()]);
});

test('a watch hears of own changes and of those that arrive', async () => {
  const { a, b } = await aWorld();
  await b.sync();
  const heard: (readonly string[])[] = [];
  const stop = await b.store.watch('search', { text: 'backlog' }, (searchResult: SearchResult) =>
    heard.push(searchResult.records.flatMap(placesOf)),
  );
  await expect.poll(() => heard.at(-1)).toEqual([]);
  await a.write(log, doc, 'assessment', reason, 'A backlog.');
  for (const device of [a, b]) await device.sync();
  await expect.poll(() => heard.at(-1)).toHaveLength(1);
  await b.write(log, doc, 'assessment', reason, 'None any more.');
  await expect.poll(() => heard.at(-1)).toEqual([]);
  stop();
  await Promise.all([a.close(), b.close()]);
});

test('many records that arrive at once are found without a repair of the database', async () => {
  const { a, b } = await aWorld();
  const connection = b.db.backendDB();
  const heard: number[] = [];
  const stop = await b.store.watch('search', { text: 'court' }, ({ total }) => heard.push(total));
  for (let at = 10; at < 130; at++) await a.write(log, aDoc(at), 'assessment', 'title', `Court ${at}`);
  for (const device of [a, b]) await device.sync();
  await expect.poll(() => heard.at(-1)).toBe(121);
  expect(b.db.backendDB() === connection).toBe(true);
  stop();
  await Promise.all([a.close(), b.close()]);
});

test('while the index is built, each answer says how far it is and has the records read so far', async () => {
  const { a, b } = await aWorld();
  for (let at = 10; at < 30; at++) await a.write(log, aDoc(at), 'assessment', 'title', `Court ${at}`);
  const heard: SearchResult[] = [];
  const stop = await a.store.watch('search', { text: 'court' }, (searchResult) => heard.push(searchResult));
  await expect.poll(() => heard.at(-1)).toMatchObject({ building: null, total: 21 });
  expect(heard[0]).toMatchObject({ building: { read: 0 }, records: [] });
  stop();
  await Promise.all([a.close(), b.close()]);
});

test('a removed record, and one that was kept again', async () => {
  const { a, b } = await aWorld();
  expect(await find(a, 'arlandia')).toHaveLength(1);
  await a.write(log, doc, 'assessment', 'removed', true);
  await expect.poll(() => find(a, 'arlandia')).toEqual([]);
  await a.write(log, doc, 'assessment', 'removed', false);
  await expect.poll(() => find(a, 'arlandia')).toHaveLength(1);
  await Promise.all([a.close(), b.close()]);
});

test('[E8] a text that headquarters erased is not found, nor an erased interview note', async () => {
  const { server, a, b } = await aWorld();
  await a.write(log, doc, 'assessment', reason, 'so says quetzalcoatl');
  await typeNotes(a, workshop, 'as quetzalcoatl told');
  await keepNote(a, 'quetzalcoatl too');
  for (const device of [a, b]) await device.sync();
  expect(await find(a, 'quetzal')).toHaveLength(3);
  expect(await find(b, 'quetzal')).toHaveLength(2);
  server.erase(log, doc, reason);
  server.erase(log, workshop, notes);
  for (const device of [a, b]) await device.sync();
  await a.store.eraseNote(noteId);
  await expect.poll(() => find(a, 'quetzal')).toEqual([]);
  await expect.poll(() => find(b, 'quetzal')).toEqual([]);
  await Promise.all([a.close(), b.close()]);
});

test('[E] the texts of a mission go with it from the laptop', async () => {
  const { a, b } = await aWorld();
  await a.sync();
  expect(await find(a, 'arlandia')).toHaveLength(1);
  expect(await a.store.removeMission(log, 'erase')).toEqual({ kind: 'removed' });
  await expect.poll(() => find(a, 'arlandia')).toEqual([]);
  await Promise.all([a.close(), b.close()]);
});

test('[B6.14] an independent rating is found by its author alone', async () => {
  const { a, b } = await aWorld();
  const rating = { level: 2, evidence: 'E1', rationale: 'Seen by one.' };
  await a.write(log, doc, 'assessment', `second-ratings/D1.1/${aPerson(2)}`, rating);
  for (const device of [a, b]) await device.sync();
  expect([await find(a, 'seen one'), await find(b, 'seen one')].map(({ length }) => length)).toEqual([0, 1]);
  await Promise.all([a.close(), b.close()]);
});
