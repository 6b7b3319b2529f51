import { canonicalJson } from '#domain/base/json.ts';
import type { Document } from '#domain/document/document.ts';
import type { Op } from '#domain/document/op.ts';
import type { DocumentId, LogId, PersonId } from '#domain/ids.ts';
import type { Role } from '#domain/people/role.ts';
import type { FieldDatabase, IndexedDbParts } from '#renderer/store/database.ts';
import { type Journal, noJournal } from '#renderer/store/journal.ts';
import { isDiskFailure } from '#renderer/store/disk-failure.ts';
import { openStore, type OpenStore } from '#renderer/store/store.ts';
import type { RegisterWrite } from '#renderer/store/store-api.ts';
import { type DiskMood, openFieldDatabase } from './field-disk.ts';
import { breakOff, emptyImage, type IndexedDbImage, imageOf, openImage } from './indexed-db-image.ts';
import type { MadeOp, Oracle, Sights } from './oracle.ts';
import { fineWeather, type Network, type Weather } from './network.ts';
import type { Random } from './random.ts';
import type { DeviceKeys } from './seeded-ids.ts';
import { never, Shell } from './shell.ts';
import type { WorldTime } from './world-time.ts';

export interface LaptopParts {
  readonly name: string;
  readonly person: PersonId;
  readonly role: Role;
  readonly keys: DeviceKeys;
  readonly time: WorldTime;
  readonly random: Random;
  readonly network: Network;
  readonly oracle: Oracle;
  readonly fault: (what: string) => void;
  /** Hears of what must never happen. */
  readonly broken: (error: unknown) => void;
}

interface Running {
  readonly shell: Shell;
  readonly parts: IndexedDbParts;
  readonly db: FieldDatabase;
  readonly open: Promise<OpenStore>;
  isOpen: boolean;
  /** Writes on their way. */
  readonly intents: Intent[];
}

/** A laptop with a real store on a simulated disk, clock and network. */
export class Laptop {
  readonly name: string;
  readonly person: PersonId;
  readonly role: Role;
  keys: DeviceKeys;
  weather: Weather = fineWeather;
  /** This laptop's clock minus the true time. */
  clockOffsetMs = 0;
  readonly disk: DiskMood = { isFull: false, failing: 0 };
  #image: IndexedDbImage = emptyImage();
  #running: Running | null = null;
  readonly #parts: LaptopParts;

  constructor(parts: LaptopParts) {
    this.#parts = parts;
    this.name = parts.name;
    this.person = parts.person;
    this.role = parts.role;
    this.keys = parts.keys;
  }

  get isUp(): boolean {
    return this.#running?.isOpen === true;
  }

  readonly nowMs = (): number => Math.max(0, this.#parts.time.now() + this.clockOffsetMs);

  /** The database as it is now; throws while the laptop is off. */
  get db(): FieldDatabase {
    if (this.#running === null) throw new Error(`${this.name} is off`);
    return this.#running.db;
  }

  start(): void {
    if (this.#running !== null) return;
    const { time, random, network, fault, broken } = this.#parts;
    const shell = new Shell({
      keys: () => this.keys,
      person: this.person,
      name: this.name,
      request: (body) => network.request(this.name, this.weather, body),
    });
    const parts = openImage(this.#image);
    const db = openFieldDatabase(
      parts,
      this.disk,
      (share) => random.chance(share),
      () => fault('disk refused'),
    );
    const intents: Intent[] = [];
    const report = (error: unknown): void => {
      if (shell.isAlive) broken(error);
    };
    const open = openStore({
      db,
      host: shell,
      journal: this.#watched(noJournal, intents),
      nowMs: this.nowMs,
      alarm: {
        // A timer runs by the true time, whatever the clock does meanwhile.
        at: (atMs, ring) => time.after(atMs - this.nowMs(), () => shell.isAlive && ring()),
      },
      chance: random.next,
      onBroken: report,
    });
    const running = { shell, parts, db, open, intents, isOpen: false };
    this.#running = running;
    open.then(
      () => {
        running.isOpen = true;
      },
      (error: unknown) => {
        if (!shell.isAlive) return;
        // A disk that does not let a store open is for the person, who starts the app again when there is room.
        if (!isDiskFailure(error)) broken(error);
        this.crash();
      },
    );
  }

  /** The process dies at once: what it had half done in the database is gone. */
  crash(): void {
    const running = this.#running;
    if (running === null) return;
    running.shell.isAlive = false;
    this.#running = null;
    breakOff(running.parts);
    this.#image = imageOf(running.parts);
  }

  /** The network came or went, as the system says. */
  hint(online: boolean): void {
    this.#running?.shell.tell('net.changed', { online });
  }

  async syncNow(): Promise<void> {
    const running = this.#running;
    if (running?.isOpen) await (await running.open).store.syncNow();
  }

  /** A document as the person sees it; never answers when the laptop dies meanwhile. */
  async look(log: LogId, doc: DocumentId): Promise<Document | undefined> {
    const running = this.#running;
    if (running === null) return never();
    const seen = await running.db.documents.get([log, doc]).catch((error: unknown) => {
      if (running.shell.isAlive) throw error;
      return undefined;
    });
    return running.shell.isAlive ? seen : never();
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
      append: (entries) => {
        for (const entry of entries) {
          if (entry.kind !== 'ops') continue;
          const intent = intents.find((one) => one.made.length === 0 && isAbout(one.writes, entry.ops));
          if (intent === undefined) throw new Error('Ops that nobody has written');
          const by = { laptop: this.name, person: this.person, atMs: time.now() };
          intent.made = oracle.make(entry.ops, by, intent.saw);
        }
        return journal.append(entries);
      },
    };
  }
}

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
