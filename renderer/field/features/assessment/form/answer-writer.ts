import { areJsonEqual, type JsonValue } from '#base/json.ts';
import {
  answerPathOf,
  type FormShape,
  parseAnswerPath,
  readAnswerChanges,
  registersOfChange,
  rowOrderAfter,
} from '#domain/assessment/answer-registers.ts';
import { type Document, dotsAt, editableValueAt } from '#domain/document/document.ts';
import { type Dot, Path } from '#domain/document/op.ts';
import type { DeviceId } from '#domain/ids.ts';
import type {
  AnswerAddress,
  AnswerChange,
  AnswerValue,
  FormInstance,
  FormRepeat,
} from '#forms/engine/form.ts';
import type { WriteOutcome, WriteRegisters } from '#renderer/field/app/documents/use-document.ts';
import { isNativeUndoInput } from '#renderer/field/app/undo/focused-text.ts';
import { questionKeyOf } from '#renderer/form/focus-question.ts';
import type { FormSession } from '#renderer/form/form-session.ts';
import type { WriteOptions } from '#renderer/store/api/store-api.ts';
import { PendingEdits, type SentEdit } from './pending-edits.ts';

/** Reason why an answer on the screen is not kept. */
type AnswerProblem = Exclude<WriteOutcome, { kind: 'saved' }>;

interface AnswerWriterOptions {
  readonly session: FormSession;
  readonly shape: FormShape;
  readonly device: DeviceId;
  readonly write: WriteRegisters;
  /** Report typing that is not on the disk; returns the callback for its end. */
  readonly beginUnsaved: () => () => void;
  readonly newId: () => string;
  /** A typed answer was saved, or refused: then its words are nowhere else. */
  readonly onTextResult: (at: AnswerAddress, text: string, isSaved: boolean) => void;
}

/** Longest time that keystrokes are gathered (D1). */
const keystrokeBatchMs = 300;

/**
 * The only connection between an open form and the registers of its document.
 * Typing goes into the form at once, and to the disk with everything that the form records, in one write.
 * Remote changes go into the form register by register, so that it stays open.
 */
export class AnswerWriter {
  readonly #options: AnswerWriterOptions;
  readonly #edits = new PendingEdits();
  readonly #shownKeys = new Map<string, string>();
  readonly #problems = new Map<string, AnswerProblem>();
  readonly #removedRows = new Map<FormRepeat, AnswerChange>();
  #document: Document;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #endUnsaved: (() => void) | undefined;
  /** The unsaved edits are letters of one field, with their calculations. */
  #typing: WriteOptions | null = null;

  constructor(options: AnswerWriterOptions, document: Document) {
    this.#options = options;
    this.#document = document;
    for (const path of answerRegisterPaths(document)) this.#shownKeys.set(path, this.#keyAt(path));
  }

  get session(): FormSession {
    return this.#options.session;
  }

  /** Device that writes. */
  get device(): DeviceId {
    return this.#options.device;
  }

  /** Stored document. */
  get document(): Document {
    return this.#document;
  }

  problemOf(at: AnswerAddress): AnswerProblem | null {
    return this.#problems.get(questionKeyOf(at)) ?? null;
  }

  pathOf(at: AnswerAddress): string {
    return answerPathOf(this.#options.shape, at);
  }

  /** The store has answered again: its differences go into the form. */
  onStoreUpdate(document: Document): void {
    this.#document = document;
    const changed: string[] = [];
    for (const path of answerRegisterPaths(document)) {
      const key = this.#keyAt(path);
      if (this.#shownKeys.get(path) === key) continue;
      this.#shownKeys.set(path, key);
      changed.push(path);
      this.#dropConfirmedEdit(path);
    }
    for (const path of this.#shownKeys.keys()) {
      if (document.registers[path as Path] !== undefined) continue; // a key of this map was a path of the document
      this.#shownKeys.delete(path);
      changed.push(path);
    }
    this.#syncForm(changed);
  }

  answer(at: AnswerAddress, value: AnswerValue | null, how: 'typing' | 'chosen'): void {
    const isFirst = !this.#edits.hasUnsaved();
    this.#applyChanges([{ kind: 'value', at, value }], how === 'typing');
    this.#noteTyping(how, isFirst);
    if (how === 'typing') this.#timer ??= setTimeout(() => void this.flush(), keystrokeBatchMs);
    else void this.flush();
  }

  /** The person left a field: it follows the store again as soon as their typing is kept. */
  onBlur(at: AnswerAddress): void {
    const path = this.pathOf(at);
    this.#edits.release(path);
    void this.flush().then(() => {
      this.#dropConfirmedEdit(path);
      this.#syncForm([path]);
    });
  }

  /** Write one of several concurrent values over all of them. */
  resolveConflict(at: AnswerAddress, value: AnswerValue | null): void {
    const path = this.pathOf(at);
    this.#edits.drop(path);
    this.#applyChanges([{ kind: 'value', at, value }], false, dotsAt(this.#document, path));
    void this.flush();
  }

  addRow(repeat: FormRepeat): FormInstance | undefined {
    const instance = this.#options.newId();
    const order = rowOrderAfter(repeat.instances().map((row) => row.order));
    const { qid, instance: parent } = repeat.address;
    this.#removedRows.delete(repeat);
    this.#applyChanges([{ kind: 'instance', repeat: qid, instance, parent, order }], false);
    void this.flush();
    return repeat.instances().find((row) => row.instance === instance);
  }

  removeRow(row: FormInstance): void {
    const { repeat, instance, order } = row;
    const { qid, instance: parent } = repeat.address;
    this.#removedRows.set(repeat, { kind: 'instance', repeat: qid, instance, parent, order });
    this.#applyChanges([{ kind: 'instanceRemoved', repeat: qid, instance }], false);
    void this.flush();
  }

  hasRemovedRow(repeat: FormRepeat): boolean {
    return this.#removedRows.has(repeat);
  }

  /** Restore the row that was removed last. */
  restoreRow(repeat: FormRepeat): void {
    const change = this.#removedRows.get(repeat);
    if (change?.kind !== 'instance') return;
    this.#removedRows.delete(repeat);
    this.#applyChanges([change], false);
    this.#queueEdit(`answers/${change.repeat}/${change.instance}/removed`, false, false);
    void this.flush();
  }

  /** Write all pending edits in one call: all are kept, or none. */
  async flush(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const batch = this.#edits.takeUnsaved();
    const typing = this.#typing;
    this.#typing = null;
    if (batch.length === 0) return;
    const { doc, kind } = this.#document;
    const writing = this.#options.write(
      batch.map(([path, { value, over }]) => ({ doc, kind, path: Path.parse(path), value, over })),
      typing ?? {},
    );
    this.#endUnsaved?.();
    this.#endUnsaved = undefined;
    this.#onWriteResult(batch, await writing);
  }

  #noteTyping(how: 'typing' | 'chosen', isFirst: boolean): void {
    const isTyping = how === 'typing' && (isFirst || this.#typing !== null);
    const isNativeUndo = this.#typing?.isNativeUndo === true || isNativeUndoInput();
    this.#typing = isTyping ? { isTyping, isNativeUndo } : null;
  }

  #onWriteResult(batch: readonly SentEdit[], outcome: WriteOutcome): void {
    for (const [at, sent] of batch.entries()) {
      const [path] = sent;
      const place = parseAnswerPath(path);
      const { value } = sent[1];
      if (place?.kind === 'value') {
        this.#setProblem(place.at, outcome);
        // Newer letters have a result of their own.
        if (typeof value === 'string' && this.#edits.editAt(path)?.value === value)
          this.#options.onTextResult(place.at, value, outcome.kind === 'saved');
      }
      const dot = outcome.kind === 'saved' ? outcome.dots[at] : undefined;
      // A disk that failed may take it with the next change; a refused value stays refused until it is
      // another one.
      const failure = outcome.kind === 'failed' ? 'unsaved' : 'refused';
      const state = dot === undefined ? failure : { dot, shown: this.#keyAt(path) };
      if (this.#edits.onWriteEnd(sent, state)) this.#dropConfirmedEdit(path);
    }
    // A refused choice returns to the stored value; a text stays, since its words are nowhere else.
    if (outcome.kind === 'refused') this.#syncForm(this.#edits.dropRefused(batch.map(([path]) => path)));
  }

  #setProblem(at: AnswerAddress, outcome: WriteOutcome): void {
    const key = questionKeyOf(at);
    const had = this.#problems.has(key);
    if (outcome.kind === 'saved') this.#problems.delete(key);
    else this.#problems.set(key, outcome);
    if (had || outcome.kind !== 'saved') this.#options.session.notifyQuestion(at);
  }

  #applyChanges(changes: readonly AnswerChange[], isTyping: boolean, over?: readonly Dot[]): void {
    const { writes } = this.#options.session.applyChanges(changes, 'typed');
    const queueChange = (change: AnswerChange, mayContinue: boolean): void => {
      for (const { path, value } of registersOfChange(this.#options.shape, change))
        this.#queueEdit(path, value, mayContinue, over);
    };
    for (const change of changes) queueChange(change, isTyping);
    for (const change of writes) queueChange(change, false);
    this.#endUnsaved ??= this.#options.beginUnsaved();
  }

  #queueEdit(path: string, value: JsonValue, isTyping: boolean, over?: readonly Dot[]): void {
    if (over !== undefined) this.#edits.drop(path);
    this.#edits.add(
      path,
      value,
      isTyping,
      () => over ?? editableValueAt(this.#document, path, this.#options.device).over,
    );
  }

  #dropConfirmedEdit(path: string): void {
    this.#edits.dropConfirmed(path, dotsAt(this.#document, path), this.#keyAt(path));
  }

  /** Set the form to the stored and pending values of these registers; equal values are no change. */
  #syncForm(paths: readonly string[]): void {
    const { session, shape } = this.#options;
    const changes = readAnswerChanges(shape, paths, (path) => this.#valueAt(path)).filter((change) => {
      if (change.kind !== 'value') return true;
      const now = session.form.question(change.at);
      return now === undefined || !areJsonEqual(now.value() as JsonValue, change.value as JsonValue); // both are JSON
    });
    if (changes.length > 0) session.applyChanges(changes, 'recorded');
    for (const path of paths) {
      const place = parseAnswerPath(path);
      // Its conflict may have changed with the same value.
      if (place !== null && place.kind !== 'row') session.notifyQuestion(place.at);
    }
  }

  #valueAt(path: string): JsonValue | undefined {
    const edit = this.#edits.editAt(path);
    return edit ? edit.value : editableValueAt(this.#document, path, this.#options.device).value;
  }

  #keyAt(path: string): string {
    return dotsAt(this.#document, path).join(' ');
  }
}

/** Registers that hold answers of forms. */
export const answerRegisterPaths = (document: Document): readonly string[] =>
  Object.keys(document.registers).filter((path) => parseAnswerPath(path) !== null);
