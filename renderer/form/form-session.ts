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
  readonly #toAll = new Set<() => void>();
  readonly #toShow = new Set<() => void>();
  #shown: ReadonlySet<FormPart> = new Set();
  #everything = 0;
  #changes = 0;
  #current: FormQuestion | null = null;
  #isChecked = false;

  constructor(form: Form, instrument: Instrument) {
    this.form = form;
    this.instrument = instrument;
  }

  applyChanges(changes: readonly AnswerChange[], by: 'typed' | 'recorded'): FormUpdate {
    const taken = this.form.applyChanges(changes, by);
    this.#tell(taken.changed);
    return taken;
  }

  /** Report a change of a question that is outside the form, such as the reason why it was not kept. */
  notifyQuestion(at: AnswerAddress): void {
    const question = this.form.question(at);
    if (question) this.#tell(new Set([question]));
  }

  /** Question in focus; the screen marks it and shows its context. */
  get current(): FormQuestion | null {
    return this.#current;
  }

  setCurrent(question: FormQuestion | null): void {
    const before = this.#current;
    if (before === question) return;
    this.#current = question;
    this.#tell(new Set([before, question].filter((one) => one !== null)));
  }

  /** Parts that must be on the page for the target question: itself, and the groups and rows around it. */
  get revealed(): ReadonlySet<FormPart> {
    return this.#shown;
  }

  /** Bring a question onto the page, in any section. */
  revealQuestion(question: FormQuestion): void {
    this.#shown = new Set(partsAroundQuestion(this.form.nodes(), question) ?? []);
    for (const hear of this.#toShow) hear();
  }

  /** The person closes the parts opened on the way to a question. */
  clearRevealed(): void {
    this.#shown = new Set();
    for (const hear of this.#toShow) hear();
  }

  onReveal(hear: () => void): () => void {
    this.#toShow.add(hear);
    return () => void this.#toShow.delete(hear);
  }

  /** The person has asked for missing answers: each missing required answer is marked. */
  get isChecked(): boolean {
    return this.#isChecked;
  }

  markChecked(): void {
    this.#isChecked = true;
    this.#tellEverybody();
  }

  setLanguage(language: string): void {
    this.form.setLanguage(language);
    this.#tellEverybody();
  }

  /** Version of a part; grows whenever the part may look different. */
  versionOf(part: FormPart): number {
    return this.#everything + (this.#versions.get(part) ?? 0);
  }

  /** Version of the form; grows whenever anything of it may look different. */
  version(): number {
    return this.#everything + this.#changes;
  }

  /** Call back when the node may look different; returns a function that stops it. */
  onChange(part: FormPart, hear: () => void): () => void {
    const listeners = this.#listeners.get(part) ?? new Set();
    this.#listeners.set(part, listeners.add(hear));
    return () => {
      listeners.delete(hear);
      if (listeners.size === 0) this.#listeners.delete(part);
    };
  }

  /** Call back when anything may look different. */
  onAnyChange(hear: () => void): () => void {
    this.#toAll.add(hear);
    return () => void this.#toAll.delete(hear);
  }

  #tellEverybody(): void {
    this.#everything += 1;
    for (const listeners of this.#listeners.values()) for (const hear of listeners) hear();
    for (const hear of this.#toAll) hear();
  }

  #tell(changed: ReadonlySet<FormPart>): void {
    if (changed.size === 0) return;
    for (const part of changed) this.#versions.set(part, (this.#versions.get(part) ?? 0) + 1);
    this.#changes += 1;
    for (const part of changed) for (const hear of this.#listeners.get(part) ?? []) hear();
    for (const hear of this.#toAll) hear();
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
