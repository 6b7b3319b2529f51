import { deviceOfDot, numberOfDot } from '#domain/document/dot.ts';
import type { Op } from '#domain/document/op.ts';
import type { DeviceId, LogId } from '#domain/ids.ts';
import type { InterviewNoteId } from '#domain/interview/interview-note.ts';
import type { Sha256 } from '#sync/protocol/hash.ts';
import type { Journal, JournalFileRead, JournalRoom } from './journal.ts';
import type { GrantsEntry, JournalEntry } from './journal-entry.ts';
import { JournalState } from './journal-state.ts';

/** Reads the whole journal, a file at a time, and keeps the account of what is in which. */
export async function readWholeJournal(journal: Journal, account: JournalAccount): Promise<JournalState> {
  const state = new JournalState();
  account.clear();
  for await (const { file, entries, damaged } of journal.read()) {
    account.addEntries(file, entries, damaged);
    for (const entry of entries) state.applyEntry(entry);
  }
  return state;
}

/** What one file of the journal holds, as far as letting go of it needs to know (D3). */
export interface JournalFileAccount {
  readonly file: number;
  /** Per device and log the highest number in it. */
  readonly lastNumbers: readonly { readonly device: DeviceId; readonly log: LogId; readonly n: number }[];
  /** It takes back what an older file says: numbers of a former identity (P2), or that a mission was erased. */
  readonly revokesEarlier: boolean;
  readonly damaged: number;
  /** What was parked that is in it, and how many characters that is. */
  readonly parked: ReadonlySet<Sha256>;
  readonly parkedLength: number;
  /** The last revision of each interview note in it. */
  readonly notes: ReadonlyMap<InterviewNoteId, number>;
}

/** Keeps in mind what is in which file: read once when the journal is opened, then told of each append. */
export class JournalAccount {
  readonly #files = new Map<number, JournalFileAccount>();
  readonly #formers = new Set<DeviceId>();
  #terms: Omit<GrantsEntry, 'kind'> | null = null;
  /** When each run of the log of syncs had ended as it was journaled last, by when it began. */
  readonly #runEnds = new Map<number, number>();
  #room: JournalRoom = 'ample';
  /** How many parked rows the database had when they were last compared with the journal. */
  comparedQuarantineCount: number | null = null;
  #hearRoom: (room: JournalRoom) => void = () => undefined;
  #hearAnew: () => void = () => undefined;

  /** The files before the one that is written to, oldest first. */
  get pastFiles(): readonly JournalFileAccount[] {
    const files = [...this.#files.values()].sort((a, b) => a.file - b.file);
    return files.slice(0, -1);
  }

  /** Damaged frames by file. */
  get damagedFrames(): ReadonlyMap<number, number> {
    const damaged = [...this.#files.values()].filter((one) => one.damaged > 0);
    return new Map(damaged.map((one) => [one.file, one.damaged]));
  }

  /** What the person may do, as the journal says last. */
  get terms(): Omit<GrantsEntry, 'kind'> | null {
    return this.#terms;
  }

  /** How much room the last append found (D4). */
  get room(): JournalRoom {
    return this.#room;
  }

  /** Hears that the journal's files were taken away, and that it was begun anew. */
  onRestart(hear: () => void): void {
    this.#hearAnew = hear;
  }

  onRoomChange(hear: (room: JournalRoom) => void): void {
    this.#hearRoom = hear;
  }

  /** Did this device have another identity since? */
  isFormerDevice(device: DeviceId): boolean {
    return this.#formers.has(device);
  }

  /** Is anything in it that this device did in the log, under whichever identity? */
  hasOwnNumbersOf(log: LogId): boolean {
    return [...this.#files.values()].some(({ lastNumbers }) => lastNumbers.some((one) => one.log === log));
  }

  hasQuarantined(hash: Sha256): boolean {
    return [...this.#files.values()].some(({ parked }) => parked.has(hash));
  }

  /** Is this run in the journal as it is now? */
  hasRun({ startedAtMs, endedAtMs }: { readonly startedAtMs: number; readonly endedAtMs: number }): boolean {
    return this.#runEnds.get(startedAtMs) === endedAtMs;
  }

  /** The last revision of this interview note that is in a file other than these; 0 when there is none. */
  noteRevision(id: InterviewNoteId, except: readonly number[] = []): number {
    const files = [...this.#files.values()].filter(({ file }) => !except.includes(file));
    return Math.max(0, ...files.map(({ notes }) => notes.get(id) ?? 0));
  }

  /** Interview notes of which something stands in a file other than these. */
  noteIdsIn(except: readonly number[] = []): ReadonlySet<InterviewNoteId> {
    const files = [...this.#files.values()].filter(({ file }) => !except.includes(file));
    return new Set(files.flatMap(({ notes }) => [...notes.keys()]));
  }

  /** These files hold this now, and nothing else: some of what was in them was made unreadable. */
  replaceFiles(changed: readonly JournalFileRead[]): void {
    for (const { file, entries, damaged } of changed)
      this.#files.set(file, fileAccountAfter(emptyFileAccount(file), entries, damaged));
  }

  /** The journal is read anew. */
  clear(): void {
    this.#files.clear();
    this.#runEnds.clear();
    this.comparedQuarantineCount = null;
    this.#formers.clear();
    this.#terms = null;
  }

  addEntries(file: number, entries: readonly JournalEntry[], damaged = 0): void {
    this.#files.set(
      file,
      fileAccountAfter(this.#files.get(file) ?? emptyFileAccount(file), entries, damaged),
    );
    for (const entry of entries) {
      if (entry.kind === 'adopted') this.#formers.add(entry.from);
      if (entry.kind === 'grants') this.#terms = entry;
      if (entry.kind === 'runs')
        for (const { startedAtMs, endedAtMs } of entry.runs) this.#runEnds.set(startedAtMs, endedAtMs);
    }
  }

  setRoom(room: JournalRoom): void {
    this.#room = room;
    this.#hearRoom(room);
  }

  notifyRestart(): void {
    this.#hearAnew();
  }

  dropFiles(files: readonly number[]): void {
    for (const file of files) this.#files.delete(file);
  }
}

const emptyFileAccount = (file: number): JournalFileAccount => ({
  file,
  lastNumbers: [],
  revokesEarlier: false,
  damaged: 0,
  parked: new Set(),
  parkedLength: 0,
  notes: new Map(),
});

/** What a file holds after these entries came to it. */
function fileAccountAfter(
  before: JournalFileAccount,
  entries: readonly JournalEntry[],
  damaged: number,
): JournalFileAccount {
  const parked = entries.flatMap((entry) => (entry.kind === 'parked' ? [entry] : []));
  const last = new Map(before.lastNumbers.map((one) => [`${one.device} ${one.log}`, one]));
  for (const { device, log, n } of entries.flatMap(ownNumbersIn)) {
    const key = `${device} ${log}`;
    if (n > (last.get(key)?.n ?? 0)) last.set(key, { device, log, n });
  }
  const notes = new Map(before.notes);
  for (const entry of entries)
    if (entry.kind === 'note')
      notes.set(entry.note.id, Math.max(entry.note.revision, notes.get(entry.note.id) ?? 0));
  return {
    file: before.file,
    lastNumbers: [...last.values()],
    revokesEarlier:
      before.revokesEarlier || entries.some(({ kind }) => kind === 'adopted' || kind === 'logBack'),
    damaged: before.damaged + damaged,
    parked: new Set([...before.parked, ...parked.map(({ hash }) => hash)]),
    parkedLength: parked.reduce((sum, { text }) => sum + text.length, before.parkedLength),
    notes,
  };
}

/** A journal whose account is kept while it is written to. */
export const accountedJournal = (journal: Journal, account: JournalAccount): Journal => ({
  isThere: journal.isThere,
  append: async (entries) => {
    const kept = await journal.append(entries);
    account.addEntries(kept.file, entries);
    account.setRoom(kept.room);
    if (kept.isAnew) account.notifyRestart();
    return kept;
  },
  read: () => journal.read(),
  room: () => journal.room(),
  drop: async (files) => {
    await journal.drop(files);
    account.dropFiles(files);
  },
  blank: async (isGone) => {
    const changed = await journal.blank(isGone);
    account.replaceFiles(changed);
    return changed;
  },
});

type OwnOpNumber = JournalFileAccount['lastNumbers'][number];

function ownNumbersIn(entry: JournalEntry): readonly OwnOpNumber[] {
  switch (entry.kind) {
    case 'ops':
      return ownNumbersOf(entry.log, entry.ops);
    case 'pack':
      return [{ device: entry.device, log: entry.log, n: entry.last }];
    case 'adopted':
      return entry.logs.flatMap(({ log, ops }) => ownNumbersOf(log, ops));
    case 'mark':
    case 'grants':
    case 'parked':
    case 'runs':
    case 'note':
    case 'notesErased':
    case 'logErased':
    case 'logBack':
      return [];
  }
}

const ownNumbersOf = (log: LogId, ops: readonly Op[]): readonly OwnOpNumber[] =>
  ops.map(({ dot }) => ({ device: deviceOfDot(dot), log, n: numberOfDot(dot) }));
