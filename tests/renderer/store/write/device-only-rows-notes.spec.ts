import { beforeEach, describe, expect, test } from 'vitest';
import type { DocumentId } from '#domain/ids.ts';
import { InterviewNoteId, type NoteDraft } from '#domain/interview/interview-note.ts';
import { putMeta } from '#renderer/store/db/meta.ts';
import { aDoc, aPerson } from '#tests/support/builders/sample-ids.ts';
import { FakeJournal } from '#tests/support/laptop/fake-journal.ts';
import { doc, journaledLaptops, log } from '#tests/support/laptop/journaled-laptops.ts';
import { nodeDatabase } from '#tests/support/laptop/node-database.ts';
import type { TestLaptop } from '#tests/support/laptop/test-laptop.ts';

let { server, journal, start } = journaledLaptops();
beforeEach(() => {
  ({ server, journal, start } = journaledLaptops());
});

const noteId = (at: number): InterviewNoteId =>
  InterviewNoteId.parse(`0192f0c1-0009-4000-8000-${String(at).padStart(12, '0')}`);

const aNote = (noteDraft: Partial<NoteDraft> = {}): NoteDraft => ({
  id: noteId(1),
  log,
  institution: 'National Police',
  function: 'head of unit',
  date: '2026-11-12',
  text: 'The xylophone is never oiled',
  links: [],
  ...noteDraft,
});

const linesOf = async (device: TestLaptop, words = '') => device.query('notes', { log, words });
const wordsInJournal = (): string => JSON.stringify(journal.entries);

describe('[E] an interview note', () => {
  test('is journaled before it is shown as saved, and returns when the database is lost', async () => {
    const a = await start();
    await a.rest();
    a.transport.mood = 'down';
    await a.store.saveNote(aNote());
    await a.store.saveNote(aNote({ text: 'The xylophone is oiled at times' }));
    expect(wordsInJournal()).toContain('oiled at times');
    await a.close();

    const rebuilt = await start({ db: nodeDatabase(), host: a.host, mood: 'down' });
    expect((await rebuilt.query('note', { id: noteId(1) }))?.note).toMatchObject({
      text: 'The xylophone is oiled at times',
      revision: 2,
    });
    expect((await rebuilt.query('status', null)).restored).toMatchObject({ changes: 1 });
    await rebuilt.close();
  });

  test('that the journal refused is not shown as saved, and is in neither place', async () => {
    const a = await start();
    await a.rest();
    journal.mood = 'full';
    await expect(a.store.saveNote(aNote())).rejects.toThrow('ENOSPC');
    journal.mood = 'ample';
    expect(await linesOf(a)).toEqual([]);
    await a.close();
  });

  test('is in no request of any kind, and never counts as waiting', async () => {
    const a = await start();
    await a.rest();
    await a.store.saveNote(aNote());
    await a.write(log, doc, 'assessment', 'title', 'Court');
    const storeStatus = await a.sync();
    expect(storeStatus.waiting).toEqual({ changes: 0, bytes: 0, records: 0 });
    expect(a.sent.flatMap(({ packs }) => packs).length).toBeGreaterThan(0);
    expect(a.transport.requests.some((text) => text.includes('xylophone'))).toBe(false);
    expect(JSON.stringify(await a.packsFor(log))).not.toContain('xylophone');
    await a.close();
  });

  test('is found by any of its words, the last interview first', async () => {
    const a = await start();
    await a.store.saveNote(aNote());
    await a.store.saveNote(
      aNote({ id: noteId(2), date: '2026-11-13', institution: 'Court', text: 'nothing' }),
    );
    expect((await linesOf(a)).map(({ institution }) => institution)).toEqual(['Court', 'National Police']);
    expect(await linesOf(a, 'police XYLO')).toMatchObject([{ id: noteId(1) }]);
    expect(await linesOf(a, 'police nothing')).toEqual([]);
    await a.close();
  });

  test('that is erased is permanently gone from the database and from every journal file', async () => {
    const a = await start();
    await a.store.saveNote(aNote());
    journal.rotate();
    await a.store.saveNote(aNote({ text: 'The xylophone squeaks' }));
    await a.store.saveNote(aNote({ id: noteId(2), text: 'The oboe stays' }));
    const seen = a.until('notes', { log, words: '' }, (notes) => notes.length === 1);
    await linesOf(a);
    await a.store.eraseNote(noteId(1));
    expect(await seen).toMatchObject([{ id: noteId(2) }]);
    expect(wordsInJournal()).not.toContain('xylophone');
    expect(wordsInJournal()).toContain('oboe');
    await a.close();

    const rebuilt = await start({ db: nodeDatabase(), host: a.host, mood: 'down' });
    expect(await linesOf(rebuilt)).toMatchObject([{ id: noteId(2) }]);
    await rebuilt.close();
  });

  test('with an erasure that the disk refused leaves the journal at the next start', async () => {
    const a = await start();
    await a.store.saveNote(aNote());
    journal.failBlanking = true;
    await a.store.eraseNote(noteId(1));
    expect(wordsInJournal()).toContain('xylophone');
    await a.close();
    journal.failBlanking = false;
    const again = await start({ db: a.db, host: a.host });
    expect([await linesOf(again), wordsInJournal().includes('xylophone')]).toEqual([[], false]);
    await again.close();
  });

  test('outlives the file of the journal that it was written into', async () => {
    const a = await start();
    await a.rest();
    await a.store.saveNote(aNote());
    await a.write(log, doc, 'assessment', 'title', 'Court');
    journal.rotate();
    await a.write(log, doc, 'assessment', 'title', 'High court');
    await a.sync();
    expect(journal.files).toEqual([2]);
    await a.close();
    const rebuilt = await start({ db: nodeDatabase(), host: a.host, mood: 'down' });
    expect(await linesOf(rebuilt)).toMatchObject([{ id: noteId(1) }]);
    await rebuilt.close();
  });
});

const dayMs = 24 * 60 * 60 * 1000;
const mission = aDoc(9);

/** Assessor A's laptop with a mission, an assessment, and two notes; the first is evidence in it. */
async function aLaptopWithNotes(): Promise<TestLaptop> {
  const a = await start();
  await a.rest();
  await putMeta(a.db, 'enrolment', { recipients: [], lease: 45 * dayMs });
  await a.write(log, mission, 'mission', 'title', 'Arlandia');
  await a.write(log, doc, 'assessment', 'title', 'Court');
  await a.store.saveNote(aNote({ links: [{ doc, question: 'D1.1', evidence: 'e1' }] }));
  await a.store.saveNote(aNote({ id: noteId(2), text: 'The oboe stays' }));
  await a.sync();
  return a;
}

/** Headquarters tells the day on which this assessment became final. */
async function becomesFinal(assessment: DocumentId, on: string): Promise<void> {
  const person = aPerson(2);
  const b = await start({
    person,
    name: 'Reviewer',
    roles: { [log]: ['reviewer'] },
    journal: new FakeJournal(),
  });
  await b.sync();
  await b.write(log, assessment, 'assessment', 'periods/final-on', on);
  await b.sync();
  await b.close();
}

/** This many days pass; meanwhile the app is opened once a month, without a network. */
async function passDays(device: TestLaptop, days: number): Promise<TestLaptop> {
  let a = device;
  for (let left = days; left > 0; left -= 30) {
    await a.close();
    a.clock.advance(Math.min(30, left) * dayMs);
    a = await start({ db: a.db, host: a.host, clock: a.clock, mood: 'down' });
  }
  return a;
}

const erasedAtHeadquarters = () =>
  Object.entries(server.document(log, mission)?.registers ?? {}).flatMap(([path, { heads }]) =>
    path.startsWith('erased/') ? heads.map(({ value }) => value) : [],
  );

describe('[E 9] the retention clock', () => {
  test('erases notes offline a year after the final report, and informs the person', async () => {
    let a = await aLaptopWithNotes();
    await becomesFinal(doc, '2026-11-30');
    await a.sync();
    expect((await linesOf(a)).map(({ dueAtMs }) => dueAtMs)).toEqual(
      Array.from({ length: 2 }, () => Date.UTC(2027, 10, 30)),
    );
    a = await passDays(a, 360);
    expect(await linesOf(a)).toHaveLength(2);
    a = await passDays(a, 15);
    expect([await linesOf(a), wordsInJournal().includes('xylophone')]).toEqual([[], false]);
    expect((await a.query('status', null)).erased).toMatchObject({
      groups: [{ group: 'interviewNotes', count: 2 }],
      isTold: true,
    });
    await a.store.dismissErased();
    expect((await a.query('status', null)).erased).toBeNull();
    await a.close();
  });

  test('goes on while the app stays open', async () => {
    let a = await aLaptopWithNotes();
    await becomesFinal(doc, '2026-11-30');
    await a.sync();
    a = await passDays(a, 360);
    for (let day = 0; day < 15; day += 1) a.clock.advance(dayMs);
    expect(await a.until('notes', { log, words: '' }, (notes) => notes.length === 0)).toEqual([]);
    await a.close();
  });

  test('tells headquarters the number and nothing else, once, when this laptop may write again', async () => {
    let a = await aLaptopWithNotes();
    await becomesFinal(doc, '2026-11-30');
    await a.sync();
    a = await passDays(a, 390);
    expect(erasedAtHeadquarters()).toEqual([]);
    server.nowMs = a.clock.now();
    a.transport.mood = 'good';
    await a.sync();
    for (let starts = 0; starts < 2; starts += 1) {
      await a.close();
      a = await start({ db: a.db, host: a.host, clock: a.clock });
      await a.sync();
    }
    expect(erasedAtHeadquarters()).toEqual([{ group: 'interviewNotes', count: 2, on: '2027-12-19' }]);
    expect((await a.query('status', null)).erased).toMatchObject({ isTold: true });
    await a.close();
  });

  test('waits for every assessment that uses a note as evidence, else for the whole mission', async () => {
    let a = await aLaptopWithNotes();
    await a.write(log, aDoc(2), 'assessment', 'title', 'Laboratory');
    await becomesFinal(doc, '2026-11-30');
    await a.sync();
    expect((await linesOf(a)).map(({ id, dueAtMs }) => [id, dueAtMs])).toEqual(
      expect.arrayContaining([
        [noteId(1), Date.UTC(2027, 10, 30)],
        [noteId(2), null],
      ]),
    );
    a = await passDays(a, 390);
    expect(await linesOf(a)).toMatchObject([{ id: noteId(2) }]);
    await a.close();
  });

  test('is not moved by a clock that jumps years ahead', async () => {
    let a = await aLaptopWithNotes();
    await becomesFinal(doc, '2026-11-30');
    await a.sync();
    await a.close();
    a.clock.advance(10 * 365 * dayMs);
    a = await start({ db: a.db, host: a.host, clock: a.clock, mood: 'down' });
    expect(await linesOf(a)).toHaveLength(2);
    await a.close();
  });

  test('has no trusted date in a rebuilt database until contact with headquarters', async () => {
    let a = await aLaptopWithNotes();
    await becomesFinal(doc, '2025-01-31');
    await a.sync();
    await a.close();
    a = await start({ db: nodeDatabase(), host: a.host, clock: a.clock, mood: 'down' });
    expect(await linesOf(a)).toHaveLength(2);
    a.transport.mood = 'good';
    await a.sync();
    await a.close();
    a = await start({ db: a.db, host: a.host, clock: a.clock });
    expect(await linesOf(a)).toEqual([]);
    await a.close();
  });
});
