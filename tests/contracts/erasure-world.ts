import type { JsonValue } from '#base/json.ts';
import type { LogId } from '#domain/ids.ts';
import { InterviewNoteId } from '#domain/interview/interview-note.ts';
import type { Institution } from '#domain/programme/institutions.ts';
import { programmeDocumentId, programmeEndPath, programmeKind } from '#domain/programme/programme.ts';
import type { QuestionnaireSheet } from '#domain/workshop/evaluation.ts';
import type { ParticipantCard } from '#domain/workshop/participant.ts';
import { FieldDatabase, type IndexedDbFactories } from '#renderer/store/db/database.ts';
import { putMeta, readMeta } from '#renderer/store/db/meta.ts';
import { quarantineItem } from '#renderer/store/db/quarantine.ts';
import type { Journal } from '#renderer/store/journal/journal.ts';
import { chainStartHash } from '#sync/protocol/hash.ts';
import { aParticipantCard, participantId } from '#tests/support/builders/a-participant-card.ts';
import { aTextDraft } from '#tests/support/builders/a-text-draft.ts';
import { aDoc, aLog, aPerson } from '#tests/support/builders/sample-ids.ts';
import { FakeJournal } from '#tests/support/laptop/fake-journal.ts';
import { bytesOf, everything } from '#tests/support/laptop/raw-rows.ts';
import { testCipher } from '#tests/support/laptop/test-cipher.ts';
import { TestLaptop, type TestLaptopStart } from '#tests/support/laptop/test-laptop.ts';
import { FakeServer } from '#tests/support/server/fake-server.ts';

export const [log, programme, other] = [aLog(1), aLog(2), aLog(3)];
export const mission = aDoc(9);
export const doc = aDoc(1);
export const dayMs = 24 * 60 * 60 * 1000;
/** A word that is in everything written about the mission, and nowhere else. */
export const word = 'xylophone';
/** Its missions are due at once: five years are over. */
export const longAgo = '2021-10-31';

/** A headquarters with the end of its programme, and laptop A with a mission that will be due. */
export class ErasureWorld {
  readonly server = new FakeServer(Date.UTC(2026, 10, 24, 9));
  readonly journal: Journal;
  readonly #parts: IndexedDbFactories;
  readonly #name = `erasure-${crypto.randomUUID()}`;
  #manager: TestLaptop | null = null;

  constructor(parts: IndexedDbFactories, journal: Journal = new FakeJournal()) {
    this.#parts = parts;
    this.journal = journal;
    this.server.programme = programme;
    this.server.titles = { [log]: `Mission ${word}` };
  }

  /** Laptop A's database, or another of this name, which is empty at first. */
  database(other = ''): FieldDatabase {
    return new FieldDatabase(`${this.#name}${other}`, testCipher, this.#parts);
  }

  /** Laptop A on its own disk, unless a part is another. */
  start(part: Partial<TestLaptopStart> = {}): Promise<TestLaptop> {
    return TestLaptop.start({
      db: this.database(),
      server: this.server,
      journal: this.journal,
      person: aPerson(1),
      name: 'Assessor A',
      roles: { [log]: ['lead'], [programme]: ['lead'], [other]: ['lead'] },
      ...part,
    });
  }

  /** A colleague's laptop in the same mission. */
  colleague(journal: Journal = new FakeJournal()): Promise<TestLaptop> {
    const roles = { [log]: ['assessor'], [programme]: ['assessor'] } as const;
    return this.start({
      db: this.database(crypto.randomUUID()),
      journal,
      person: aPerson(2),
      name: 'Assessor B',
      roles,
    });
  }

  /** The programme's manager enters its end, or takes it back. */
  endsOn(day: string | null): Promise<void> {
    return this.#writeProgramme(programmeEndPath, day);
  }

  /** The programme's manager enters an institution into the register. */
  registerInstitution(institution: Institution): Promise<void> {
    return this.#writeProgramme(`institutions/${crypto.randomUUID()}`, institution);
  }

  async #writeProgramme(path: string, value: JsonValue): Promise<void> {
    this.#manager ??= await this.start({
      db: this.database(crypto.randomUUID()),
      journal: new FakeJournal(),
      person: aPerson(3),
      name: 'Manager',
      roles: { [programme]: ['manager'] },
    });
    await this.#manager.sync();
    await this.#manager.write(programme, programmeDocumentId(programme), programmeKind, path, value);
    await this.#manager.sync();
  }

  /** Laptop A with a mission that a colleague wrote in too, with a note, and everything sent. */
  async aLaptop(): Promise<TestLaptop> {
    const [a, b] = [await this.start(), await this.colleague()];
    for (const device of [a, b]) await device.sync();
    await a.write(log, mission, 'mission', 'title', `Arlandia ${word}`);
    await a.write(log, doc, 'assessment', 'title', `Court ${word}`);
    await a.sync();
    await b.sync();
    await b.write(log, doc, 'assessment', 'institution/name', `Police ${word}`);
    await b.sync();
    await a.sync();
    await a.store.saveNote(aNote(log));
    await putMeta(a.db, 'enrolment', { recipients: [], lease: 45 * dayMs });
    await b.close();
    return a;
  }

  /** The same laptop after so many days, on each of which the app was opened once. */
  async passDays(
    device: TestLaptop,
    days: number,
    transportMood: TestLaptopStart['mood'] = 'down',
  ): Promise<TestLaptop> {
    let a = device;
    for (let left = days; left > 0; left -= 1) a = await this.reopen(a, dayMs, transportMood);
    return a;
  }

  /** State of the day before the 30 days in the list are over. The days seen are put there. */
  async almostOver(device: TestLaptop): Promise<TestLaptop> {
    const a = await this.passDays(device, 1);
    const list = (await readMeta(a.db, 'dueMissions')) ?? {};
    const [listedGraceState] = Object.values(list);
    if (listedGraceState === undefined) throw new Error('Nothing is due');
    const seenMs = 29 * dayMs;
    const moved = {
      ...listedGraceState,
      listedAtMs: listedGraceState.listedAtMs - seenMs,
      countedMs: seenMs,
    };
    await putMeta(a.db, 'dueMissions', { ...list, [log]: moved });
    return a;
  }

  /** A laptop with a mission that is due; the laptop knows it. */
  async aDueLaptop(): Promise<TestLaptop> {
    const a = await this.aLaptop();
    await this.endsOn(longAgo);
    await a.sync();
    return a;
  }

  /** Put rows of the mission into the tables that a laptop fills only now and then. */
  async fillOtherTables({ db, store }: TestLaptop): Promise<void> {
    const document = await db.documents.get([log, doc]);
    const [packRow] = await db.packs.where('[log+device+first]').between([log], [log, []]).toArray();
    if (document === undefined || packRow === undefined) throw new Error('Nothing was written');
    await db.bases.put(document);
    await db.early.put({ ...packRow, first: 900, last: 900, held: [] });
    await quarantineItem(db, {
      atMs: 1,
      what: 'pack',
      why: 'fork',
      hash: packRow.hash,
      text: packRow.payload,
    });
    await quarantineItem(db, {
      atMs: 1,
      what: 'entry',
      why: 'cut off',
      hash: chainStartHash,
      text: packRow.payload.slice(0, 99),
    });
    await store.saveDeviceRecords([aCard(log), aSheet(log)]);
    await store.saveTextDraft(aTextDraft({ log, doc, text: `The ${word} hums` }));
    const erasure = { id: aNote(log).id, log, atMs: 1, group: 'interviewNotes', count: 1, on: '2026-11-24' };
    await db.erasures.put({ ...erasure, group: 'interviewNotes', isTold: true, isRead: false });
    const forks = [{ log, device: packRow.device, upTo: 1, suspects: [] }];
    await putMeta(db, 'forks', forks);
    const acted = { n: 1, log, device: packRow.device, first: 1, last: 1, docs: [doc] };
    await db.undoSteps.put({ ...acted, beganAtMs: 1, atMs: 1, added: [] });
  }

  /** A laptop that erased its mission this day, without a network. */
  async anErasedLaptop(): Promise<TestLaptop> {
    return this.passDays(await this.almostOver(await this.aDueLaptop()), 1);
  }

  /** The app is closed for so long, and opened again. */
  async reopen(
    device: TestLaptop,
    awayMs: number,
    mood: TestLaptopStart['mood'] = 'down',
  ): Promise<TestLaptop> {
    await device.close();
    device.clock.advance(awayMs);
    return this.start({ db: this.database(), host: device.host, clock: device.clock, mood });
  }

  /** Nobody has a role in the mission any more, as after headquarters has erased it. */
  goneAtHeadquarters(device: TestLaptop): void {
    const roles = { [programme]: ['lead'], [other]: ['lead'] } as const;
    this.server.enrol(device.host, { person: aPerson(1), name: 'Assessor A', roles });
  }

  /** Number of rows of each table with the log's id in a key or value, or with a word of the mission, decrypted. */
  async rowsOf(device: TestLaptop): Promise<Readonly<Record<string, number>>> {
    const counts: Record<string, number> = {};
    for (const table of device.db.tables) {
      const rows = (await table.toArray()).map((row) => JSON.stringify(row));
      const found = rows.filter((row) => row.includes(log) || row.includes(word));
      if (found.length > 0) counts[table.name] = found.length;
    }
    return counts;
  }

  /** Is a word of the mission in any table, decrypted? */
  async hasWords(device: TestLaptop): Promise<boolean> {
    const tables = await Promise.all(device.db.tables.map((table) => table.toArray()));
    return JSON.stringify(tables).includes(word);
  }

  /** Number of rows of each table that name the log on the disk, where rows are encrypted and keys are not. */
  async rawRowsOf(): Promise<Readonly<Record<string, number>>> {
    const { rows } = await everything(this.#parts, this.#name);
    const named = Object.entries(rows).map(([table, all]) => {
      const foundRaws = all.filter((row) => new TextDecoder('latin1').decode(bytesOf(row)).includes(log));
      return [table, foundRaws.length] as const;
    });
    return Object.fromEntries(named.filter(([, count]) => count > 0));
  }

  /** Reports of erasures in the mission that headquarters received. */
  counts(): readonly unknown[] {
    return Object.entries(this.server.document(log, mission)?.registers ?? {}).flatMap(([path, { heads }]) =>
      path.startsWith('erased/') ? heads.map(({ value }) => value) : [],
    );
  }
}

/** Card of a participant with no field but a name. */
export const aCard = (of: LogId, at = 1): ParticipantCard =>
  aParticipantCard({
    id: participantId(at),
    log: of,
    name: `Participant ${word}`,
    email: '',
    needs: '',
    sex: 'not-stated',
    seniority: 'not-stated',
  });

/** One sheet of the evaluation, with an open answer. */
export const aSheet = (of: LogId, at = 2): QuestionnaireSheet => ({
  kind: 'evaluation',
  id: participantId(at),
  log: of,
  doc: aDoc(2),
  source: 'paper',
  answers: { q1: '5' },
  texts: { useful: `The ${word}` },
  institutionType: null,
  sex: null,
});

export const aNote = (of: LogId) => ({
  id: InterviewNoteId.parse('0192f0c1-0009-4000-8000-000000000001'),
  log: of,
  institution: 'National Police',
  function: 'head of unit',
  date: '2020-11-12',
  text: `The ${word} is never oiled`,
  links: [],
});
