import { equalJson, type Json } from '#domain/base/json.ts';
import { type Document, dotsAt } from '#domain/document/document.ts';
import type { Dot } from '#domain/document/dot.ts';
import { editableValue } from '#domain/document/editable-value.ts';
import { Path } from '#domain/document/path.ts';
import type { DeviceId } from '#domain/ids.ts';
import {
  changesAt,
  pathOfAnswer,
  placeOfPath,
  registersOf,
} from '#domain/instrument/form/answer-registers.ts';
import type {
  Address,
  AnswerChange,
  AnswerValue,
  FormInstance,
  FormRepeat,
} from '#domain/instrument/form/form.ts';
import type { FormShape } from '#domain/instrument/form/form-shape.ts';
import { orderAfter } from '#domain/instrument/form/row-order.ts';
import type { Write, WriteOutcome } from '#renderer/field/app/use-write.ts';
import type { FormSession } from '#renderer/form/form-session.ts';
import { stopKey } from '#renderer/form/stop-key.ts';
import { Edits, type SentEdit } from './edits.ts';

/** Why an answer on the screen is not kept. */
export type AnswerProblem = Exclude<WriteOutcome, { kind: 'saved' }>;

export interface WriterParts {
  readonly session: FormSession;
  readonly shape: FormShape;
  readonly device: DeviceId;
  readonly write: Write;
  /** Says that something is on the screen and not on the disk; returns what to call when that is over. */
  readonly beginUnsaved: () => () => void;
  readonly newId: () => string;
}

/** Keystrokes are gathered for at most so long (sync.md D1). */
const gatherMs = 300;

/**
 * The one road between an open form and the registers of its document: what is typed goes into the form at once and to
 * the disk with all that the form asks to be recorded, in one write; what comes from elsewhere goes into the form,
 * register by register, so that nothing is opened anew.
 */
export class AnswerWriter {
  readonly #parts: WriterParts;
  readonly #edits = new Edits();
  readonly #shownKeys = new Map<string, string>();
  readonly #problems = new Map<string, AnswerProblem>();
  readonly #removedRows = new Map<FormRepeat, AnswerChange>();
  #document: Document;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #endUnsaved: (() => void) | undefined;

  constructor(parts: WriterParts, document: Document) {
    this.#parts = parts;
    this.#document = document;
    for (const path of answerPaths(document)) this.#shownKeys.set(path, this.#keyAt(path));
  }

  get session(): FormSession {
    return this.#parts.session;
  }

  /** The document as the store has it. */
  get document(): Document {
    return this.#document;
  }

  problemOf(at: Address): AnswerProblem | null {
    return this.#problems.get(stopKey(at)) ?? null;
  }

  pathOf(at: Address): string {
    return pathOfAnswer(this.#parts.shape, at);
  }

  /** The store has answered again: what it says differently than before goes into the form. */
  show(document: Document): void {
    this.#document = document;
    const changed: string[] = [];
    for (const path of answerPaths(document)) {
      const key = this.#keyAt(path);
      if (this.#shownKeys.get(path) === key) continue;
      this.#shownKeys.set(path, key);
      changed.push(path);
      this.#settle(path);
    }
    for (const path of this.#shownKeys.keys()) {
      if (document.registers[path as Path] !== undefined) continue; // a key of this map was a path of the document
      this.#shownKeys.delete(path);
      changed.push(path);
    }
    this.#record(changed);
  }

  answer(at: Address, value: AnswerValue | null, how: 'typing' | 'chosen'): void {
    this.#take([{ kind: 'value', at, value }], how === 'typing');
    if (how === 'typing') this.#timer ??= setTimeout(() => void this.flush(), gatherMs);
    else void this.flush();
  }

  /** The person left a field: it follows the store again as soon as what they typed is kept. */
  leave(at: Address): void {
    const path = this.pathOf(at);
    this.#edits.release(path);
    void this.flush().then(() => {
      this.#settle(path);
      this.#record([path]);
    });
  }

  /** Writes one of several values that were given without seeing each other over all of them. */
  keep(at: Address, value: AnswerValue | null): void {
    const path = this.pathOf(at);
    this.#edits.drop(path);
    this.#take([{ kind: 'value', at, value }], false, dotsAt(this.#document, path));
    void this.flush();
  }

  addRow(repeat: FormRepeat): FormInstance | undefined {
    const instance = this.#parts.newId();
    const order = orderAfter(repeat.instances().map((row) => row.order));
    const { qid, instance: parent } = repeat.address;
    this.#removedRows.delete(repeat);
    this.#take([{ kind: 'instance', repeat: qid, instance, parent, order }], false);
    void this.flush();
    return repeat.instances().find((row) => row.instance === instance);
  }

  removeRow(row: FormInstance): void {
    const { repeat, instance, order } = row;
    const { qid, instance: parent } = repeat.address;
    this.#removedRows.set(repeat, { kind: 'instance', repeat: qid, instance, parent, order });
    this.#take([{ kind: 'instanceRemoved', repeat: qid, instance }], false);
    void this.flush();
  }

  hasRemovedRow(repeat: FormRepeat): boolean {
    return this.#removedRows.has(repeat);
  }

  /** Brings the row back that was removed last. */
  restoreRow(repeat: FormRepeat): void {
    const change = this.#removedRows.get(repeat);
    if (change?.kind !== 'instance') return;
    this.#removedRows.delete(repeat);
    this.#take([change], false);
    this.#put(`answers/${change.repeat}/${change.instance}/removed`, false, false);
    void this.flush();
  }

  /** Writes what is not written yet, in one call: all of it is kept, or none. */
  async flush(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const batch = this.#edits.send();
    if (batch.length === 0) return;
    const { doc, kind } = this.#document;
    const writing = this.#parts.write(
      batch.map(([path, { value, over }]) => ({ doc, kind, path: Path.parse(path), value, over })),
    );
    this.#endUnsaved?.();
    this.#endUnsaved = undefined;
    this.#hear(batch, await writing);
  }

  #hear(batch: readonly SentEdit[], outcome: WriteOutcome): void {
    for (const [at, sent] of batch.entries()) {
      const [path] = sent;
      const place = placeOfPath(path);
      if (place?.kind === 'value') this.#tellProblem(place.at, outcome);
      const dot = outcome.kind === 'saved' ? outcome.dots[at] : undefined;
      // A disk that failed may take it with the next change; what is refused stays so until it is another value.
      const otherwise = outcome.kind === 'failed' ? 'unsaved' : 'refused';
      const state = dot === undefined ? otherwise : { dot, shown: this.#keyAt(path) };
      if (this.#edits.end(sent, state)) this.#settle(path);
    }
    // What was chosen and refused goes back to what the store has; a text stays, since its words are nowhere else.
    if (outcome.kind === 'refused') this.#record(this.#edits.takeBack(batch.map(([path]) => path)));
  }

  #tellProblem(at: Address, outcome: WriteOutcome): void {
    const key = stopKey(at);
    const had = this.#problems.has(key);
    if (outcome.kind === 'saved') this.#problems.delete(key);
    else this.#problems.set(key, outcome);
    if (had || outcome.kind !== 'saved') this.#parts.session.touch(at);
  }

  #take(changes: readonly AnswerChange[], isTyping: boolean, over?: readonly Dot[]): void {
    const { writes } = this.#parts.session.take(changes, 'typed');
    const put = (change: AnswerChange, isHeld: boolean): void => {
      for (const { path, value } of registersOf(this.#parts.shape, change))
        this.#put(path, value, isHeld, over);
    };
    for (const change of changes) put(change, isTyping);
    for (const change of writes) put(change, false);
    this.#endUnsaved ??= this.#parts.beginUnsaved();
  }

  #put(path: string, value: Json, isHeld: boolean, over?: readonly Dot[]): void {
    if (over !== undefined) this.#edits.drop(path);
    this.#edits.put(
      path,
      value,
      isHeld,
      () => over ?? editableValue(this.#document, path, this.#parts.device).over,
    );
  }

  #settle(path: string): void {
    this.#edits.settle(path, dotsAt(this.#document, path), this.#keyAt(path));
  }

  /** Brings the form to what these registers say, with what is on its way to them; equal values are no change. */
  #record(paths: readonly string[]): void {
    const { session, shape } = this.#parts;
    const changes = changesAt(shape, paths, (path) => this.#valueAt(path)).filter((change) => {
      if (change.kind !== 'value') return true;
      const now = session.form.question(change.at);
      return now === undefined || !equalJson(now.value() as Json, change.value as Json); // both are JSON
    });
    if (changes.length > 0) session.take(changes, 'recorded');
    for (const path of paths) {
      const place = placeOfPath(path);
      // Whether it is contested may have changed with the same value.
      if (place !== null && place.kind !== 'row') session.touch(place.at);
    }
  }

  #valueAt(path: string): Json | undefined {
    const edit = this.#edits.at(path);
    return edit ? edit.value : editableValue(this.#document, path, this.#parts.device).value;
  }

  #keyAt(path: string): string {
    return dotsAt(this.#document, path).join(' ');
  }
}

/** The registers that answers of forms are kept in. */
export const answerPaths = (document: Document): readonly string[] =>
  Object.keys(document.registers).filter((path) => placeOfPath(path) !== null);
