import { describe, expect, test } from 'vitest';
import { withoutOpContent } from '#domain/document/erase-ops.ts';
import { dotOf, type Op } from '#domain/document/op.ts';
import type { DeviceId } from '#domain/ids.ts';
import { readFrames } from '#electron/journal/journal-frames.ts';
import { openJournal } from '#electron/journal/shell-journal.ts';
import type { Host } from '#renderer/host/host-contract.ts';
import { putMeta } from '#renderer/store/db/meta.ts';
import { frameSeal, hostJournal } from '#renderer/store/journal/journal.ts';
import type { JournalEntry } from '#renderer/store/journal/journal-entry.ts';
import { scrubErased } from '#renderer/store/journal/scrub-erased.ts';
import { UncommittedEntries } from '#renderer/store/write/uncommitted-entries.ts';
import { packHash } from '#sync/protocol/erased-pack.ts';
import { dayMs, doc, ErasureWorld, log, other, word } from '#tests/contracts/erasure-world.ts';
import { aTextDraft, draftId } from '#tests/support/builders/a-text-draft.ts';
import { aLog, anOp, deviceA, deviceB } from '#tests/support/builders/ops.ts';
import { aChain } from '#tests/support/builders/packs.ts';
import { aDoc } from '#tests/support/builders/sample-ids.ts';
import { VirtualDisk } from '#tests/support/disk/virtual-disk.ts';
import { FakeJournal } from '#tests/support/laptop/fake-journal.ts';
import { nodeDatabase, nodeIndexedDb } from '#tests/support/laptop/node-database.ts';
import { testCipher } from '#tests/support/laptop/test-cipher.ts';

const seal = frameSeal(testCipher, 'a vault');

/** The shell's own journal on a disk in memory, in files that are soon full, with a view of its bytes. */
function aShellJournal() {
  const journalDisk = new VirtualDisk({ chance: () => 0.5 }).mount();
  const shellJournal = openJournal(journalDisk, { fileBytes: 4_096, reserveBytes: 1_024 });
  const answers: Readonly<Record<string, (ask: never) => Promise<unknown>>> = {
    'journal.append': ({ frames }: { frames: readonly Uint8Array[] }) => shellJournal.append(frames),
    'journal.files': () => shellJournal.files(),
    'journal.room': () => shellJournal.room(),
    'journal.read': ({ file }: { file: number }) => shellJournal.read(file),
    'journal.drop': ({ files }: { files: readonly number[] }) => shellJournal.drop(files),
    'journal.blank': ({ file, frames }: { file: number; frames: readonly Uint8Array[] }) =>
      shellJournal.blank(file, frames),
  };
  // The journal calls these channels alone, and the answers are the shell's own.
  const host = {
    ask: (channel: string, ask: unknown) => answers[channel]?.(ask as never),
    on: () => () => undefined,
  } as unknown as Host;
  const files = async () => {
    const names = (await journalDisk.list()).filter((name) => name.endsWith('.journal'));
    return Promise.all(names.map((name) => journalDisk.read(name)));
  };
  const text = (bytes: Uint8Array): string => Buffer.from(bytes).toString('latin1');
  return {
    journal: hostJournal(host, seal),
    /** The encrypted bytes of all frames, and their content. */
    frames: async () =>
      (await files()).flatMap((bytes) =>
        readFrames(bytes).frames.map((frame) => ({ sealed: text(frame), opened: seal.open(frame) ?? '' })),
      ),
    /** Every byte of every file. */
    bytes: async () => (await files()).map(text).join(''),
    files: async () => (await files()).length,
  };
}

describe('[D2] the files of the journal, after a mission was erased', () => {
  test('contain no byte of any frame about it, and open every other frame as before', async () => {
    const shell = aShellJournal();
    const erasureWorld = new ErasureWorld(nodeIndexedDb(), shell.journal);
    let a = await erasureWorld.aDueLaptop();
    // Delivered frames are dropped with their files anyway; frames that headquarters never accepted fill them.
    a.transport.mood = 'down';
    for (let at = 0; at < 30; at += 1)
      await a.write(log, doc, 'assessment', `notes/n${at}`, `It squeaks at ${at}, said the ${word}`);
    await a.write(other, aDoc(5), 'assessment', 'title', 'Laboratory');
    erasureWorld.goneAtHeadquarters(a);
    a.transport.mood = 'good';
    await a.sync();
    a = await erasureWorld.almostOver(a);
    const before = await shell.frames();
    const about = before.filter(({ opened }) => opened.includes(word));
    const kept = before.filter(({ opened }) => !opened.includes(log));
    const found = async (frames: typeof before) => {
      const bytes = await shell.bytes();
      return frames.filter(({ sealed }) => bytes.includes(sealed)).length;
    };
    expect([about.length > 30, await found(about), await shell.files()]).toEqual([
      true,
      about.length,
      expect.toSatisfy((files: number) => files > 3),
    ]);

    a = await erasureWorld.passDays(a, 1);
    await a.close();
    expect([await found(about), await found(kept)]).toEqual([0, kept.length]);
    const left = (await shell.frames()).filter(({ opened }) => opened.includes(log));
    expect(left.map(({ opened }) => kindOf(opened)).filter((kind) => kind !== 'mark')).toEqual(['logErased']);
    expect((await shell.bytes()).includes(word)).toBe(false);
  });
});

const kindOf = (opened: string): unknown => (JSON.parse(opened) as { readonly kind: unknown }).kind;

test('[P2] erasure also removes the mission’s ops that a new identity adopted, and keeps the rest', async () => {
  const fakeJournal = new FakeJournal();
  const erasureWorld = new ErasureWorld(nodeIndexedDb(), fakeJournal);
  let a = await erasureWorld.aDueLaptop();
  a.transport.mood = 'down';
  await a.write(log, doc, 'assessment', 'notes/n1', `squeaks ${word}`);
  await a.write(other, aDoc(5), 'assessment', 'title', 'Laboratory');
  await a.host.ask('device.renew', { why: 'fork' });
  a = await erasureWorld.reopen(a, 0, 'good');
  await a.sync();
  const adoptions = () =>
    fakeJournal.entries.flatMap((journalEntry) => (journalEntry.kind === 'adopted' ? [journalEntry] : []));
  expect(adoptions().map(({ logs }) => JSON.stringify(logs).includes(word))).toEqual([true]);

  a = await erasureWorld.passDays(await erasureWorld.almostOver(a), 1);
  expect([await erasureWorld.hasWords(a), JSON.stringify(fakeJournal.entries).includes(word)]).toEqual([
    false,
    false,
  ]);
  expect(adoptions().map(({ to, logs }) => [to, JSON.stringify(logs).includes('Laboratory')])).toEqual([
    [a.id, true],
  ]);
  await a.close();
  const { id } = a;
  a = await erasureWorld.start({
    db: erasureWorld.database('anew'),
    host: a.host,
    clock: a.clock,
    mood: 'down',
  });
  expect([a.id, await erasureWorld.hasWords(a)]).toEqual([id, false]);
  expect((await a.query('documents', { log: other })).map(({ title }) => title)).toEqual(['Laboratory']);
  expect(await a.query('documents', { log })).toEqual([]);
  await a.close();
});

test('[P2] a new identity after the erasure restores nothing, and reports the numbers as its own', async () => {
  const erasureWorld = new ErasureWorld(nodeIndexedDb());
  let a = await erasureWorld.anErasedLaptop();
  await a.host.ask('device.renew', { why: 'fork' });
  a = await erasureWorld.reopen(a, dayMs);
  expect([await erasureWorld.hasWords(a), (await a.query('missions', null)).length]).toEqual([false, 0]);
  erasureWorld.server.nowMs = a.clock.now();
  a.transport.mood = 'good';
  await a.sync();
  expect((await a.sync()).waiting.changes).toBe(0);
  expect([erasureWorld.counts().length, await a.query('documents', { log })]).toEqual([4, []]);
  await a.close();
});

test('[D1] a database that failed after the journal entry catches up before anything else', async () => {
  const erasureWorld = new ErasureWorld(nodeIndexedDb());
  const a = await erasureWorld.aDueLaptop();
  const chainEnd = (await a.db.logs.get(log))?.chains[a.id] ?? null;
  const uncommittedEntries = new UncommittedEntries();
  uncommittedEntries.add({
    kind: 'logErased',
    erased: { kind: 'logErased', log, device: a.id, end: chainEnd, atMs: 1 },
  });
  await uncommittedEntries.commit(a.db);
  expect(await erasureWorld.rowsOf(a)).toEqual({ logs: 1 });
  expect(await a.db.logs.get(log)).toMatchObject({
    chains: { [a.id]: chainEnd },
    acked: 2,
    have: { [a.id]: 2 },
  });
  await a.close();
});

describe('[E8] words that headquarters erased, under a former identity', () => {
  const [from, to] = [deviceA, deviceB];
  const said = (deviceId: DeviceId, n: number) => anOp({ dot: dotOf(deviceId, n), value: word });
  const left = (deviceId: DeviceId, n: number): Op => withoutOpContent(said(deviceId, n));
  const scrub = async (
    journalEntries: readonly JournalEntry[],
    erasedOps: readonly Op[],
  ): Promise<string> => {
    const [db, fakeJournal] = [nodeDatabase(), new FakeJournal()];
    await fakeJournal.append(journalEntries);
    await putMeta(db, 'erasedWords', [{ log: aLog, fields: [], ops: erasedOps, packs: [] }]);
    await scrubErased({ db, journal: fakeJournal, device: to });
    db.close();
    return JSON.stringify(fakeJournal.entries);
  };

  test('go by the numbers that these ops had, also where headquarters had others of that identity', async () => {
    const adopted = { log: aLog, upTo: 0, ops: [said(to, 1)], numbers: [2] };
    const keptValueOp = anOp({ dot: dotOf(from, 1), value: 'what headquarters had' });
    const journalEntries: readonly JournalEntry[] = [
      { kind: 'ops', log: aLog, ops: [keptValueOp] },
      { kind: 'ops', log: aLog, ops: [said(from, 2)] },
      { kind: 'adopted', from, to, logs: [adopted] },
    ];
    const after = await scrub(journalEntries, [left(to, 1)]);
    expect([after.includes(word), after.includes('what headquarters had')]).toEqual([false, true]);
  });

  test('go from a pack that was never sent, and no other pack of that identity goes', async () => {
    const [unsent, otherPack] = aChain(
      aLog,
      [said(from, 1)],
      [anOp({ dot: dotOf(from, 2), value: 'other' })],
    );
    const entries = [unsent, otherPack].map((pack, at) => ({
      kind: 'pack' as const,
      log: aLog,
      device: from,
      first: at + 1,
      last: at + 1,
      hash: packHash(pack),
      pack,
    }));
    const adopted = { log: aLog, upTo: 0, ops: [said(to, 1)] };
    const after = await scrub([...entries, { kind: 'adopted', from, to, logs: [adopted] }], [left(to, 1)]);
    expect([after.includes(word), after.includes('other')]).toEqual([false, true]);
  });
});

describe('[E8] an erasure in one mission, of ops with numbers that another mission has too', () => {
  const [from, to] = [deviceB, deviceA];
  const gone = anOp({ dot: dotOf(to, 1), value: word });
  const kept = (deviceId: DeviceId) => anOp({ dot: dotOf(deviceId, 1), doc: aDoc(5), value: 'Laboratory' });
  const scrub = async (journalEntries: readonly JournalEntry[]): Promise<readonly JournalEntry[]> => {
    const [db, fakeJournal] = [nodeDatabase(), new FakeJournal()];
    await fakeJournal.append(journalEntries);
    await putMeta(db, 'erasedWords', [{ log: aLog, fields: [], ops: [withoutOpContent(gone)], packs: [] }]);
    await scrubErased({ db, journal: fakeJournal, device: to });
    db.close();
    return fakeJournal.entries;
  };

  test('leaves the ops of the other one', async () => {
    const inOther: JournalEntry = { kind: 'ops', log: other, ops: [kept(to)] };
    const after = await scrub([{ kind: 'ops', log: aLog, ops: [gone] }, inOther]);
    expect(JSON.stringify(after)).not.toContain(word);
    expect(after).toContainEqual(inOther);
  });

  test('leaves the ops of the other one that the same new identity adopted', async () => {
    const inOther = { log: other, upTo: 0, ops: [kept(to)] };
    const adopted: JournalEntry = {
      kind: 'adopted',
      from,
      to,
      logs: [{ log: aLog, upTo: 0, ops: [gone] }, inOther],
    };
    const previousJournalEntry: JournalEntry = { kind: 'ops', log: other, ops: [kept(from)] };
    const after = await scrub([previousJournalEntry, adopted]);
    expect(JSON.stringify(after)).not.toContain(word);
    expect(after).toContainEqual(previousJournalEntry);
    expect(after).toContainEqual({
      ...adopted,
      logs: [{ log: aLog, upTo: 0, ops: [withoutOpContent(gone)] }, inOther],
    });
  });

  test('leaves a pack of the other one that was never sent', async () => {
    const [pack] = aChain(other, [kept(from)]);
    const unsent = {
      kind: 'pack' as const,
      log: other,
      device: from,
      first: 1,
      last: 1,
      hash: packHash(pack),
      pack,
    };
    const adopted: JournalEntry = { kind: 'adopted', from, to, logs: [{ log: aLog, upTo: 0, ops: [gone] }] };
    expect(await scrub([unsent, adopted])).toContainEqual(unsent);
  });
});

test('[E8] an erasure takes an op’s words from another mission’s entry, where an earlier version put it', async () => {
  const [db, fakeJournal] = [nodeDatabase(), new FakeJournal()];
  const gone = anOp({ dot: dotOf(deviceA, 1), value: word });
  const keptValueOp = anOp({ dot: dotOf(deviceA, 2), doc: aDoc(5), value: 'Laboratory' });
  const misplaced = (ops: readonly [Op, ...Op[]]): readonly JournalEntry[] => [
    { kind: 'ops', log: other, ops },
    { kind: 'adopted', from: deviceB, to: deviceA, logs: [{ log: other, upTo: 0, ops }] },
  ];
  await fakeJournal.append(misplaced([gone, keptValueOp]));
  await putMeta(db, 'erasedWords', [{ log: aLog, fields: [], ops: [withoutOpContent(gone)], packs: [] }]);
  await scrubErased({ db, journal: fakeJournal, device: deviceA });
  db.close();
  expect(JSON.stringify(fakeJournal.entries)).not.toContain(word);
  for (const journalEntry of misplaced([withoutOpContent(gone), keptValueOp]))
    expect(fakeJournal.entries).toContainEqual(journalEntry);
});

test('[P2] an erasure leaves an op of another branch with the number of an erased one', async () => {
  const [db, fakeJournal] = [nodeDatabase(), new FakeJournal()];
  const gone = anOp({ dot: dotOf(deviceA, 1), value: word });
  const waitingJournalEntry: JournalEntry = { kind: 'ops', log: aLog, ops: [{ ...gone, doc: aDoc(5) }] };
  await fakeJournal.append([waitingJournalEntry]);
  await putMeta(db, 'erasedWords', [{ log: aLog, fields: [], ops: [withoutOpContent(gone)], packs: [] }]);
  await scrubErased({ db, journal: fakeJournal, device: deviceA });
  db.close();
  expect(fakeJournal.entries).toContainEqual(waitingJournalEntry);
});

test('[E8] an erasure takes drafts that were saved or changed since, and leaves the present one', async () => {
  const [db, fakeJournal] = [nodeDatabase(), new FakeJournal()];
  const draft = (id: number, revision: number, text: string): JournalEntry => ({
    kind: 'draft',
    draft: { ...aTextDraft({ id: draftId(id), text }), revision, changedAtMs: 1_000 },
  });
  await fakeJournal.append([
    draft(1, 1, word),
    { kind: 'draftsErased', ids: [draftId(1)] },
    draft(2, 1, `Ask ${word}`),
    draft(2, 2, 'Ask the head'),
  ]);
  await putMeta(db, 'erasedWords', [{ log: aLog, fields: [], ops: [], packs: [] }]);
  await scrubErased({ db, journal: fakeJournal, device: deviceA });
  db.close();
  const after = JSON.stringify(fakeJournal.entries);
  expect([after.includes(word), after.includes('Ask the head')]).toEqual([false, true]);
});
