import type { Document } from '#domain/document/document.ts';
import type { VersionVector } from '#domain/document/op.ts';
import type { DeviceId, DocumentId, LogId, PersonId } from '#domain/ids.ts';
import type { Role } from '#domain/people/role.ts';
import type { HostResponse } from '#renderer/host/host-contract.ts';
import type { RegisterWrite } from '#renderer/store/api/store-api.ts';
import type { FieldDatabase } from '#renderer/store/db/database.ts';
import type { Journal } from '#renderer/store/journal/journal.ts';
import type { OpenedStore } from '#renderer/store/store.ts';
import type { EnrolResponse, Pack } from '#sync/protocol/wire.ts';
import type { IndexedDbImage, IndexedDbOnDisk } from '#tests/support/indexed-db/indexed-db-image.ts';
import { testCipher } from '#tests/support/laptop/test-cipher.ts';
import type { Random } from '#tests/support/random/random.ts';
import { DiskFaults } from '../faults/disk-faults.ts';
import type { Planted } from '../faults/planted-bugs.ts';
import { fineWeather, type Network, type Sending, type Weather } from '../network/network.ts';
import type { Oracle, Sights } from '../verdict/oracle.ts';
import type { WorldTime } from '../world/world-time.ts';
import { type ClientCode, isDiskRefusal, presentClient } from './client-code.ts';
import { openFieldDatabase } from './field-disk.ts';
import type { LaptopDisk } from './laptop-disk.ts';
import { Lid } from './lid.ts';
import { never, Shell } from './shell.ts';
import { type Intent, watchedJournal } from './watched-journal.ts';

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
  readonly enrol: (personId: PersonId, name: string) => Promise<EnrolResponse>;
  readonly fault: (what: string) => void;
  /** Called when the mission is about to be erased here, before anything reports it. */
  readonly erases: (laptop: Laptop) => Promise<void>;
  /** Called with events that must never happen. */
  readonly broken: (error: unknown) => void;
}

interface Running {
  readonly shell: Shell;
  readonly parts: IndexedDbOnDisk;
  readonly db: FieldDatabase;
  readonly journal: Journal;
  readonly open: Promise<OpenedStore>;
  isOpen: boolean;
  /** Writes under way. */
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
  /** The version of its app. */
  client: ClientCode = presentClient;
  /** Its database was begun by an earlier version. */
  isUpdated = false;
  /** It has no network, even if the others have one. */
  isRemote = false;
  /** Nobody will start it again. */
  isGone = false;
  /** Earlier contents that the disk may return to. */
  olderImages: readonly IndexedDbImage[] = [];
  readonly lid = new Lid();
  readonly diskFaults: DiskFaults;
  #running: Running | null = null;
  readonly #parts: LaptopParts;

  constructor(laptopParts: LaptopParts) {
    this.#parts = laptopParts;
    this.name = laptopParts.name;
    this.person = laptopParts.person;
    this.role = laptopParts.role;
    this.disk = laptopParts.disk;
    this.olderImages = [this.disk.image];
    const { random, fault } = laptopParts;
    this.diskFaults = new DiskFaults({ journal: () => this.disk.journal, random, fault });
  }

  /** Can a person work with it now? */
  get isUp(): boolean {
    return this.#running?.isOpen === true && !this.lid.isShut;
  }

  readonly nowMs = (): number => Math.max(0, this.#parts.time.now() + this.clockOffsetMs);

  /** Headquarters enrols this laptop; the first act of a person with it. */
  async enrol(): Promise<void> {
    const running = this.#running;
    if (running === null) throw new Error(`${this.name} is off`);
    const { store } = await running.open;
    await store.enrol('http://hq.test/', 'a code', 'a laptop');
  }

  /** Its present database; throws while the laptop is off. */
  get db(): FieldDatabase {
    if (this.#running === null) throw new Error(`${this.name} is off`);
    return this.#running.db;
  }

  /** Its present journal; throws while the laptop is off. */
  get journal(): Journal {
    if (this.#running === null) throw new Error(`${this.name} is off`);
    return this.#running.journal;
  }

  start(): void {
    if (this.#running !== null || this.isGone) return;
    const { time, random, fault, broken, planted } = this.#parts;
    const { client } = this;
    this.lid.open();
    this.diskFaults.begin();
    const journalDisk = this.disk.journal.mount();
    const shell = new Shell({
      vault: this.disk,
      openJournal: client.openJournal,
      journalDisk: planted.journalDisk?.(journalDisk) ?? journalDisk,
      person: this.person,
      name: this.name,
      random,
      enrol: () => this.#parts.enrol(this.person, this.name),
      lid: this.lid,
      send: (keys, path, body) => this.#send({ from: this.name, keys, path, body }),
    });
    const parts = this.disk.image.open();
    const db = openFieldDatabase(
      this.name,
      client.FieldDatabase,
      parts,
      () => this.diskFaults.moodAtCall(),
      (share) => random.chance(share),
      () => fault('disk refused'),
    );
    planted.database?.(db);
    const intents: Intent[] = [];
    const report = (error: unknown): void => {
      if (!shell.isAlive) return;
      const isDiskFault = isDiskRefusal(error) || error instanceof AggregateError;
      if (!this.diskFaults.metBadDisk || !isDiskFault) return broken(error);
      // The person is told, and starts the app again.
      time.say(this.name, `cannot go on: ${String(error)}`);
      this.crash('kill');
      time.after(5_000, () => this.start());
    };
    const journal = client.hostJournal(shell, client.frameSeal(testCipher, 'a vault'));
    const open = client.openStore({
      db,
      host: shell,
      journal: this.#watched(journal, intents),
      nowMs: this.nowMs,
      alarm: {
        // A timer runs by the true time, even if the clock is moved.
        at: (atMs, ring) =>
          time.after(atMs - this.nowMs(), () => this.#whenAwake(shell, () => shell.isAlive && ring())),
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
    };
    this.#running = running;
    open.then(
      () => {
        running.isOpen = true;
        if (shell.isAlive) this.diskFaults.opened();
      },
      (error: unknown) => {
        report(error);
      },
    );
  }

  /** The process dies at once: its half-done work in the database is gone. `power`: the disk loses unflushed data. */
  crash(how: 'kill' | 'power'): void {
    const running = this.#running;
    if (running === null) return;
    running.shell.isAlive = false;
    this.#running = null;
    running.parts.breakOff();
    // Listeners of a process end with it. Here all laptops share one process, and each change would reach the dead.
    void running.open.then(
      ({ forget }) => forget(),
      () => undefined,
    );
    this.disk.image = running.parts.image();
    this.olderImages = [...this.olderImages, this.disk.image];
    if (how === 'power') this.disk.journal.crash();
    else this.disk.journal.kill();
  }

  /** Its app is replaced by the present one, if it has another; its work under way ends. */
  update(): void {
    if (this.client === presentClient) return;
    this.#parts.time.say(this.name, 'is updated');
    this.crash('kill');
    this.client = presentClient;
    this.isUpdated = true;
  }

  /** It is well from now on, and somebody starts it. */
  recover(): void {
    this.weather = fineWeather;
    this.diskFaults.end();
    this.lid.open();
    this.start();
  }

  /** The laptop, which is off, gets another disk, and the content of the old one is gone. */
  replaceDisk(laptopDisk: LaptopDisk): void {
    this.disk = laptopDisk;
    this.olderImages = [laptopDisk.image];
  }

  /** At once, or when its lid opens again: immediately then, or later by the time in which the clock did not move. */
  #whenAwake(shell: Shell, act: () => void): void {
    const { time, random, planted } = this.#parts;
    const { shutAtMs } = this.lid;
    if (shutAtMs === null || !shell.isAlive) return act();
    if (planted.losesWakes) return;
    const lackingMs = random.chance(0.5) ? 0 : time.now() - shutAtMs;
    void this.lid.whenOpen().then(() => time.after(lackingMs, () => this.#whenAwake(shell, act)));
  }

  /** An answer that comes while its lid is shut may still be read afterwards, or the connection is gone. */
  async #send(sending: Sending): Promise<HostResponse<'net.request'>> {
    const { network, random } = this.#parts;
    const netRequestResponse = await network.request(this.weather, sending);
    if (!this.lid.isShut) return netRequestResponse;
    await this.lid.whenOpen();
    return random.chance(0.5) ? netRequestResponse : { kind: 'unreachable', why: 'reset' };
  }

  /** No file of the journal was dropped because headquarters had its entries. */
  get keepsAllFiles(): boolean {
    return this.disk.journal.names.includes('000001.journal');
  }

  /** Its database is not made again under it. */
  get keepsWhatItTakes(): boolean {
    return this.#running !== null && !this.diskFaults.metBadDisk;
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
  async packsFor(remoteVector: VersionVector): Promise<readonly Pack[]> {
    return this.#ofOpen((open) => open.packsFor(this.#parts.log, remoteVector));
  }

  /** Take imported packs; returns whether it did. Of a removed mission it takes none. */
  async carry(packs: readonly Pack[]): Promise<boolean> {
    return this.#ofOpen(async (open) => {
      await open.carry(packs);
      return (await this.client.readLogRow(this.db, this.#parts.log)).erased === undefined;
    });
  }

  /** Its person removes the mission, unless headquarters lacks some of it; returns whether they did. */
  async removeMission(): Promise<boolean> {
    const removeMissionResult = await this.#ofOpen(({ store }) =>
      store.removeMission(this.#parts.log, 'keep'),
    );
    return removeMissionResult.kind === 'removed';
  }

  /** Its person restores the mission, if it was removed. */
  restore(): Promise<void> {
    return this.#ofOpen(({ store }) => store.restoreMission(this.#parts.log));
  }

  /** Its content of the log. */
  async have(): Promise<VersionVector> {
    return this.#ofOpen(async () => (await this.client.readLogRow(this.db, this.#parts.log)).have);
  }

  /** Ask the open store; never answers when the laptop dies meanwhile. */
  async #ofOpen<T>(ask: (open: OpenedStore) => Promise<T>): Promise<T> {
    const running = this.#running;
    if (running === null) return never();
    const answered = await running.open.then(ask).catch((error: unknown) => {
      if (running.shell.isAlive) throw error;
      return never<T>();
    });
    return running.shell.isAlive ? answered : never();
  }

  /**
   * A document as the person sees it; never answers when the laptop dies meanwhile, or its database is being repaired.
   */
  async look(logId: LogId, documentId: DocumentId): Promise<Document | undefined> {
    const running = this.#running;
    if (running === null) return never();
    const seen = await running.db.documents.get([logId, documentId]).catch((error: unknown) => {
      if (running.shell.isAlive && !isDiskRefusal(error)) throw error;
      return never<undefined>();
    });
    return running.shell.isAlive ? seen : never();
  }

  /** Device under which its database writes; another one once it took a new identity (P2). */
  async device(): Promise<DeviceId> {
    const running = this.#running;
    if (running === null) return never();
    const sentinel = await this.client.readMeta(running.db, 'sentinel').catch((error: unknown) => {
      if (running.shell.isAlive && !isDiskRefusal(error)) throw error;
      return never<undefined>();
    });
    return running.shell.isAlive && sentinel !== undefined ? sentinel.device : never();
  }

  /** An act of a person by the port of the store. Never answers when the laptop dies meanwhile. */
  act<T>(ask: (storeApi: OpenedStore['store']) => Promise<T>): Promise<T> {
    return this.#ofOpen(({ store }) => ask(store));
  }

  /** A person's write. Resolves when the screen shows its result, and never when the laptop dies before. */
  async write(logId: LogId, registerWrites: readonly RegisterWrite[], saw: Sights): Promise<string> {
    const running = this.#running;
    if (running === null) throw new Error(`${this.name} is off`);
    const intent: Intent = { writes: registerWrites, saw, made: [] };
    running.intents.push(intent);
    const { store } = await running.open;
    const kind = await store.write(logId, registerWrites).then(
      (result) => result.kind,
      (error: unknown) => `failed: ${String(error)}`,
    );
    if (!running.shell.isAlive) return never();
    running.intents.splice(running.intents.indexOf(intent), 1);
    if (kind === 'saved') for (const madeOp of intent.made) madeOp.isSaved = true;
    return kind;
  }

  #watched(journal: Journal, intents: readonly Intent[]): Journal {
    const { oracle, time } = this.#parts;
    return watchedJournal(journal, {
      oracle,
      intents,
      author: () => ({ laptop: this.name, person: this.person, atMs: time.now() }),
      documents: async (logId, documentIds) => {
        const baseRows = await this.db.documents.bulkGet(
          documentIds.map((documentId) => [logId, documentId] as const),
        );
        return baseRows.filter((row) => row !== undefined);
      },
      erase: async (append) => {
        if (!this.disk.isErased) await this.#parts.erases(this);
        const appended = await append();
        this.disk.isErased = true;
        return appended;
      },
    });
  }
}
