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
  readonly onTextResult: (answerAddress: AnswerAddress, text: string, isSaved: boolean) => void;
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

  constructor(answerWriterOptions: AnswerWriterOptions, document: Document) {
    this.#options = answerWriterOptions;
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

  problemOf(answerAddress: AnswerAddress): AnswerProblem | null {
    return this.#problems.get(questionKeyOf(answerAddress)) ?? null;
  }

  pathOf(answerAddress: AnswerAddress): string {
    return answerPathOf(this.#options.shape, answerAddress);
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
  onBlur(answerAddress: AnswerAddress): void {
    const path = this.pathOf(answerAddress);
    this.#edits.release(path);
    void this.flush().then(() => {
      this.#dropConfirmedEdit(path);
      this.#syncForm([path]);
    });
  }

  /** Write one of several concurrent values over all of them. */
  resolveConflict(answerAddress: AnswerAddress, value: AnswerValue | null): void {
    const path = this.pathOf(answerAddress);
    this.#edits.drop(path);
    this.#applyChanges([{ kind: 'value', at: answerAddress, value }], false, dotsAt(this.#document, path));
    void this.flush();
  }

  addRow(formRepeat: FormRepeat): FormInstance | undefined {
    const instance = this.#options.newId();
    const order = rowOrderAfter(formRepeat.instances().map((formInstance) => formInstance.order));
    const { qid, instance: parent } = formRepeat.address;
    this.#removedRows.delete(formRepeat);
    this.#applyChanges([{ kind: 'instance', repeat: qid, instance, parent, order }], false);
    void this.flush();
    return formRepeat.instances().find((formInstance) => formInstance.instance === instance);
  }

  removeRow(formInstance: FormInstance): void {
    const { repeat, instance, order } = formInstance;
    const { qid, instance: parent } = repeat.address;
    this.#removedRows.set(repeat, { kind: 'instance', repeat: qid, instance, parent, order });
    this.#applyChanges([{ kind: 'instanceRemoved', repeat: qid, instance }], false);
    void this.flush();
  }

  hasRemovedRow(formRepeat: FormRepeat): boolean {
    return this.#removedRows.has(formRepeat);
  }

  /** Restore the row that was removed last. */
  restoreRow(formRepeat: FormRepeat): void {
    const answerChange = this.#removedRows.get(formRepeat);
    if (answerChange?.kind !== 'instance') return;
    this.#removedRows.delete(formRepeat);
    this.#applyChanges([answerChange], false);
    this.#queueEdit(`answers/${answerChange.repeat}/${answerChange.instance}/removed`, false, false);
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
    for (const [at, sentEdit] of batch.entries()) {
      const [path] = sentEdit;
      const answerRegister = parseAnswerPath(path);
      const { value } = sentEdit[1];
      if (answerRegister?.kind === 'value') {
        this.#setProblem(answerRegister.at, outcome);
        // Newer letters have a result of their own.
        if (typeof value === 'string' && this.#edits.editAt(path)?.value === value)
          this.#options.onTextResult(answerRegister.at, value, outcome.kind === 'saved');
      }
      const dot = outcome.kind === 'saved' ? outcome.dots[at] : undefined;
      // A disk that failed may take it with the next change; a refused value stays refused until it is
      // another one.
      const failure = outcome.kind === 'failed' ? 'unsaved' : 'refused';
      const state = dot === undefined ? failure : { dot, shown: this.#keyAt(path) };
      if (this.#edits.onWriteEnd(sentEdit, state)) this.#dropConfirmedEdit(path);
    }
    // A refused choice returns to the stored value; a text stays, since its words are nowhere else.
    if (outcome.kind === 'refused') this.#syncForm(this.#edits.dropRefused(batch.map(([path]) => path)));
  }

  #setProblem(answerAddress: AnswerAddress, outcome: WriteOutcome): void {
    const key = questionKeyOf(answerAddress);
    const had = this.#problems.has(key);
    if (outcome.kind === 'saved') this.#problems.delete(key);
    else this.#problems.set(key, outcome);
    if (had || outcome.kind !== 'saved') this.#options.session.notifyQuestion(answerAddress);
  }

  #applyChanges(answerChanges: readonly AnswerChange[], isTyping: boolean, over?: readonly Dot[]): void {
    const { writes } = this.#options.session.applyChanges(answerChanges, 'typed');
    const queueChange = (answerChange: AnswerChange, mayContinue: boolean): void => {
      for (const { path, value } of registersOfChange(this.#options.shape, answerChange))
        this.#queueEdit(path, value, mayContinue, over);
    };
    for (const answerChange of answerChanges) queueChange(answerChange, isTyping);
    for (const answerChange of writes) queueChange(answerChange, false);
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
    const answerChanges = readAnswerChanges(shape, paths, (path) => this.#valueAt(path)).filter(
      (answerChange) => {
        if (answerChange.kind !== 'value') return true;
        const now = session.form.question(answerChange.at);
        return now === undefined || !areJsonEqual(now.value() as JsonValue, answerChange.value as JsonValue); // both are JSON
      },
    );
    if (answerChanges.length > 0) session.applyChanges(answerChanges, 'recorded');
    for (const path of paths) {
      const answerRegister = parseAnswerPath(path);
      // Its conflict may have changed with the same value.
      if (answerRegister !== null && answerRegister.kind !== 'row') session.notifyQuestion(answerRegister.at);
    }
  }

  #valueAt(path: string): JsonValue | undefined {
    const pendingEdit = this.#edits.editAt(path);
    return pendingEdit
      ? pendingEdit.value
      : editableValueAt(this.#document, path, this.#options.device).value;
  }

  #keyAt(path: string): string {
    return dotsAt(this.#document, path).join(' ');
  }
}

/** Registers that hold answers of forms. */
export const answerRegisterPaths = (document: Document): readonly string[] =>
  Object.keys(document.registers).filter((path) => parseAnswerPath(path) !== null);
