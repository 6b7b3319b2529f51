import type {
  ChoiceDefinition,
  GroupDefinition,
  NoteDefinition,
  QuestionDefinition,
  QuestionId,
  RepeatDefinition,
} from '../model/instrument.ts';

/** Effects of changes. */
export interface FormUpdate {
  /** Nodes that may look different now. */
  readonly changed: ReadonlySet<FormNode | FormInstance>;
  /** Values that actions, defaults and counts ask to record; they are in effect already. */
  readonly writes: readonly AnswerChange[];
}

/** An instrument with answers: derived values, relevance and validity follow every change. */
export interface Form {
  nodes(): readonly FormNode[];
  question(answerAddress: AnswerAddress): FormQuestion | undefined;
  /**
   * Apply changes of the person (`typed`: actions fire) or from elsewhere (`recorded`: a colleague, the store;
   * nothing fires). Unknown addresses are left out: answers without a question in this version.
   */
  applyChanges(answerChanges: readonly AnswerChange[], by: 'typed' | 'recorded'): FormUpdate;
  /** Begin a new assessment: defaults, first-load actions and first rows. Called once per document. */
  begin(): FormUpdate;
  setLanguage(language: string): void;
  language(): string;
  /** Relevant and invalid answers, in the order of the form. */
  violations(): readonly { readonly question: FormQuestion; readonly why: AnswerViolation }[];
  /** Answers that are kept but hidden by a skip rule. */
  hiddenAnswers(): readonly FormQuestion[];
}

/**
 * Environment of a form that is read or exported and filled in by nobody. No randomness and no new rows; no device or
 * reader's name gets into the answers.
 * @param now value of `today()`
 */
export const readOnlyEnvironment = (now: ReturnType<FormEnvironment['now']>): FormEnvironment => ({
  now: () => now,
  random: () => 0,
  newInstanceId: () => '',
  deviceId: '',
  username: '',
  email: '',
  phoneNumber: '',
});

/** Id of one row of a repeat, made at the edge; it outlives reordering. */
export type InstanceId = string;

/**
 * Address of an answer: the question, and the row of the innermost repeat around it (rows know their own parents).
 */
export interface AnswerAddress {
  readonly qid: QuestionId;
  readonly instance: InstanceId | null;
}

/** A file beside the answers: an encrypted blob of the vault. */
export interface FileAnswer {
  readonly blob: string;
  readonly name: string;
  readonly type: string;
  readonly bytes: number;
}

/**
 * Value of a question's register. Text, date (`2026-03-01`), time, dateTime, geopoint (`lat lon altitude accuracy`)
 * and choice are texts. Integer and decimal are numbers, several choices and ranks a list of codes.
 */
export type AnswerValue = string | number | readonly string[] | FileAnswer;

/** One recorded change, or one that the form asks to record (`FormUpdate.writes`). */
export type AnswerChange =
  | { readonly kind: 'value'; readonly at: AnswerAddress; readonly value: AnswerValue | null }
  | {
      readonly kind: 'instance';
      readonly repeat: QuestionId;
      readonly instance: InstanceId;
      /** The row of the repeat around it. */
      readonly parent: InstanceId | null;
      /** Fractional index among the rows of the same parent. */
      readonly order: string;
    }
  | { readonly kind: 'instanceRemoved'; readonly repeat: QuestionId; readonly instance: InstanceId };

/** Environment of expressions; time and randomness come in as arguments. */
export interface FormEnvironment {
  /** Now, and the offset of local time from UTC in minutes (east is positive). */
  readonly now: () => { readonly ms: number; readonly offsetMinutes: number };
  /** In [0, 1). */
  readonly random: () => number;
  readonly newInstanceId: () => InstanceId;
  readonly deviceId: string;
  readonly username: string;
  readonly email: string;
  readonly phoneNumber: string;
}

/** Reason why an answer is not valid. A kept choice that the filter no longer offers is `choice`. */
export type AnswerViolation = 'required' | 'constraint' | 'type' | 'choice';

export interface FormQuestion {
  readonly kind: 'question';
  readonly definition: QuestionDefinition;
  readonly address: AnswerAddress;
  /** The path by names, `/data/household[2]/age`: for exports and messages, and for comparison with other engines. */
  path(): string;
  isRelevant(): boolean;
  /** As recorded, or as derived for calculations; null is blank. Hidden answers keep their value. */
  value(): AnswerValue | null;
  isRequired(): boolean;
  isReadOnly(): boolean;
  violation(): AnswerViolation | null;
  /** In the current language; references are filled in. Markdown is left to the screen. */
  label(): string | null;
  hint(): string | null;
  guidance(): string | null;
  constraintMessage(): string | null;
  requiredMessage(): string | null;
  /** Choices that are offered now, in order, with labels in the current language. */
  choices(): readonly FormChoice[];
}

export interface FormChoice {
  readonly name: string;
  readonly label: string;
  readonly choice: ChoiceDefinition | null;
}

export interface FormNote {
  readonly kind: 'note';
  readonly definition: NoteDefinition;
  readonly address: AnswerAddress;
  path(): string;
  isRelevant(): boolean;
  label(): string | null;
  hint(): string | null;
}

export interface FormGroup {
  readonly kind: 'group';
  readonly definition: GroupDefinition;
  readonly address: AnswerAddress;
  path(): string;
  isRelevant(): boolean;
  label(): string | null;
  hint(): string | null;
  nodes(): readonly FormNode[];
}

export interface FormRepeat {
  readonly kind: 'repeat';
  readonly definition: RepeatDefinition;
  readonly address: AnswerAddress;
  path(): string;
  isRelevant(): boolean;
  label(): string | null;
  /** Rows in order; with a count, only that many (the others are kept and hidden). */
  instances(): readonly FormInstance[];
  /** Rows that are kept and hidden because the count was lowered. */
  hiddenInstances(): number;
  /** True when the form sets their number: no row can be added or removed by hand. */
  isCounted(): boolean;
}

export interface FormInstance {
  readonly kind: 'instance';
  readonly repeat: FormRepeat;
  readonly instance: InstanceId;
  readonly order: string;
  path(): string;
  isRelevant(): boolean;
  nodes(): readonly FormNode[];
}

export type FormNode = FormQuestion | FormNote | FormGroup | FormRepeat;
