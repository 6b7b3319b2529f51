import { beforeEach, describe, expect, test } from 'vitest';
import type { QuestionnaireSheet } from '#domain/workshop/evaluation.ts';
import { putMeta } from '#renderer/store/db/meta.ts';
import { aParticipantCard, participantId } from '#tests/support/builders/a-participant-card.ts';
import { aDoc, aPerson } from '#tests/support/builders/sample-ids.ts';
import { FakeJournal } from '#tests/support/laptop/fake-journal.ts';
import { doc, journaledLaptops, log } from '#tests/support/laptop/journaled-laptops.ts';
import { nodeDatabase } from '#tests/support/laptop/node-database.ts';
import type { TestLaptop } from '#tests/support/laptop/test-laptop.ts';

let { journal, start } = journaledLaptops();
beforeEach(() => {
  ({ journal, start } = journaledLaptops());
});

const workshop = aDoc(2);
const aSheet = (at: number): QuestionnaireSheet => ({
  kind: 'evaluation',
  id: participantId(at),
  log,
  doc: workshop,
  source: 'paper',
  answers: { q1: '5' },
  texts: { useful: 'The marimba' },
  institutionType: 'POL',
  sex: null,
});
const recordsOf = async (device: TestLaptop, of = workshop) =>
  device.query('deviceRecords', { log, doc: of });
const wordsInJournal = (): string => JSON.stringify(journal.entries);

describe('[E] a device record', () => {
  test('is in the journal first, and comes back when the database does not', async () => {
    const a = await start();
    await a.rest();
    await a.store.saveDeviceRecords([aParticipantCard(), aSheet(2)]);
    await a.store.saveDeviceRecords([{ ...aParticipantCard({ name: 'Participant Oboe' }), revision: 1 }]);
    await a.close();

    const rebuilt = await start({ db: nodeDatabase(), host: a.host, mood: 'down' });
    expect(await recordsOf(rebuilt)).toMatchObject([
      { name: 'Participant Oboe', revision: 2 },
      { kind: 'evaluation', revision: 1 },
    ]);
    expect((await rebuilt.query('status', null)).restored).toMatchObject({ changes: 2 });
    await rebuilt.close();
  });

  test('of a list refused by the journal is not saved, nor is any other', async () => {
    const a = await start();
    await a.rest();
    journal.mood = 'full';
    await expect(a.store.saveDeviceRecords([aParticipantCard(), aSheet(2)])).rejects.toThrow('ENOSPC');
    journal.mood = 'ample';
    expect(await recordsOf(a)).toEqual([]);
    await a.close();
  });

  test('is in no request and no pack of any kind', async () => {
    const a = await start();
    await a.rest();
    await a.store.saveDeviceRecords([aParticipantCard(), aSheet(2)]);
    await a.write(log, doc, 'assessment', 'title', 'Court');
    const storeStatus = await a.sync();
    expect(storeStatus.waiting).toEqual({ changes: 0, bytes: 0, records: 0 });
    expect(a.transport.requests.some((text) => /marimba/i.test(text))).toBe(false);
    expect(JSON.stringify(await a.packsFor(log))).not.toMatch(/marimba/i);
    await a.close();
  });

  test('is shown in its own workshop alone', async () => {
    const a = await start();
    await a.store.saveDeviceRecords([aParticipantCard(), { ...aSheet(2), doc: aDoc(3) }]);
    expect([(await recordsOf(a)).length, (await recordsOf(a, aDoc(3))).length]).toEqual([1, 1]);
    await a.close();
  });

  test('refuses a write that saw another revision, so that no window loses a field', async () => {
    const a = await start();
    await a.store.saveDeviceRecords([aParticipantCard()]);
    await a.store.saveDeviceRecords([{ ...aParticipantCard({ needs: 'A ramp' }), revision: 1 }]);
    const late = [aSheet(2), { ...aParticipantCard({ sex: 'man' }), revision: 1 }];
    const changed = { kind: 'changedMeanwhile', ids: [participantId(1)] };
    expect(await a.store.saveDeviceRecords(late)).toEqual({ kind: 'refused', reason: changed });
    expect(await a.store.saveDeviceRecords([aParticipantCard()])).toEqual({
      kind: 'refused',
      reason: changed,
    });
    expect(await recordsOf(a)).toMatchObject([{ needs: 'A ramp', sex: 'woman', revision: 2 }]);
    await a.close();
  });

  test('is written only by a person who may write participants or tests in the log', async () => {
    const a = await start({ roles: { [log]: ['rapporteur'] } });
    await a.sync();
    const refused = { kind: 'refused', reason: { kind: 'roleMayNotWrite' } };
    expect(await a.store.saveDeviceRecords([aParticipantCard()])).toEqual(refused);
    expect(await a.store.saveDeviceRecords([aSheet(2)])).toEqual(refused);
    await a.close();
  });

  test('is written after the end of the lease too', async () => {
    const dayMs = 24 * 60 * 60 * 1000;
    let a = await start();
    await a.sync();
    await putMeta(a.db, 'enrolment', { recipients: [], lease: dayMs });
    await a.close();
    a.clock.advance(2 * dayMs);
    a = await start({ db: a.db, host: a.host, clock: a.clock, mood: 'down' });
    expect((await a.query('session', null)).leaseOver).toBe(true);
    expect(await a.store.saveDeviceRecords([aParticipantCard()])).toEqual({ kind: 'saved' });
    await a.close();
  });

  test('that is erased is gone from the database and from every file of the journal', async () => {
    const a = await start();
    await a.store.saveDeviceRecords([aParticipantCard()]);
    journal.rotate();
    await a.store.saveDeviceRecords([
      { ...aParticipantCard({ needs: '' }), revision: 1 },
      { ...aSheet(2), texts: { useful: 'The oboe' } },
    ]);
    await a.store.eraseDeviceRecords([participantId(1)]);
    expect(await recordsOf(a)).toMatchObject([{ id: participantId(2) }]);
    expect([/marimba/i.test(wordsInJournal()), wordsInJournal().includes('oboe')]).toEqual([false, true]);
    await a.close();

    const rebuilt = await start({ db: nodeDatabase(), host: a.host, mood: 'down' });
    expect(await recordsOf(rebuilt)).toMatchObject([{ id: participantId(2) }]);
    await rebuilt.close();
  });

  test('with an erasure that the disk refused leaves the journal at the next start', async () => {
    const a = await start();
    await a.store.saveDeviceRecords([aParticipantCard()]);
    journal.failBlanking = true;
    await a.store.eraseDeviceRecords([participantId(1)]);
    await a.close();
    journal.failBlanking = false;
    const again = await start({ db: a.db, host: a.host });
    expect([await recordsOf(again), /marimba/i.test(wordsInJournal())]).toEqual([[], false]);
    await again.close();
  });

  test('outlives the file of the journal that it was written into, in its latest revision', async () => {
    const a = await start();
    await a.rest();
    await a.store.saveDeviceRecords([aParticipantCard(), aSheet(2)]);
    await a.store.saveDeviceRecords([{ ...aParticipantCard({ needs: 'A ramp' }), revision: 1 }]);
    await a.write(log, doc, 'assessment', 'title', 'Court');
    journal.rotate();
    await a.write(log, doc, 'assessment', 'title', 'High court');
    await a.sync();
    expect(journal.files).toEqual([2]);
    expect(journal.entries.filter(({ kind }) => kind === 'deviceRecord')).toHaveLength(2);
    await a.close();
    const rebuilt = await start({ db: nodeDatabase(), host: a.host, mood: 'down' });
    expect(await recordsOf(rebuilt)).toMatchObject([{ needs: 'A ramp' }, { kind: 'evaluation' }]);
    await rebuilt.close();
  });

  test('of a colleague with the same mission is not here', async () => {
    const a = await start();
    await a.store.saveDeviceRecords([aParticipantCard()]);
    const b = await start({ person: aPerson(2), name: 'Assessor B', journal: new FakeJournal() });
    await Promise.all([a.sync(), b.sync()]);
    expect(await recordsOf(b)).toEqual([]);
    await Promise.all([a.close(), b.close()]);
  });
});
