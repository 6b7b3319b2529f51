import { canonicalJson } from '#domain/base/json.ts';
import type { Document } from '#domain/document/document.ts';
import type { Op } from '#domain/document/op.ts';
import { isRemovalContext, removedBy } from '#domain/document/removal-context.ts';
import type { VersionVector } from '#domain/document/version-vector.ts';
import type { DeviceId, DocumentId, LogId, PersonId } from '#domain/ids.ts';
import type { Role } from '#domain/people/role.ts';
import type { FieldDatabase } from '#renderer/store/database.ts';
import { isDiskFailure } from '#renderer/store/disk-failure.ts';
import { frameSeal, hostJournal } from '#renderer/store/host-journal.ts';
import type { Journal } from '#renderer/store/journal.ts';
import type { JournalEntry } from '#renderer/store/journal-entry.ts';
import { readLogRow } from '#renderer/store/log-table.ts';
import { readMeta } from '#renderer/store/meta.ts';
import { isCount } from '#renderer/store/retention/what-stays.ts';
import { openStore, type OpenStore } from '#renderer/store/store.ts';
import type { RegisterWrite } from '#renderer/store/store-api.ts';
import type { EnrolResponse, Pack } from '#sync/protocol/wire.ts';
import { testCipher } from '#tests/fakes/test-cipher.ts';
import { type DiskMood, openFieldDatabase } from './field-disk.ts';
import type { IndexedDbImage, IndexedDbOnDisk } from './indexed-db-image.ts';
import { type LaptopDisk, roomyBytes } from './laptop-disk.ts';
import type { MadeOp, Oracle, Sights } from './oracle.ts';
import { fineWeather, type Network, type Weather } from './network.ts';
import type { Planted } from './planted-bugs.ts';
import type { Random } from './random.ts';
import { never, Shell } from './shell.ts';
import type { WorldTime } from './world-time.ts';

export interface LaptopParts {
  readonly name: string;
  readonly person: PersonId;
  readonly role: Role;
  readonly disk: LaptopDisk;
  readonly log: LogId;
  readonly time: WorldTime;
  readonly random: Random;
  readonly network: Network;
  readonly oracle: Oracle;
  readonly planted: Planted;
  readonly enrol: (person: PersonId, name: string) => Promise<EnrolResponse>;
  readonly fault: (what: string) => void;
  /** Hears that the mission is about to be erased here, before anything says so. */
  readonly erases: (laptop: Laptop) => Promise<void>;
  /** Hears of what must never happen. */
  readonly broken: (error: unknown) => void;
}

interface Running {
  readonly shell: Shell;
  readonly parts: IndexedDbOnDisk;
  readonly db: FieldDatabase;
  readonly journal: Journal;
  readonly open: Promise<OpenStore>;
  isOpen: boolean;
  /** The disk refused something in its time, or may have. */
  metBadDisk: boolean;
  /** Writes on their way. */
  readonly intents: Intent[];
}

/** A laptop with a real store on a simulated disk, clock and network. */
export class Laptop {
  readonly name: string;
  readonly person: PersonId;
  readonly role: Role;
  disk: LaptopDisk;
  weather: Weather = fineWeather;
  /** This laptop's clock minus the true time. */
  clockOffsetMs = 0;
  /** There is no network where it is, whatever the weather. */
  isRemote = false;
  /** Nobody will start it again. */
  isGone = false;
  /** What the disk may go back to. */
  olderImages: readonly IndexedDbImage[] = [];
  /** Nothing is only in the database: what the journal lost was given back to it at a start. */
  hasWholeJournal = true;
  /** Nothing is only in the journal: what the database lost was given back to it at a start. */
  hasWholeDatabase = true;
  mood: DiskMood = { isFull: false, failing: 0 };
  #running: Running | null = null;
  readonly #parts: LaptopParts;

  constructor(parts: LaptopParts) {
    this.#parts = parts;
    this.name = parts.name;
    this.person = parts.person;
    this.role = parts.role;
    this.disk = parts.disk;
    this.olderImages = [this.disk.image];
  }

  get isUp(): boolean {
    return this.#running?.isOpen === true;
  }

  readonly nowMs = (): number => Math.max(0, this.#parts.time.now() + this.clockOffsetMs);

  get #isDiskBad(): boolean {
    return this.mood.isFull || this.mood.failing > 0;
  }

  /** Headquarters makes this laptop known; the first thing that a person does with it. */
  async enrol(): Promise<void> {
    const running = this.#running;
    if (running === null) throw new Error(`${this.name} is off`);
    const { store } = await running.open;
    await store.enrol('http://hq.test/', 'a code', 'a laptop');
  }

  /** The database as it is now; throws while the laptop is off. */
  get db(): FieldDatabase {
    if (this.#running === null) throw new Error(`${this.name} is off`);
    return this.#running.db;
  }

  /** Its journal as it is now; throws while the laptop is off. */
  get journal(): Journal {
    if (this.#running === null) throw new Error(`${this.name} is off`);
    return this.#running.journal;
  }

  start(): void {
    if (this.#running !== null || this.isGone) return;
    const { time, random, network, fault, broken, planted } = this.#parts;
    const disk = this.disk.journal.mount();
    const shell = new Shell({
      vault: this.disk,
      journalDisk: planted.journalDisk?.(disk) ?? disk,
      person: this.person,
      name: this.name,
      random,
      enrol: () => this.#parts.enrol(this.person, this.name),
      send: (keys, path, body) => network.request(this.weather, { from: this.name, keys, path, body }),
    });
    const parts = this.disk.image.open();
    const db = openFieldDatabase(
      parts,
      () => this.mood,
      (share) => random.chance(share),
      () => fault('disk refused'),
    );
    planted.database?.(db);
    const intents: Intent[] = [];
    const report = (error: unknown): void => {
      if (!shell.isAlive) return;
      const isDiskFault = isDiskFailure(error) || error instanceof AggregateError;
      if (!running.metBadDisk || !isDiskFault) return broken(error);
      // The person is told, and starts the app again.
      time.say(this.name, `cannot go on: ${String(error)}`);
      this.crash('kill');
      time.after(5_000, () => this.start());
    };
    const journal = hostJournal(shell, frameSeal(testCipher, 'a vault'));
    const open = openStore({
      db,
      host: shell,
      journal: this.#watched(journal, intents),
      nowMs: this.nowMs,
      alarm: {
        // A timer runs by the true time, whatever the clock does meanwhile.
        at: (atMs, ring) => time.after(atMs - this.nowMs(), () => shell.isAlive && ring()),
      },
      chance: random.next,
      onBroken: report,
    });
    const running = {
      shell,
      parts,
      db,
      journal,
      open,
      intents,
      isOpen: false,
      metBadDisk: this.#isDiskBad,
    };
    this.#running = running;
    open.then(
      () => {
        running.isOpen = true;
        if (this.#isDiskBad) return;
        this.hasWholeJournal = true;
        this.hasWholeDatabase = true;
      },
      (error: unknown) => {
        report(error);
      },
    );
  }

  /** The process dies at once: what it had half done in the database is gone. `power`: the disk loses what it may. */
  crash(how: 'kill' | 'power'): void {
    const running = this.#running;
    if (running === null) return;
    running.shell.isAlive = false;
    this.#running = null;
    running.parts.breakOff();
    // What listens in a process ends with it; here all of them share one, and each change would be told to the dead.
    void running.open.then(
      ({ forget }) => forget(),
      () => undefined,
    );
    this.disk.image = running.parts.image();
    this.olderImages = [...this.olderImages, this.disk.image];
    if (how === 'power') this.disk.journal.crash();
    else this.disk.journal.kill();
  }

  /** The laptop, which is off, has another disk, and all that was on the old one is gone. */
  replaceDisk(disk: LaptopDisk): void {
    this.disk = disk;
    this.olderImages = [disk.image];
  }

  setMood(mood: DiskMood): void {
    this.mood = mood;
    if (this.#isDiskBad) this.hasWholeDatabase = false;
    if (this.#running !== null && this.#isDiskBad) this.#running.metBadDisk = true;
    const { journal } = this.disk;
    journal.capacityBytes = mood.isFull ? journal.usedBytes : roomyBytes;
    journal.fails = () => (mood.failing > 0 && this.#parts.random.chance(mood.failing / 2) ? 'EIO' : null);
  }

  /** Nothing of the journal was let go, because headquarters had it. */
  get keepsAllFiles(): boolean {
    return this.disk.journal.names.includes('000001.journal');
  }

  /** Its database is not begun anew under it. */
  get keepsWhatItTakes(): boolean {
    return this.#running?.metBadDisk === false;
  }

  /** Some bytes of the journal are not what was written. Each start then counts what it lost (D3). */
  damageJournal(): void {
    const { journal } = this.disk;
    const { random } = this.#parts;
    const files = journal.names.filter((name) => name.endsWith('.journal'));
    if (files.length === 0) return;
    this.hasWholeJournal = false;
    const [at, bit] = [random.between(0, 4_000), random.between(0, 7)];
    journal.damage(random.pick(files), (bytes) => {
      bytes[at % bytes.length] = (bytes[at % bytes.length] ?? 0) ^ (1 << bit);
    });
  }

  /** The network came or went, as the system says. */
  hint(online: boolean): void {
    this.#running?.shell.tell('net.changed', { online });
  }

  async syncNow(): Promise<void> {
    const running = this.#running;
    if (running?.isOpen) await (await running.open).store.syncNow();
  }

  /** Own and colleagues' packs that another side lacks. */
  async packsFor(theirs: VersionVector): Promise<readonly Pack[]> {
    return this.#ofOpen((open) => open.packsFor(this.#parts.log, theirs));
  }

  /** Takes packs that were brought; whether it has: of a mission that was taken off it takes none. */
  async carry(packs: readonly Pack[]): Promise<boolean> {
    return this.#ofOpen(async (open) => {
      await open.carry(packs);
      return (await readLogRow(this.db, this.#parts.log)).erased === undefined;
    });
  }

  /** Its person takes the mission off, unless headquarters lacks something of it; whether they did. */
  async takeOff(): Promise<boolean> {
    const result = await this.#ofOpen(({ store }) => store.takeOffMission(this.#parts.log, 'keep'));
    return result.kind === 'takenOff';
  }

  /** Its person brings the mission back, if it was taken off. */
  bringBack(): Promise<void> {
    return this.#ofOpen(({ store }) => store.bringMissionBack(this.#parts.log));
  }

  /** What it has of the log. */
  async have(): Promise<VersionVector> {
    return this.#ofOpen(async () => (await readLogRow(this.db, this.#parts.log)).have);
  }

  /** Asks the open store; never answers when the laptop dies meanwhile. */
  async #ofOpen<T>(ask: (open: OpenStore) => Promise<T>): Promise<T> {
    const running = this.#running;
    if (running === null) return never();
    const answered = await running.open.then(ask).catch((error: unknown) => {
      if (running.shell.isAlive) throw error;
      return never<T>();
    });
    return running.shell.isAlive ? answered : never();
  }

  /** A document as the person sees it; never answers when the laptop dies meanwhile, or its database is being mended. */
  async look(log: LogId, doc: DocumentId): Promise<Document | undefined> {
    const running = this.#running;
    if (running === null) return never();
    const seen = await running.db.documents.get([log, doc]).catch((error: unknown) => {
      if (running.shell.isAlive && !isDiskFailure(error)) throw error;
      return never<undefined>();
    });
    return running.shell.isAlive ? seen : never();
  }

  /** As whom its database writes; another one from the day that it took a new identity (P2). */
  async device(): Promise<DeviceId> {
    const running = this.#running;
    if (running === null) return never();
    const sentinel = await readMeta(running.db, 'sentinel').catch((error: unknown) => {
      if (running.shell.isAlive && !isDiskFailure(error)) throw error;
      return never<undefined>();
    });
    return running.shell.isAlive && sentinel !== undefined ? sentinel.device : never();
  }

  /** A person's write; ends when the screen shows how it went, and never when the laptop dies before. */
  async write(log: LogId, writes: readonly RegisterWrite[], saw: Sights): Promise<string> {
    const running = this.#running;
    if (running === null) throw new Error(`${this.name} is off`);
    const intent: Intent = { writes, saw, made: [] };
    running.intents.push(intent);
    const { store } = await running.open;
    const kind = await store.write(log, writes).then(
      (result) => result.kind,
      (error: unknown) => `failed: ${String(error)}`,
    );
    if (!running.shell.isAlive) return never();
    running.intents.splice(running.intents.indexOf(intent), 1);
    if (kind === 'saved') for (const made of intent.made) made.isSaved = true;
    return kind;
  }

  /** A journal that also tells the oracle which ops went into it. */
  #watched(journal: Journal, intents: readonly Intent[]): Journal {
    const { oracle, time } = this.#parts;
    return {
      ...journal,
      append: async (entries) => {
        for (const entry of entries) {
          if (entry.kind !== 'ops') continue;
          // The retention clock's numbers and the context of a removal nobody writes, nor what is left of what was erased.
          const written = entry.ops.filter(
            (op) => !isCount(op) && !isRemovalContext(op.path) && op.erased !== true,
          );
          // What is appended again, as at a start or after a fork, is known.
          if (written.every((op) => oracle.knows(op))) continue;
          const intent = intents.find((one) => one.made.length === 0 && isAbout(one.writes, written));
          if (intent === undefined) throw new Error('Ops that nobody has written');
          const by = { laptop: this.name, person: this.person, atMs: time.now() };
          intent.made = oracle.make(written, by, await this.#removedFrom(written, entry.log), intent.saw);
        }
        return isErasure(entries) ? this.#erase(journal, entries) : journal.append(entries);
      },
    };
  }

  /** The documents that something is removed in, as they are here before it is. */
  async #removedFrom(ops: readonly Op[], log: LogId): Promise<readonly Document[]> {
    const docs = ops.filter((op) => removedBy(op.path) !== null).map(({ doc }) => doc);
    const rows = await this.db.documents.bulkGet(docs.map((doc) => [log, doc] as const));
    return rows.filter((row) => row !== undefined);
  }

  async #erase(journal: Journal, entries: readonly JournalEntry[]) {
    if (!this.disk.isErased) await this.#parts.erases(this);
    const appended = await journal.append(entries);
    this.disk.isErased = true;
    return appended;
  }
}

/** By the retention clock: what a person takes off comes back. */
const isErasure = (entries: readonly JournalEntry[]): boolean =>
  entries.some((entry) => entry.kind === 'logErased' && entry.off === undefined);

interface Intent {
  readonly writes: readonly RegisterWrite[];
  readonly saw: Sights;
  made: readonly MadeOp[];
}

const isAbout = (writes: readonly RegisterWrite[], ops: readonly Op[]): boolean =>
  writes.length === ops.length && writes.every((write, at) => isOf(write, ops[at]));

function isOf(write: RegisterWrite, op: Op | undefined): boolean {
  if (op === undefined || op.doc !== write.doc || op.path !== write.path) return false;
  if ('text' in write) return 'text' in op && op.text === write.text;
  return 'value' in op && canonicalJson(op.value) === canonicalJson(write.value);
}
