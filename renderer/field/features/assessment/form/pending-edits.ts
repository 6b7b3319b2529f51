import type { JsonValue } from '#base/json.ts';
import type { Dot } from '#domain/document/op.ts';

/** Edit on the screen that the store does not show yet. */
interface PendingEdit {
  readonly value: JsonValue;
  /** Dots seen when the edit began: it replaces those, and nothing that came meanwhile (M3). */
  readonly over: readonly Dot[];
  readonly state: 'unsaved' | 'saving' | 'refused' | { readonly dot: Dot; readonly shown: string };
  /** The person is still in the field: remote changes do not touch it. */
  readonly isTyping: boolean;
}

/** An edit on its way, as it was sent. */
export type SentEdit = readonly [path: string, edit: PendingEdit];

/** The edits of one document by register, from the keystroke until the store shows them. */
export class PendingEdits {
  readonly #edits = new Map<string, PendingEdit>();

  editAt(path: string): PendingEdit | undefined {
    return this.#edits.get(path);
  }

  /**
   * Add an edit.
   * @param over Dots seen before the first keystroke; a pending edit knows them already.
   */
  add(path: string, value: JsonValue, isTyping: boolean, over: () => readonly Dot[]): void {
    const pendingEdit = this.#edits.get(path);
    this.#edits.set(path, { value, over: pendingEdit?.over ?? over(), state: 'unsaved', isTyping });
  }

  drop(path: string): void {
    this.#edits.delete(path);
  }

  /** The person left the field. */
  release(path: string): void {
    const pendingEdit = this.#edits.get(path);
    if (pendingEdit) this.#edits.set(path, { ...pendingEdit, isTyping: false });
  }

  hasUnsaved(): boolean {
    return [...this.#edits.values()].some(({ state }) => state === 'unsaved');
  }

  /** Take all unsaved edits, to be written now. */
  takeUnsaved(): readonly SentEdit[] {
    const batch = [...this.#edits].filter(([, { state }]) => state === 'unsaved');
    for (const [path, pendingEdit] of batch) this.#edits.set(path, { ...pendingEdit, state: 'saving' });
    return batch;
  }

  /**
   * Note the result of a write. False when something else was typed meanwhile: that is a later edit with a
   * write of its own.
   */
  onWriteEnd([path, sent]: SentEdit, state: PendingEdit['state']): boolean {
    const pendingEdit = this.#edits.get(path);
    if (!pendingEdit || pendingEdit.state !== 'saving' || pendingEdit.value !== sent.value) return false;
    this.#edits.set(path, { ...pendingEdit, state });
    return true;
  }

  /** End an edit when the store shows it, or a later one, and the person has left the field. */
  dropConfirmed(path: string, shownDots: readonly Dot[], shown: string): void {
    const pendingEdit = this.#edits.get(path);
    if (!pendingEdit || pendingEdit.isTyping || typeof pendingEdit.state !== 'object') return;
    if (shownDots.includes(pendingEdit.state.dot) || pendingEdit.state.shown !== shown)
      this.#edits.delete(path);
  }

  /** Forget refused edits outside the field in focus, and return the paths outside it. */
  dropRefused(paths: readonly string[]): readonly string[] {
    const left = paths.filter((path) => this.#edits.get(path)?.isTyping === false);
    for (const path of left) if (this.#edits.get(path)?.state === 'refused') this.#edits.delete(path);
    return left;
  }
}
