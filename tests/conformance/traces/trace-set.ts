import fs from 'node:fs/promises';
import path from 'node:path';
import * as z from 'zod';
import type { InstrumentImport } from '#forms/model/instrument.ts';
import { importXForm } from '#forms/xform/import-xform.ts';
import {
  type ConformanceSet,
  type Difference,
  Policy,
  policyFor,
  type SetOutcome,
} from '../conformance-set.ts';
import writtenPolicies from '../policies.json' with { type: 'json' };
import { GoldenTrace } from './golden-trace.ts';
import { runTrace, type TraceResult } from './run-trace.ts';
import type { Field } from './trace-state.ts';

const policies = z.array(Policy).parse(writtenPolicies);

interface TracedForm {
  readonly form: string;
  readonly result: TraceResult;
}

/** Source of the instrument for a traced form; null when this source has none for it. */
export interface TraceSource {
  readonly name: string;
  read(folder: string, form: string): Promise<InstrumentImport | null>;
}

/** The XML that the traces were recorded with. */
const compiledForms: TraceSource = {
  name: 'golden-traces',
  read: async (folder, form) => importXForm(await fs.readFile(path.join(folder, form), 'utf8'), form),
};

/**
 * The traces in three sets: relevance must equal ODK's in every state, values nearly always. Forms are played once for
 * all three.
 */
export function traceSets(traceSource: TraceSource = compiledForms): readonly ConformanceSet[] {
  const runs = new Map<string, Promise<readonly TracedForm[] | null>>();
  const tracedIn = (folder: string): Promise<readonly TracedForm[] | null> => {
    const known = runs.get(folder);
    if (known !== undefined) return known;
    const run = runAll(folder, traceSource);
    runs.set(folder, run);
    return run;
  };
  const set = (name: string, gate: number, fields: readonly Field[]): ConformanceSet => ({
    name,
    gate,
    run: async (folder) => outcomeOf(name, fields, await tracedIn(folder)),
  });
  return [
    set(`${traceSource.name}-relevance`, 1, ['there', 'rel']),
    set(`${traceSource.name}-values`, 0.99, ['v']),
    set(`${traceSource.name}-state`, 0.99, ['req', 'ro', 'viol', 'opts', 'label']),
  ];
}

async function runAll(folder: string, traceSource: TraceSource): Promise<readonly TracedForm[] | null> {
  const file = path.join(folder, 'conformance', 'golden-traces.jsonl');
  const text = await fs.readFile(file, 'utf8').catch(() => null);
  if (text === null) return null;
  const tracedForms: TracedForm[] = [];
  for (const line of text.split('\n')) {
    if (line.trim() === '') continue;
    const goldenTrace = GoldenTrace.parse(JSON.parse(line));
    const form = goldenTrace.form.replace(/^[a-z]+\//, '');
    const importedInstrumentImport = await traceSource.read(folder, form);
    if (importedInstrumentImport)
      tracedForms.push({ form, result: resultOf(goldenTrace, importedInstrumentImport) });
  }
  return tracedForms.length > 0 ? tracedForms : null;
}

function resultOf(goldenTrace: GoldenTrace, { instrument, diagnostics }: InstrumentImport): TraceResult {
  if (instrument !== null) return runTrace(goldenTrace, instrument);
  const refused = diagnostics.map(({ message }) => message).join('; ');
  const compared = { there: 0, rel: 0, v: 0, req: 0, ro: 0, viol: 0, opts: 0, label: 0 };
  return { compared, passedOver: new Map(), differences: [], byOwnRows: [], refused };
}

function outcomeOf(
  name: string,
  fields: readonly Field[],
  tracedForms: readonly TracedForm[] | null,
): SetOutcome | null {
  if (tracedForms === null) return null;
  let total = 0;
  const deviating: (Difference & { readonly policy: string })[] = [];
  const failing: Difference[] = [];
  const passedOver = new Map<string, number>();
  for (const { form, result } of tracedForms) {
    if (result.refused !== null) {
      total += 1;
      failing.push({ record: form, expected: 'is opened', found: result.refused });
    }
    for (const field of fields) total += result.compared[field];
    for (const [policy, times] of result.passedOver)
      passedOver.set(policy, (passedOver.get(policy) ?? 0) + times);
    const told = (difference: TraceResult['differences'][number]): Difference => ({
      record: `${form}, step ${difference.step}: ${difference.field} of ${difference.path}`,
      expected: JSON.stringify(difference.expected),
      found: JSON.stringify(difference.actual),
    });
    for (const difference of result.byOwnRows)
      if (fields.includes(difference.field)) deviating.push({ ...told(difference), policy: 'own-rows' });
    for (const difference of result.differences) {
      if (!fields.includes(difference.field)) continue;
      const { path: at, field } = difference;
      const policy = policyFor(policies, name, {
        form,
        path: at,
        field,
        expected: JSON.stringify(difference.expected),
      });
      if (policy) deviating.push({ ...told(difference), policy: policy.id });
      else failing.push(told(difference));
    }
  }
  const equal = total - deviating.length - failing.length;
  return { total, equal, deviating, failing, notCompared: passedOver };
}
