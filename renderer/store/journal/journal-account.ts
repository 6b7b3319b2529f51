import { deviceOfDot, numberOfDot, type Op } from '#domain/document/op.ts';
import type { DeviceId, LogId } from '#domain/ids.ts';
import type { Sha256 } from '#sync/protocol/hash.ts';
import { type DeviceOnlyKey, deviceOnlyKeyOf } from '../db/device-only-rows.ts';
import type { Journal, JournalFileRead, JournalRoom } from './journal.ts';
import { type GrantsEntry, type JournalEntry, rowInEntry } from './journal-entry.ts';
import { JournalState } from './journal-state.ts';

/** Read the whole journal, a file at a time, and record the content of each file in the account. */
export async function readWholeJournal(
  journal: Journal,
  journalAccount: JournalAccount,
): Promise<JournalState> {
  const journalState = new JournalState();
  journalAccount.clear();
  for await (const { file, entries, damaged } of journal.read()) {
    journalAccount.addEntries(file, entries, damaged);
    for (const journalEntry of entries) journalState.applyEntry(journalEntry);
  }
  return journalState;
}

/** Content of one journal file, as far as the decision to drop it needs it (D3). */
export interface JournalFileAccount {
  readonly file: number;
  /** Per device and log the highest number in it. */
  readonly lastNumbers: readonly { readonly device: DeviceId; readonly log: LogId; readonly n: number }[];
  /** It revokes entries of an older file: numbers of a former identity (P2), or the erasure of a mission. */
  readonly revokesEarlier: boolean;
  readonly damaged: number;
  /** Quarantined items in it, and their number of characters. */
  readonly parked: ReadonlySet<Sha256>;
  readonly parkedLength: number;
  /** Latest revision in it of each row that is on this laptop alone. */
  readonly rowRevisions: ReadonlyMap<DeviceOnlyKey, number>;
}

/** Account of the content of each file: read once when the journal is opened, then updated by each append. */
export class JournalAccount {
  readonly #files = new Map<number, JournalFileAccount>();
  readonly #formers = new Set<DeviceId>();
  #terms: Omit<GrantsEntry, 'kind'> | null = null;
  /** Journaled end of each sync run, by its start. */
  readonly #runEnds = new Map<number, number>();
  #room: JournalRoom = 'ample';
  /** Number of quarantined rows in the database at the last comparison with the journal. */
  comparedQuarantineCount: number | null = null;
  /** The database alone has own entries: the journal refused them at the last comparison, or an adoption since. */
  lacksOwnEntries = false;
  #onRoomChange: (journalRoom: JournalRoom) => void = () => undefined;
  #onRestart: () => void = () => undefined;

  /** Files before the one that is written to, oldest first. */
  get pastFiles(): readonly JournalFileAccount[] {
    const fileAccounts = [...this.#files.values()].sort((a, b) => a.file - b.file);
    return fileAccounts.slice(0, -1);
  }

  /** Damaged frames by file. */
  get damagedFrames(): ReadonlyMap<number, number> {
    const damaged = [...this.#files.values()].filter((fileAccount) => fileAccount.damaged > 0);
    return new Map(damaged.map((fileAccount) => [fileAccount.file, fileAccount.damaged]));
  }

  get damagedFrameCount(): number {
    return [...this.damagedFrames.values()].reduce((sum, count) => sum + count, 0);
  }

  /** Latest journaled grants of the person. */
  get terms(): Omit<GrantsEntry, 'kind'> | null {
    return this.#terms;
  }

  /** Free space that the last append found (D4). */
  get room(): JournalRoom {
    return this.#room;
  }

  /** Set the listener for a journal that lost its files and started again. */
  onRestart(listener: () => void): void {
    this.#onRestart = listener;
  }

  onRoomChange(listener: (journalRoom: JournalRoom) => void): void {
    this.#onRoomChange = listener;
  }

  /** True when this device was a former identity. */
  isFormerDevice(deviceId: DeviceId): boolean {
    return this.#formers.has(deviceId);
  }

  /** True when the journal has own ops in the log, under any identity. */
  hasOwnNumbersOf(logId: LogId): boolean {
    return [...this.#files.values()].some(({ lastNumbers }) =>
      lastNumbers.some((ownOpNumber) => ownOpNumber.log === logId),
    );
  }

  hasQuarantined(hash: Sha256): boolean {
    return [...this.#files.values()].some(({ parked }) => parked.has(hash));
  }

  /** True when the journal has this run in its present form. */
  hasRun({ startedAtMs, endedAtMs }: { readonly startedAtMs: number; readonly endedAtMs: number }): boolean {
    return this.#runEnds.get(startedAtMs) === endedAtMs;
  }

  /** Latest revision in the other files of a row that is on this laptop alone; 0 when there is none. */
  rowRevision(deviceOnlyKey: DeviceOnlyKey, except: readonly number[] = []): number {
    const fileAccounts = [...this.#files.values()].filter(({ file }) => !except.includes(file));
    return Math.max(0, ...fileAccounts.map(({ rowRevisions }) => rowRevisions.get(deviceOnlyKey) ?? 0));
  }

  /** Rows of this laptop alone with entries in the other files. */
  rowKeysIn(except: readonly number[] = []): ReadonlySet<DeviceOnlyKey> {
    const fileAccounts = [...this.#files.values()].filter(({ file }) => !except.includes(file));
    return new Set(fileAccounts.flatMap(({ rowRevisions }) => [...rowRevisions.keys()]));
  }

  /** Replace the accounts of these files after some of their entries were made unreadable. */
  replaceFiles(changedReads: readonly JournalFileRead[]): void {
    for (const { file, entries, damaged } of changedReads)
      this.#files.set(file, fileAccountAfter(emptyFileAccount(file), entries, damaged));
  }

  /** Start again, for a new reading of the journal. */
  clear(): void {
    this.#files.clear();
    this.#runEnds.clear();
    this.comparedQuarantineCount = null;
    this.#formers.clear();
    this.#terms = null;
  }

  addEntries(file: number, journalEntries: readonly JournalEntry[], damaged = 0): void {
    this.#files.set(
      file,
      fileAccountAfter(this.#files.get(file) ?? emptyFileAccount(file), journalEntries, damaged),
    );
    for (const journalEntry of journalEntries) {
      if (journalEntry.kind === 'adopted') this.#formers.add(journalEntry.from);
      if (journalEntry.kind === 'grants') this.#terms = journalEntry;
      if (journalEntry.kind === 'runs')
        for (const { startedAtMs, endedAtMs } of journalEntry.runs) this.#runEnds.set(startedAtMs, endedAtMs);
    }
  }

  setRoom(journalRoom: JournalRoom): void {
    this.#room = journalRoom;
    this.#onRoomChange(journalRoom);
  }

  notifyRestart(): void {
    this.#onRestart();
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
  rowRevisions: new Map(),
});

/** Account of a file after these entries were appended. */
function fileAccountAfter(
  previousFileAccount: JournalFileAccount,
  journalEntries: readonly JournalEntry[],
  damaged: number,
): JournalFileAccount {
  const parked = journalEntries.flatMap((entry) => (entry.kind === 'parked' ? [entry] : []));
  const last = new Map(
    previousFileAccount.lastNumbers.map((ownOpNumber) => [
      `${ownOpNumber.device} ${ownOpNumber.log}`,
      ownOpNumber,
    ]),
  );
  for (const { device, log, n } of journalEntries.flatMap(ownNumbersIn)) {
    const key = `${device} ${log}`;
    if (n > (last.get(key)?.n ?? 0)) last.set(key, { device, log, n });
  }
  const rowRevisions = new Map(previousFileAccount.rowRevisions);
  for (const row of journalEntries.map(rowInEntry)) {
    if (row === null) continue;
    const deviceOnlyKey = deviceOnlyKeyOf(row);
    rowRevisions.set(deviceOnlyKey, Math.max(row.revision, rowRevisions.get(deviceOnlyKey) ?? 0));
  }
  return {
    file: previousFileAccount.file,
    lastNumbers: [...last.values()],
    revokesEarlier:
      previousFileAccount.revokesEarlier ||
      journalEntries.some(({ kind }) => kind === 'adopted' || kind === 'logBack'),
    damaged: previousFileAccount.damaged + damaged,
    parked: new Set([...previousFileAccount.parked, ...parked.map(({ hash }) => hash)]),
    parkedLength: parked.reduce((sum, { text }) => sum + text.length, previousFileAccount.parkedLength),
    rowRevisions,
  };
}

/** Journal that updates its account at each write. */
export const accountedJournal = (journal: Journal, journalAccount: JournalAccount): Journal => ({
  isThere: journal.isThere,
  append: async (journalEntries) => {
    const keptResult = await journal.append(journalEntries);
    journalAccount.addEntries(keptResult.file, journalEntries);
    journalAccount.setRoom(keptResult.room);
    if (keptResult.isAnew) journalAccount.notifyRestart();
    return keptResult;
  },
  read: () => journal.read(),
  room: () => journal.room(),
  drop: async (files) => {
    await journal.drop(files);
    journalAccount.dropFiles(files);
  },
  blank: async (isGone) => {
    const changedReads = await journal.blank(isGone);
    journalAccount.replaceFiles(changedReads);
    return changedReads;
  },
});

type OwnOpNumber = JournalFileAccount['lastNumbers'][number];

function ownNumbersIn(journalEntry: JournalEntry): readonly OwnOpNumber[] {
  switch (journalEntry.kind) {
    case 'ops':
      return ownNumbersOf(journalEntry.log, journalEntry.ops);
    case 'pack':
      return [{ device: journalEntry.device, log: journalEntry.log, n: journalEntry.last }];
    case 'adopted':
      return journalEntry.logs.flatMap(({ log, ops }) => ownNumbersOf(log, ops));
    case 'mark':
    case 'grants':
    case 'parked':
    case 'runs':
    case 'note':
    case 'deviceRecord':
    case 'notesErased':
    case 'deviceRecordsErased':
    case 'draft':
    case 'draftsErased':
    case 'logErased':
    case 'logBack':
      return [];
  }
}

const ownNumbersOf = (log: LogId, ops: readonly Op[]): readonly OwnOpNumber[] =>
  ops.map(({ dot }) => ({ device: deviceOfDot(dot), log, n: numberOfDot(dot) }));
