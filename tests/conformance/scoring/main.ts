import fs from 'node:fs/promises';
import { isDeepStrictEqual, parseArgs } from 'node:util';
import * as z from 'zod';
import { Instrument } from '#domain/instrument/instrument.ts';
import { maturityModelOf, readNeedsAssessment } from '#domain/instrument/needs-assessment.ts';
import { policyOf } from '#domain/instrument/scoring-policy.ts';
import { sections } from './scoring-vectors.ts';

// The program behind `npm run instrument -- score`: scores each vector with the instrument's own data, tells what
// differs, ends with the counts as JSON. Exit code 0 when all are equal, 1 otherwise.

const { values } = parseArgs({ options: { instrument: { type: 'string' }, vectors: { type: 'string' } } });
if (values.instrument === undefined || values.vectors === undefined)
  throw new Error('score --instrument FILE --vectors FILE: both files are needed');

const read = async (file: string): Promise<unknown> => JSON.parse(await fs.readFile(file, 'utf8'));

const content = await read(values.instrument);
const isContent = z.looseObject({ dimensions: z.array(z.unknown()) }).safeParse(content).success;
const instrument = isContent ? readNeedsAssessment(content) : Instrument.parse(content);
const model = maturityModelOf(instrument);
if (model === null) throw new Error(`${values.instrument} rates no indicators: there is nothing to score`);
const policy = policyOf(instrument);

let total = 0;
let equal = 0;
for (const [name, vectors] of Object.entries(
  z.record(z.string(), z.array(z.unknown())).parse(await read(values.vectors)),
)) {
  const score = sections[name];
  if (score === undefined) console.log(`no rule is known for the section "${name}"`);
  for (const vector of vectors) {
    total += 1;
    if (score === undefined) continue;
    const outcome = score(vector, model, policy);
    if (isDeepStrictEqual(outcome.found, outcome.expected)) equal += 1;
    else {
      const { expected, found } = outcome;
      console.log(
        `${name}: ${outcome.name}\n  expected ${JSON.stringify(expected)}\n  found    ${JSON.stringify(found)}`,
      );
    }
  }
}
if (equal < total) process.exitCode = 1;
console.log(JSON.stringify({ total, equal }));
