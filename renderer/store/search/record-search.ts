import { cmp, Dexie, RangeSet } from 'dexie';
import type { DocumentId, LogId } from '#domain/ids.ts';
import type { InterviewNoteId } from '#domain/interview/interview-note.ts';
import { descriptorOf } from '#domain/kinds/kind-descriptors.ts';
import type { InstitutionRegister } from '#domain/programme/institutions.ts';
import { programmeDocumentId } from '#domain/programme/programme.ts';
import { SearchIndex } from '#domain/search/search-index.ts';
import { isSearchedKind } from '#domain/search/searched-texts.ts';
import type { LiveStateCell } from '../api/live-state.ts';
import type { SearchResult } from '../api/search-api.ts';
import type { FieldDatabase } from '../db/database.ts';
import { readRegister, statesOfMissions } from '../queries/institution-queries.ts';
import { readAllSummaries } from '../queries/summaries.ts';
import { runSearch } from './run-search.ts';
import { readSearchedRecords, type SearchedKey, searchedKeyText } from './searched-records.ts';

interface RecordSearchDependencies {
  readonly db: FieldDatabase;
  readonly live: LiveStateCell;
  /** Pause between two slices of the build, in which writes and queries run. */
  readonly restMs: number;
  /** Called for a failing database; the index then stops until `restart`. */
  readonly onBroken: (error: unknown) => void;
}

/** Search under watch, with its receiver. */
interface SearchWatch {
  readonly text: string;
  readonly onResult: (searchResult: SearchResult) => void;
  /** A result is under way. */
  isAnswering: boolean;
  /** Something changed since that result began. */
  isStale: boolean;
}

/** Records that are read at once: a slice of some milliseconds. */
const recordsPerSlice = 4;
/** Shortest time between two results while the index is being built. */
const tellEveryMs = 500;

/**
 * Search in all texts of this laptop. The index is in this worker's memory alone, and ends with it when the vault is
 * locked. It is built in the background, the newest records first, and follows every change of the database.
 */
export class RecordSearch {
  readonly #db: FieldDatabase;
  readonly #live: LiveStateCell;
  readonly #restMs: number;
  readonly #onBroken: (error: unknown) => void;
  readonly #index = new SearchIndex();
  /** Records to read, changed ones first. */
  readonly #changed = new Map<string, SearchedKey>();
  readonly #unread = new Map<string, SearchedKey>();
  readonly #watches = new Set<SearchWatch>();
  #isStarted = false;
  #isRunning = false;
  #isStopped = false;
  /** Everything has to be listed again: at the start, and after a change without keys. */
  #mustList = true;
  /** A programme or a mission changed: names of institutions may be others. */
  #mustReadNames = true;
  #names: { readonly register: InstitutionRegister; readonly states: string } | null = null;
  #isComplete = false;
  #toldAtMs = 0;

  constructor({ db, live, restMs, onBroken }: RecordSearchDependencies) {
    this.#db = db;
    this.#live = live;
    this.#restMs = restMs;
    this.#onBroken = onBroken;
  }

  /** Begin to build the index; the first search does it otherwise. */
  start(): void {
    if (this.#isStarted || this.#isStopped) return;
    this.#isStarted = true;
    Dexie.on.storagemutated.subscribe(this.#onMutation);
    this.#wake();
  }

  /**
   * List all records again, after the database failed and was repaired. Records whose read failed are in no queue any
   * more, and a repair that only reopens the database announces no change of them.
   */
  restart(): void {
    this.#mustList = true;
    if (this.#isStarted) this.#wake();
  }

  stop(): void {
    this.#isStopped = true;
    Dexie.on.storagemutated.unsubscribe(this.#onMutation);
    this.#watches.clear();
  }

  /**
   * Answer a search now, and again after changes.
   * @returns the function that ends it.
   */
  watch(text: string, onResult: (searchResult: SearchResult) => void): () => void {
    const watch = { text, onResult, isAnswering: false, isStale: false };
    this.#watches.add(watch);
    this.start();
    void this.#answer(watch);
    return () => void this.#watches.delete(watch);
  }

  /** Note the records that a complete transaction changed. */
  readonly #onMutation: Parameters<typeof Dexie.on.storagemutated.subscribe>[0] = (parts) => {
    const keysIn = (table: string): readonly unknown[] => {
      const changed = parts[`idb://${this.#db.name}/${table}/`];
      return [...(changed === undefined ? [] : RangeSet(changed))].flatMap(({ from, to }) => {
        if (cmp(from, to) === 0) return [from as unknown];
        // A range and not a row, as after a bulk change: its ends are no keys, and all are listed again.
        this.#mustList = true;
        return [];
      });
    };
    for (const key of keysIn('documents') as (readonly [LogId, DocumentId])[]) // the table's own
      this.#noteDocument(key[0], key[1]);
    for (const note of keysIn('notes') as InterviewNoteId[]) this.#note({ kind: 'note', note }); // the table's own
    this.#wake();
  };

  /** A programme has the register of institutions, and a mission the State of its assessments. */
  #noteDocument(logId: LogId, documentId: DocumentId): void {
    if (documentId === programmeDocumentId(logId)) this.#mustReadNames = true;
    this.#note({ kind: 'document', log: logId, doc: documentId });
  }

  #note(searchedKey: SearchedKey): void {
    this.#changed.set(searchedKeyText(searchedKey), searchedKey);
  }

  /**
   * Run from a timer. A change is noted in the zone of its transaction, which an awaited promise would take along. Reads
   * would then ask a transaction that is over.
   */
  #wake(): void {
    if (!this.#isRunning) setTimeout(() => void this.#run(), 0);
  }

  async #run(): Promise<void> {
    if (this.#isRunning) return;
    this.#isRunning = true;
    try {
      while (!this.#isStopped) {
        if (this.#mustList) await this.#listAll();
        if (this.#mustReadNames) await this.#noteRenamed();
        const slice = this.#takeSlice();
        if (slice.length === 0) break;
        await this.#read(slice);
        this.#tell();
        await pause(this.#restMs);
      }
      if (!this.#isStopped) this.#complete();
    } catch (error) {
      // A store that closes ends reads under way.
      if (!this.#isStopped) this.#onBroken(error);
    } finally {
      this.#isRunning = false;
    }
  }

  #complete(): void {
    if (this.#isComplete) return;
    this.#isComplete = true;
    this.#tellAll();
  }

  async #listAll(): Promise<void> {
    this.#mustList = false;
    const interviewNoteIds = await this.#db.notes.toCollection().primaryKeys();
    const summaryRows = (await readAllSummaries(this.#db))
      .filter(({ kind }) => isSearchedKind(kind))
      .toSorted((a, b) => b.changedAtMs - a.changedAtMs);
    const searchedKeys: readonly SearchedKey[] = [
      ...interviewNoteIds.map((note): SearchedKey => ({ kind: 'note', note })),
      ...summaryRows.map(({ log, doc }): SearchedKey => ({ kind: 'document', log, doc })),
    ];
    this.#unread.clear();
    for (const searchedKey of searchedKeys) this.#unread.set(searchedKeyText(searchedKey), searchedKey);
    for (const key of this.#index.keys()) if (!this.#unread.has(key)) this.#index.delete(key);
    this.#isComplete = this.#unread.size === 0;
  }

  /** Note records with institutions where the register or a State changed: they may have other names. */
  async #noteRenamed(): Promise<void> {
    this.#mustReadNames = false;
    const summaryRows = await readAllSummaries(this.#db);
    const before = this.#names;
    this.#names = {
      register: await readRegister(this.#db),
      states: [...statesOfMissions(summaryRows)].join(),
    };
    if (before?.register === this.#names.register && before.states === this.#names.states) return;
    for (const { log, doc, kind } of summaryRows)
      if ((descriptorOf(kind)?.search?.institutionsIn ?? null) !== null)
        this.#note({ kind: 'document', log, doc });
    for (const note of await this.#db.notes.toCollection().primaryKeys()) this.#note({ kind: 'note', note });
  }

  #takeSlice(): readonly SearchedKey[] {
    const slice: SearchedKey[] = [];
    for (const queue of [this.#changed, this.#unread])
      for (const [text, searchedKey] of queue) {
        if (slice.length === recordsPerSlice) return slice;
        slice.push(searchedKey);
        this.#changed.delete(text);
        this.#unread.delete(text);
      }
    return slice;
  }

  async #read(slice: readonly SearchedKey[]): Promise<void> {
    const personId = this.#live.state.enrolment?.person ?? null;
    const searchedRecords = await readSearchedRecords(this.#db, personId, slice);
    slice.forEach((searchedKey, at) => {
      const searchedRecord = searchedRecords[at] ?? null;
      if (searchedRecord === null) this.#index.delete(searchedKeyText(searchedKey));
      else
        this.#index.set(
          searchedKeyText(searchedKey),
          searchedRecord.texts.map(({ subject, text }) => `${subject} ${text}`),
          searchedRecord.changedAtMs,
        );
    });
  }

  /** Tell the watches of a change at once, and of a growing index from time to time. */
  #tell(): void {
    const nowMs = performance.now();
    if (!this.#isComplete && nowMs - this.#toldAtMs < tellEveryMs) return;
    this.#toldAtMs = nowMs;
    this.#tellAll();
  }

  #tellAll(): void {
    for (const searchWatch of this.#watches) void this.#answer(searchWatch);
  }

  async #answer(searchWatch: SearchWatch): Promise<void> {
    searchWatch.isStale = true;
    if (searchWatch.isAnswering) return;
    searchWatch.isAnswering = true;
    try {
      while (searchWatch.isStale && this.#watches.has(searchWatch)) {
        searchWatch.isStale = false;
        const personId = this.#live.state.enrolment?.person ?? null;
        const found = await runSearch(this.#db, this.#index, personId, searchWatch.text);
        if (this.#watches.has(searchWatch)) searchWatch.onResult({ ...found, building: this.#building() });
      }
    } catch (error) {
      if (!this.#isStopped) this.#onBroken(error);
    } finally {
      searchWatch.isAnswering = false;
    }
  }

  #building(): SearchResult['building'] {
    return this.#isComplete ? null : { read: this.#index.size, all: this.#index.size + this.#unread.size };
  }
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
