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

  applyChanges(answerChanges: readonly AnswerChange[], by: 'typed' | 'recorded'): FormUpdate {
    const formUpdate = this.form.applyChanges(answerChanges, by);
    this.#notify(formUpdate.changed);
    return formUpdate;
  }

  /** Report a change of a question that is outside the form, such as the reason why it was not kept. */
  notifyQuestion(answerAddress: AnswerAddress): void {
    const formQuestion = this.form.question(answerAddress);
    if (formQuestion) this.#notify(new Set([formQuestion]));
  }

  /** Question in focus; the screen marks it and shows its context. */
  get current(): FormQuestion | null {
    return this.#current;
  }

  setCurrent(formQuestion: FormQuestion | null): void {
    const previousFormQuestion = this.#current;
    if (previousFormQuestion === formQuestion) return;
    this.#current = formQuestion;
    this.#notify(new Set([previousFormQuestion, formQuestion].filter((one) => one !== null)));
  }

  /** Parts that must be on the page for the target question: itself, and the groups and rows around it. */
  get revealed(): ReadonlySet<FormPart> {
    return this.#revealed;
  }

  /** Bring a question onto the page, in any section. */
  revealQuestion(formQuestion: FormQuestion): void {
    this.#revealed = new Set(partsAroundQuestion(this.form.nodes(), formQuestion) ?? []);
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
  markLeft(formQuestion: FormQuestion): void {
    if (this.#left.has(formQuestion)) return;
    this.#left.add(formQuestion);
    this.#notify(new Set([formQuestion]));
  }

  /** A missing answer is no problem before its question was left, or missing answers were asked for. */
  isMissingShown(formQuestion: FormQuestion): boolean {
    return this.#isChecked || this.#left.has(formQuestion);
  }

  /** Whether an answer has a problem that the person should see now. */
  hasShownProblem(formQuestion: FormQuestion): boolean {
    const answerViolation = formQuestion.violation();
    return answerViolation !== null && (answerViolation !== 'required' || this.isMissingShown(formQuestion));
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
  versionOf(formPart: FormPart): number {
    return this.#allVersions + (this.#versions.get(formPart) ?? 0);
  }

  /** Version of the form; grows whenever anything of it may look different. */
  version(): number {
    return this.#allVersions + this.#changes;
  }

  /** Call back when the node may look different; returns a function that stops it. */
  onChange(formPart: FormPart, listener: () => void): () => void {
    const listeners = this.#listeners.get(formPart) ?? new Set();
    this.#listeners.set(formPart, listeners.add(listener));
    return () => {
      listeners.delete(listener);
      if (listeners.size === 0) this.#listeners.delete(formPart);
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

  #notify(changedFormParts: ReadonlySet<FormPart>): void {
    if (changedFormParts.size === 0) return;
    for (const formPart of changedFormParts)
      this.#versions.set(formPart, (this.#versions.get(formPart) ?? 0) + 1);
    this.#changes += 1;
    for (const formPart of changedFormParts)
      for (const listener of this.#listeners.get(formPart) ?? []) listener();
    for (const listener of this.#formListeners) listener();
  }
}

/** Question with everything around it, from the outside in; null when it is not among these nodes. */
function partsAroundQuestion(
  formNodes: readonly FormNode[],
  formQuestion: FormQuestion,
): readonly FormPart[] | null {
  for (const formNode of formNodes) {
    if (formNode === formQuestion) return [formNode];
    const inside = formNode.kind === 'group' ? partsAroundQuestion(formNode.nodes(), formQuestion) : null;
    if (inside !== null) return [formNode, ...inside];
    if (formNode.kind !== 'repeat') continue;
    for (const formInstance of formNode.instances()) {
      const within = partsAroundQuestion(formInstance.nodes(), formQuestion);
      if (within !== null) return [formNode, formInstance, ...within];
    }
  }
  return null;
}
