import type { Choice, Note, Question, Group, Repeat, Qid } from '../instrument.ts';

/** Id of one row of a repeat, made at the edge; it outlives reordering. */
export type InstanceId = string;

/** Where an answer stands: the question, and the row of the innermost repeat around it (rows know their own parents). */
export interface Address {
  readonly qid: Qid;
  readonly instance: InstanceId | null;
}

/** A file beside the answers: a sealed blob of the vault. */
export interface FileAnswer {
  readonly blob: string;
  readonly name: string;
  readonly type: string;
  readonly bytes: number;
}

/**
 * What a register holds for a question: text, date (`2026-03-01`), time, dateTime, geopoint (`lat lon altitude
 * accuracy`), choice as text; integer and decimal as number; several choices and ranks as a list of codes.
 */
export type AnswerValue = string | number | readonly string[] | FileAnswer;

/** One thing that was recorded, or that the form asks to be recorded (`Taken.writes`). */
export type AnswerChange =
  | { readonly kind: 'value'; readonly at: Address; readonly value: AnswerValue | null }
  | {
      readonly kind: 'instance';
      readonly repeat: Qid;
      readonly instance: InstanceId;
      /** The row of the repeat around it. */
      readonly parent: InstanceId | null;
      /** Fractional index among the rows of the same parent. */
      readonly order: string;
    }
  | { readonly kind: 'instanceRemoved'; readonly repeat: Qid; readonly instance: InstanceId };

/** What the world gives to expressions; time and chance come in as arguments. */
export interface Environment {
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

/** Why an answer does not count as valid. A kept choice that the filter no longer offers is `choice`. */
export type Violation = 'required' | 'constraint' | 'type' | 'choice';

export interface FormQuestion {
  readonly kind: 'question';
  readonly definition: Question;
  readonly address: Address;
  /** The path by names, `/data/household[2]/age`: exports, messages, oracles. */
  path(): string;
  isRelevant(): boolean;
  /** As recorded, or as derived for calculations; null is blank. Hidden answers keep their value. */
  value(): AnswerValue | null;
  isRequired(): boolean;
  isReadOnly(): boolean;
  violation(): Violation | null;
  /** In the language that is set; references are filled in. Markdown is left to the screen. */
  label(): string | null;
  hint(): string | null;
  guidance(): string | null;
  constraintMessage(): string | null;
  requiredMessage(): string | null;
  /** What can be chosen now, in order, with labels in the language that is set. */
  choices(): readonly FormChoice[];
}

export interface FormChoice {
  readonly name: string;
  readonly label: string;
  readonly choice: Choice | null;
}

export interface FormNote {
  readonly kind: 'note';
  readonly definition: Note;
  readonly address: Address;
  path(): string;
  isRelevant(): boolean;
  label(): string | null;
  hint(): string | null;
}

export interface FormGroup {
  readonly kind: 'group';
  readonly definition: Group;
  readonly address: Address;
  path(): string;
  isRelevant(): boolean;
  label(): string | null;
  hint(): string | null;
  nodes(): readonly FormNode[];
}

export interface FormRepeat {
  readonly kind: 'repeat';
  readonly definition: Repeat;
  readonly address: Address;
  path(): string;
  isRelevant(): boolean;
  label(): string | null;
  /** Rows in order; with a count, only as many as it says (the others are kept and hidden). */
  instances(): readonly FormInstance[];
  /** Rows that are kept and hidden because the count was lowered. */
  hiddenInstances(): number;
  /** The form says how many there are: no row can be added or removed by hand. */
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

/** What followed from changes. */
export interface Taken {
  /** Nodes whose state may look different now. */
  readonly changed: ReadonlySet<FormNode | FormInstance>;
  /** Values that actions, defaults and counts ask to be recorded; they are in effect already. */
  readonly writes: readonly AnswerChange[];
}

/** An instrument with answers: derived values, relevance and validity follow every change. */
export interface Form {
  nodes(): readonly FormNode[];
  question(at: Address): FormQuestion | undefined;
  /**
   * Takes changes by the person (`typed`: actions fire) or from elsewhere (`recorded`: a colleague, the store; nothing
   * fires). Unknown addresses are left out: they are parked answers.
   */
  take(changes: readonly AnswerChange[], by: 'typed' | 'recorded'): Taken;
  /** Begins a new assessment: defaults, first-load actions and first rows. Called once per document. */
  begin(): Taken;
  setLanguage(language: string): void;
  language(): string;
  /** Whatever is relevant and not valid, in the order of the form. */
  violations(): readonly { readonly question: FormQuestion; readonly why: Violation }[];
  /** Answers that are kept but hidden by a skip rule. */
  hiddenAnswers(): readonly FormQuestion[];
}
