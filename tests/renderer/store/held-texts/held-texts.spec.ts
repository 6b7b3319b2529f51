import { beforeEach, describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { isItemRemoved, valueAt } from '#domain/document/document.ts';
import { isTextOp } from '#domain/document/op.ts';
import { plainTextOfUpdate } from '#domain/document/plain-text-of-update.ts';
import { emptyTextUpdate } from '#domain/document/text-update.ts';
import { findPersonalData } from '#domain/privacy/find-personal-data.ts';
import { personalDataHitKey } from '#domain/privacy/personal-data-hit.ts';
import { CheckedTexts } from '#renderer/store/db/checked-texts.ts';
import { openStoredPack } from '#renderer/store/db/stored-packs.ts';
import { changeNotes, notes, textOn, typeNotes } from '#tests/contracts/words-to-erase.ts';
import { aParticipantCard } from '#tests/support/builders/a-participant-card.ts';
import { aDoc, aLog } from '#tests/support/builders/sample-ids.ts';
import { startLaptop } from '#tests/support/laptop/start-laptop.ts';
import { aWrite, type TestLaptop } from '#tests/support/laptop/test-laptop.ts';
import { FakeServer } from '#tests/support/server/fake-server.ts';

const log = aLog();
const [doc, other] = [aDoc(1), aDoc(2)];
const address = 'unit@institution.example';

let server = new FakeServer(0);
beforeEach(() => {
  server = new FakeServer(Date.UTC(2026, 10, 24, 9));
});

/** A laptop that knows its roles. */
const start = async (name = 'Assessor Gamma', person = 1): Promise<TestLaptop> => {
  const device = await startLaptop(server, person, {
    name,
    roles: { [log]: ['assessor'], [aLog(2)]: ['assessor'] },
  });
  await device.rest();
  return device;
};

const pathsAtHeadquarters = (at = doc): readonly string[] =>
  Object.keys(server.document(log, at)?.registers ?? {});

const valuesAtHeadquarters = (at = doc): Readonly<Record<string, unknown>> =>
  Object.fromEntries(
    Object.entries(server.document(log, at)?.registers ?? {}).map(([path, { heads }]) => [
      path,
      heads.length === 1 ? heads[0]?.value : heads.map(({ value }) => value),
    ]),
  );

const valueOn = async (device: TestLaptop, path: string, at = doc): Promise<unknown> =>
  valueAt((await device.query('document', { log, doc: at }))?.document, path);

const textAtHeadquarters = (): string =>
  plainTextOfUpdate(server.document(log, doc)?.registers[notes]?.text ?? emptyTextUpdate);

/** Words of the last paragraph of these notes. */
function lastPieceOf(root: Y.XmlFragment): Y.XmlText {
  const pieces = [...root.createTreeWalker((node) => node instanceof Y.XmlText)];
  const lastNotesNode = pieces.at(-1);
  if (!(lastNotesNode instanceof Y.XmlText)) throw new Error('these notes have no words');
  return lastNotesNode;
}

/** Confirm all hits that wait. */
async function confirmAll(device: TestLaptop): Promise<void> {
  for (const heldText of await device.query('heldTexts', null))
    for (const hit of heldText.hits)
      await device.write(log, heldText.doc, heldText.kind, `text-checks/${personalDataHitKey(hit)}`, true);
}

const untilWaiting = (device: TestLaptop, changes: number) =>
  device.until('status', null, ({ waiting }) => waiting.changes === changes);

describe('[E2] a text that may name or reach a person', () => {
  test('stays on the laptop alone; earlier and later writes of this mission are sent', async () => {
    const a = await start();
    await a.write(log, doc, 'assessment', 'answers/D1.1/level', 2);
    await a.write(log, doc, 'assessment', 'answers/D1.1/rationale', `Said by ${address}`);
    await a.write(log, doc, 'assessment', 'answers/D1.2/level', 3);
    await a.sync();
    await untilWaiting(a, 1);
    expect(valuesAtHeadquarters()).toEqual({
      'answers/D1.1/level': 2,
      'answers/D1.1/rationale': '',
      'answers/D1.2/level': 3,
    });
    expect(JSON.stringify(a.sent)).not.toContain(address);
    expect(await a.query('heldTexts', null)).toMatchObject([{ doc, path: 'answers/D1.1/rationale' }]);
    expect(await valueOn(a, 'answers/D1.1/rationale'), 'for its author').toBe(`Said by ${address}`);
    await a.sync();
    expect((await a.query('status', null)).waiting.changes, 'and is not asked for without end').toBe(1);
    await a.close();
  });

  test('goes once a person has confirmed it', async () => {
    const a = await start();
    await a.write(log, doc, 'assessment', 'answers/D1.1/rationale', address);
    await a.sync();
    const [hit] = findPersonalData(address);
    await a.write(log, doc, 'assessment', `text-checks/${hit && personalDataHitKey(hit)}`, true);
    await a.sync();
    await untilWaiting(a, 0);
    expect(pathsAtHeadquarters()).toContain('answers/D1.1/rationale');
    expect(await a.query('heldTexts', null)).toEqual([]);
    await a.close();
  });

  test('no longer holds anything back once it is taken out', async () => {
    const a = await start();
    await a.write(log, doc, 'assessment', 'findings/f1/text', 'Call 0011 223 344');
    await a.write(log, doc, 'assessment', 'findings/f1/text', 'Call the unit');
    await a.sync();
    await untilWaiting(a, 0);
    expect(pathsAtHeadquarters()).toEqual(['findings/f1/text']);
    await a.close();
  });

  test('stays on the laptop in each of its versions, with nothing written after it', async () => {
    const a = await start();
    await a.write(log, doc, 'assessment', 'findings/f1/text', `Ask ${address}`);
    await a.write(log, doc, 'assessment', 'findings/f1/text', `Ask ${address} for figures`);
    await a.sync();
    await a.sync();
    expect(JSON.stringify(a.sent)).not.toContain(address);
    expect(await valueOn(a, 'findings/f1/text')).toBe(`Ask ${address} for figures`);
    await a.close();
  });

  test('never leaves once it is taken out', async () => {
    const a = await start();
    await a.write(log, doc, 'assessment', 'findings/f1/text', `Ask ${address}`);
    await a.write(log, doc, 'assessment', 'findings/f1/text', 'Ask the unit');
    await a.sync();
    await untilWaiting(a, 0);
    expect(JSON.stringify(a.sent)).not.toContain(address);
    expect(valuesAtHeadquarters()).toEqual({ 'findings/f1/text': 'Ask the unit' });
    await a.close();
  });

  test('is also recognized by team members’ names, in a plan as in an assessment', async () => {
    const a = await start();
    await a.sync();
    await a.write(log, other, 'action-plan', 'items/i1/title', 'As assessor gamma said');
    await a.sync();
    expect(pathsAtHeadquarters(other)).toEqual([]);
    expect(await a.query('heldTexts', null)).toMatchObject([
      { doc: other, hits: [{ kind: 'name', text: 'assessor gamma' }] },
    ]);
    await a.close();
  });

  test('is reported to each subscriber as soon as it is written', async () => {
    const a = await start();
    const told = a.until('heldTexts', null, (texts) => texts.length > 0);
    await a.write(log, doc, 'assessment', 'answers/D1.1/rationale', address);
    expect(await told).toMatchObject([{ path: 'answers/D1.1/rationale' }]);
    await a.close();
  });

  test('is found behind more changes than one check reads', async () => {
    const a = await start();
    const many = Array.from({ length: 45 }, (_, at) =>
      aWrite(doc, 'assessment', `findings/f${at}/text`, `Finding ${at}`),
    );
    await a.store.write(log, [...many, aWrite(doc, 'assessment', 'findings/last/text', address)]);
    // As after a start: nothing is checked yet, and a check reads fewer than there are.
    Object.assign(a.db, { checkedTexts: Object.assign(new CheckedTexts(), { opsPerCheck: 20 }) });
    await a.sync();
    await untilWaiting(a, 1);
    expect(JSON.stringify(a.sent)).not.toContain(address);
    await a.close();
  });

  test('holds no other mission back, and nothing that comes from headquarters', async () => {
    const [a, b] = [await start(), await start('Assessor B', 2)];
    await a.write(log, doc, 'assessment', 'comments/c1/text', address);
    await a.write(aLog(2), other, 'assessment', 'title', 'Court');
    await b.write(log, other, 'assessment', 'title', 'Police');
    await b.sync();
    await a.sync();
    await untilWaiting(a, 1);
    expect(Object.keys(server.document(aLog(2), other)?.registers ?? {})).toEqual(['title']);
    expect((await a.query('document', { log, doc: other }))?.document.registers).toHaveProperty('title');
    await Promise.all([a.close(), b.close()]);
  });
});

describe('[E2] a text that waits while later changes pass it', () => {
  test('leaves in its place the words that stood there before', async () => {
    const a = await start();
    await a.write(log, doc, 'assessment', 'answers/D1.1/rationale', 'The rule is written');
    await a.sync();
    await untilWaiting(a, 0);
    await a.write(log, doc, 'assessment', 'answers/D1.1/rationale', `Written, says ${address}`);
    await a.write(log, doc, 'assessment', 'answers/D1.2/level', 3);
    await a.sync();
    await untilWaiting(a, 1);
    expect(valuesAtHeadquarters()).toMatchObject({
      'answers/D1.1/rationale': 'The rule is written',
      'answers/D1.2/level': 3,
    });
    await confirmAll(a);
    await a.sync();
    await untilWaiting(a, 0);
    expect(valuesAtHeadquarters()).toMatchObject({ 'answers/D1.1/rationale': `Written, says ${address}` });
    expect(await valueOn(a, 'answers/D1.1/rationale')).toBe(`Written, says ${address}`);
    await a.close();
  });

  test('is passed again and again, and none of its versions leaves', async () => {
    const a = await start();
    for (const [n, words] of ['one', 'two', 'three'].entries()) {
      await a.write(log, doc, 'assessment', 'answers/D1.1/rationale', `${words} ${address}`);
      await a.write(log, doc, 'assessment', `answers/D1.${n + 2}/level`, 3);
      await a.sync();
      await untilWaiting(a, 1);
    }
    expect(Object.keys(valuesAtHeadquarters())).toHaveLength(4);
    expect(JSON.stringify(a.sent)).not.toContain(address);
    await a.write(log, doc, 'assessment', 'answers/D1.1/rationale', 'four');
    await a.sync();
    await untilWaiting(a, 0);
    expect(valuesAtHeadquarters()).toMatchObject({ 'answers/D1.1/rationale': 'four' });
    await a.close();
  });

  test('in one value with a level leaves the level, and a sign for the text', async () => {
    const a = await start();
    const priority = { band: 'Low', reason: `Asked by ${address}` };
    await a.write(log, doc, 'assessment', 'priorities/D5.4/override', priority);
    await a.write(log, doc, 'assessment', 'answers/D1.2/level', 3);
    await a.sync();
    await untilWaiting(a, 1);
    expect(JSON.stringify(a.sent)).not.toContain(address);
    expect(valuesAtHeadquarters()).toMatchObject({
      'answers/D1.2/level': 3,
      'priorities/D5.4/override': { band: 'Low' },
    });
    expect(await valueOn(a, 'priorities/D5.4/override')).toEqual(priority);
    await a.close();
  });

  test('does not come back into an item that was removed after it', async () => {
    const a = await start();
    await a.write(log, doc, 'assessment', 'findings/f1/text', `Said by ${address}`);
    await a.write(log, doc, 'assessment', 'findings/f1/removed', true);
    await a.sync();
    // The text, the removal and its context: a text cannot pass the removal that has seen it.
    expect((await a.query('status', null)).waiting.changes).toBe(3);
    expect(JSON.stringify(a.sent)).not.toContain(address);
    const document = (await a.query('document', { log, doc }))?.document;
    expect(document && isItemRemoved(document, 'findings/f1')).toBe(true);
    await a.close();
  });

  test('stays beside the value of a colleague who wrote there meanwhile, for a decision', async () => {
    const [a, b] = [await start(), await start('Assessor B', 2)];
    await a.write(log, doc, 'assessment', 'answers/D1.1/rationale', `Said by ${address}`);
    await a.write(log, doc, 'assessment', 'answers/D1.2/level', 3);
    await b.write(log, doc, 'assessment', 'answers/D1.1/rationale', 'By the book');
    await b.sync();
    await a.sync();
    await untilWaiting(a, 1);
    await confirmAll(a);
    await a.sync();
    await untilWaiting(a, 0);
    expect(valuesAtHeadquarters()['answers/D1.1/rationale']).toEqual(
      expect.arrayContaining([`Said by ${address}`, 'By the book']),
    );
    await Promise.all([a.close(), b.close()]);
  });
});

describe('[E2] a text of a workshop', () => {
  test('waits while it names a participant with a local card, and is sent once confirmed', async () => {
    const a = await start();
    await a.store.saveDeviceRecords([aParticipantCard({ log, doc })]);
    await a.write(log, doc, 'workshop', 'sessions/s1/output', 'A list by participant marimba');
    await a.sync();
    await untilWaiting(a, 1);
    const heldTexts = await a.query('heldTexts', null);
    expect(heldTexts).toMatchObject([{ doc, path: 'sessions/s1/output', hits: [{ kind: 'name' }] }]);
    const [hit] = heldTexts.flatMap(({ hits }) => hits);
    await a.write(log, doc, 'workshop', `text-checks/${hit && personalDataHitKey(hit)}`, true);
    await a.sync();
    await untilWaiting(a, 0);
    expect(pathsAtHeadquarters()).toContain('sessions/s1/output');
    await a.close();
  });

  test('waits where shifted columns of a list put a name into an institution', async () => {
    const a = await start();
    await a.store.saveDeviceRecords([aParticipantCard({ log, doc })]);
    await a.write(log, doc, 'workshop', 'participants/p1/institution', 'Participant Marimba');
    await a.sync();
    await untilWaiting(a, 1);
    expect(await a.query('heldTexts', null)).toMatchObject([{ path: 'participants/p1/institution' }]);
    expect(JSON.stringify(a.sent)).not.toContain('Marimba');
    await a.write(log, doc, 'workshop', 'participants/p1/institution', 'Ministry of Interior');
    await a.sync();
    await untilWaiting(a, 0);
    await a.close();
  });

  test('with rich text waits while its present words name somebody', async () => {
    const a = await start();
    await typeNotes(a, doc, 'Agree the method first');
    await typeNotes(a, doc, `as ${address} said`);
    await a.write(log, doc, 'workshop', 'entries/e1/text', 'Agree the method first');
    await a.sync();
    await untilWaiting(a, 1);
    expect(textAtHeadquarters()).toBe('');
    expect(pathsAtHeadquarters()).toContain('entries/e1/text');
    expect(await textOn(a, doc)).toContain(address);
    const heldTexts = await a.query('heldTexts', null);
    expect(heldTexts).toMatchObject([{ path: notes, hits: [{ text: address }] }]);
    const [hit] = heldTexts.flatMap(({ hits }) => hits);
    await a.write(log, doc, 'workshop', `text-checks/${hit && personalDataHitKey(hit)}`, true);
    await a.sync();
    await untilWaiting(a, 0);
    expect(textAtHeadquarters()).toContain(`as ${address} said`);
    await a.close();
  });

  test('with rich text never sends words that were taken out', async () => {
    const a = await start();
    const said = `, as ${address} said`;
    await typeNotes(a, doc, `Agree the method${said}`);
    await a.write(log, doc, 'workshop', 'entries/e1/text', 'Begin at nine');
    await a.sync();
    await untilWaiting(a, 1);
    await changeNotes(a, doc, (root) => lastPieceOf(root).delete(16, said.length));
    await changeNotes(a, doc, (root) => lastPieceOf(root).insert(16, ' of the pilot'));
    await a.sync();
    await untilWaiting(a, 0);
    expect(textAtHeadquarters()).toBe('Agree the method of the pilot');
    expect(await textOn(a, doc)).toBe('Agree the method of the pilot');
    // All that is left leaves in the first update that waits. Before it is the place that these updates have left.
    const sent = server.packs(log).flatMap((payload) => openStoredPack({ payload }).ops);
    const texts = sent.flatMap((op) => (isTextOp(op) ? [op.text !== emptyTextUpdate] : []));
    expect(texts).toEqual([false, true, false, false]);
    const updates = a.sent.flatMap(
      (syncRequest) => JSON.stringify(syncRequest).match(/[A-Za-z0-9+/]{16,}={0,2}/g) ?? [],
    );
    expect(updates.map((text) => (text.length % 4 === 0 ? atob(text) : ''))).not.toContainEqual(
      expect.stringContaining(address),
    );
    await a.close();
  });

  test('without a name leaves at once', async () => {
    const a = await start();
    await a.write(log, doc, 'workshop', 'entries/e1/text', 'Agree the method first');
    await a.sync();
    await untilWaiting(a, 0);
    expect(pathsAtHeadquarters()).toEqual(['entries/e1/text']);
    await a.close();
  });
});
