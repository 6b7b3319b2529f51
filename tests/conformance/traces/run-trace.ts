import type { Form } from '#forms/engine/form.ts';
import { openForm } from '#forms/engine/open-form.ts';
import type { Instrument } from '#forms/model/instrument.ts';
import type { GoldenTrace, State } from './golden-trace.ts';
import { asWritten, followersOf, type Policy } from './trace-policies.ts';
import { compareState, type Field, snapshot } from './trace-state.ts';
import { apply, environment } from './trace-step.ts';

export interface Difference {
  readonly step: number;
  readonly path: string;
  readonly field: Field;
  readonly expected: unknown;
  readonly actual: unknown;
}

export interface TraceResult {
  readonly compared: Readonly<Record<Field, number>>;
  /** Number of states not compared, by the policy with the reason. */
  readonly passedOver: ReadonlyMap<Policy, number>;
  readonly differences: readonly Difference[];
  /** Differences that are gone when absolute paths are taken as written, as the engine does. */
  readonly byOwnRows: readonly Difference[];
  readonly refused: string | null;
}

/**
 * Play the steps of a trace on our form, and compare its whole state after each. Where absolute paths meet rows, the
 * form is compared as the engine reads it, and the policy is counted.
 */
export function runTrace(goldenTrace: GoldenTrace, instrument: Instrument): TraceResult {
  const traceResult = runOnce(goldenTrace, instrument);
  if (traceResult.differences.length === 0) return traceResult;
  const theirs = runOnce(goldenTrace, asWritten(instrument));
  const keyOf = ({ step, path, field }: Difference): string => `${step} ${path} ${field}`;
  const remaining = new Set(theirs.differences.map(keyOf));
  const isLeft = (difference: Difference): boolean => remaining.has(keyOf(difference));
  return {
    ...traceResult,
    differences: traceResult.differences.filter(isLeft),
    byOwnRows: traceResult.differences.filter((difference) => !isLeft(difference)),
  };
}

function runOnce(goldenTrace: GoldenTrace, instrument: Instrument): TraceResult {
  const traceRun = new TraceRun(instrument);
  const opened = openForm(instrument, environment(), []);
  if (!opened.ok)
    return { ...traceRun.result(), refused: opened.refusal.map(({ message }) => message).join('; ') };
  const form = opened.value;
  form.begin();
  for (const [path, state] of Object.entries(goldenTrace.initial)) traceRun.expect(path, state);
  traceRun.compare(0, form);
  for (const [at, step] of goldenTrace.steps.entries()) {
    // The engine itself failed here: its later answers are worth nothing.
    if (step.threw !== undefined) break;
    traceRun.apply(form, step);
    for (const [path, state] of Object.entries(step.diff)) traceRun.expect(path, state);
    traceRun.compare(at + 1, form);
  }
  return traceRun.result();
}

class TraceRun {
  readonly #instrument: Instrument;
  readonly #expected = new Map<string, State>();
  readonly #compared = { there: 0, rel: 0, v: 0, req: 0, ro: 0, viol: 0, opts: 0, label: 0 };
  readonly #differences: Difference[] = [];
  readonly #passedOver = new Map<Policy, number>();
  readonly #overwritten = new Set<string>();

  constructor(instrument: Instrument) {
    this.#instrument = instrument;
  }

  result(): TraceResult {
    return {
      compared: this.#compared,
      passedOver: this.#passedOver,
      differences: this.#differences,
      byOwnRows: [],
      refused: null,
    };
  }

  expect(path: string, state: State | null): void {
    if (state === null) this.#expected.delete(path);
    else this.#expected.set(path, state);
  }

  apply(form: Form, step: GoldenTrace['steps'][number]): void {
    const overwritten = apply(form, step);
    if (overwritten !== null)
      for (const name of followersOf(this.#instrument, overwritten)) this.#overwritten.add(name);
  }

  compare(step: number, form: Form): void {
    const actual = snapshot(form, this.#instrument);
    for (const [path, expectedState] of this.#expected) {
      const ours = actual.get(path);
      if (ours === undefined && /\/(orx:)?(meta|instanceID)$/.test(path)) this.#note('metadata');
      else if (this.#isOverwritten(path)) this.#note('derived');
      else if (ours === undefined) this.#differ(step, path, 'there', true, false);
      else {
        this.#compared.there += 1;
        compareState(expectedState, ours, (field, theirs, our, isSame) => {
          this.#compared[field] += 1;
          if (!isSame) this.#differ(step, path, field, theirs, our);
        });
      }
    }
    for (const path of actual.keys())
      if (!this.#expected.has(path) && !this.#isOverwritten(path))
        this.#differ(step, path, 'there', false, true);
  }

  #isOverwritten(path: string): boolean {
    if (this.#overwritten.size === 0) return false;
    return path.split('/').some((step) => this.#overwritten.has(step.replace(/[#[].*$/, '')));
  }

  #note(policy: Policy): void {
    this.#passedOver.set(policy, (this.#passedOver.get(policy) ?? 0) + 1);
  }

  #differ(step: number, path: string, field: Field, expected: unknown, actual: unknown): void {
    this.#differences.push({ step, path, field, expected, actual });
  }
}
