import type {
  AnswerAddress,
  AnswerChange,
  Form,
  FormInstance,
  FormNode,
  FormQuestion,
  FormUpdate,
} from '#forms/engine/form.ts';
import type { Instrument } from '#forms/model/instrument.ts';

/** Part of the form that a screen can listen to: a node, or a row. */
export type FormPart = FormNode | FormInstance;

/**
 * Form on the screen. Its nodes compute their answers on each call.
 * Only listeners of a node learn that its answers may have changed, so that a keystroke costs one field.
 */
export class FormSession {
  readonly form: Form;
  readonly instrument: Instrument;
  readonly #versions = new Map<FormPart, number>();
  readonly #listeners = new Map<FormPart, Set<() => void>>();
  readonly #formListeners = new Set<() => void>();
  readonly #revealListeners = new Set<() => void>();
  #revealed: ReadonlySet<FormPart> = new Set();
  #allVersions = 0;
  #changes = 0;
  #current: FormQuestion | null = null;
  #isChecked = false;
  readonly #left = new Set<FormQuestion>();

  constructor(form: Form, instrument: Instrument) {
    this.form = form;
    this.instrument = instrument;
  }

  applyChanges(changes: readonly AnswerChange[], by: 'typed' | 'recorded'): FormUpdate {
    const update = this.form.applyChanges(changes, by);
    this.#notify(update.changed);
    return update;
  }

  /** Report a change of a question that is outside the form, such as the reason why it was not kept. */
  notifyQuestion(at: AnswerAddress): void {
    const question = this.form.question(at);
    if (question) this.#notify(new Set([question]));
  }

  /** Question in focus; the screen marks it and shows its context. */
  get current(): FormQuestion | null {
    return this.#current;
  }

  setCurrent(question: FormQuestion | null): void {
    const before = this.#current;
    if (before === question) return;
    this.#current = question;
    this.#notify(new Set([before, question].filter((one) => one !== null)));
  }

  /** Parts that must be on the page for the target question: itself, and the groups and rows around it. */
  get revealed(): ReadonlySet<FormPart> {
    return this.#revealed;
  }

  /** Bring a question onto the page, in any section. */
  revealQuestion(question: FormQuestion): void {
    this.#revealed = new Set(partsAroundQuestion(this.form.nodes(), question) ?? []);
    for (const listener of this.#revealListeners) listener();
  }

  /** The person closes the parts opened on the way to a question. */
  clearRevealed(): void {
    this.#revealed = new Set();
    for (const listener of this.#revealListeners) listener();
  }

  onReveal(listener: () => void): () => void {
    this.#revealListeners.add(listener);
    return () => void this.#revealListeners.delete(listener);
  }

  /** The person has left a question: from now on a missing required answer is marked there. */
  markLeft(question: FormQuestion): void {
    if (this.#left.has(question)) return;
    this.#left.add(question);
    this.#notify(new Set([question]));
  }

  /** A missing answer is no problem before its question was left, or missing answers were asked for. */
  isMissingShown(question: FormQuestion): boolean {
    return this.#isChecked || this.#left.has(question);
  }

  /** Whether an answer has a problem that the person should see now. */
  hasShownProblem(question: FormQuestion): boolean {
    const violation = question.violation();
    return violation !== null && (violation !== 'required' || this.isMissingShown(question));
  }

  /** The person asks for missing answers: each missing required answer is marked. */
  markChecked(): void {
    this.#isChecked = true;
    this.#notifyAll();
  }

  setLanguage(language: string): void {
    this.form.setLanguage(language);
    this.#notifyAll();
  }

  /** Version of a part; grows whenever the part may look different. */
  versionOf(part: FormPart): number {
    return this.#allVersions + (this.#versions.get(part) ?? 0);
  }

  /** Version of the form; grows whenever anything of it may look different. */
  version(): number {
    return this.#allVersions + this.#changes;
  }

  /** Call back when the node may look different; returns a function that stops it. */
  onChange(part: FormPart, listener: () => void): () => void {
    const listeners = this.#listeners.get(part) ?? new Set();
    this.#listeners.set(part, listeners.add(listener));
    return () => {
      listeners.delete(listener);
      if (listeners.size === 0) this.#listeners.delete(part);
    };
  }

  /** Call back when anything may look different. */
  onAnyChange(listener: () => void): () => void {
    this.#formListeners.add(listener);
    return () => void this.#formListeners.delete(listener);
  }

  #notifyAll(): void {
    this.#allVersions += 1;
    for (const listeners of this.#listeners.values()) for (const listener of listeners) listener();
    for (const listener of this.#formListeners) listener();
  }

  #notify(changed: ReadonlySet<FormPart>): void {
    if (changed.size === 0) return;
    for (const part of changed) this.#versions.set(part, (this.#versions.get(part) ?? 0) + 1);
    this.#changes += 1;
    for (const part of changed) for (const listener of this.#listeners.get(part) ?? []) listener();
    for (const listener of this.#formListeners) listener();
  }
}

/** Question with everything around it, from the outside in; null when it is not among these nodes. */
function partsAroundQuestion(nodes: readonly FormNode[], question: FormQuestion): readonly FormPart[] | null {
  for (const node of nodes) {
    if (node === question) return [node];
    const inside = node.kind === 'group' ? partsAroundQuestion(node.nodes(), question) : null;
    if (inside !== null) return [node, ...inside];
    if (node.kind !== 'repeat') continue;
    for (const row of node.instances()) {
      const within = partsAroundQuestion(row.nodes(), question);
      if (within !== null) return [node, row, ...within];
    }
  }
  return null;
}
