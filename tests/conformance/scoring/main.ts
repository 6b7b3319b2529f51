import fs from 'node:fs/promises';
import { isDeepStrictEqual, parseArgs } from 'node:util';
import * as z from 'zod';
import { maturityModelOf, readNeedsAssessment } from '#domain/scoring/needs-assessment.ts';
import { scoringPolicyOf } from '#domain/scoring/scoring-policy.ts';
import { Instrument } from '#forms/model/instrument.ts';
import { runTerminalProgram, TerminalError } from '#server/cli/instrument/run-terminal-program.ts';
import { sections, type VectorOutcome } from './scoring-vectors.ts';

// Program behind `npm run instrument -- score`. Scores each vector with the instrument's own data, prints the
// differences, and ends with the counts as JSON. Exit code 0 when all are equal, 1 otherwise.

await runTerminalProgram(1, async () => {
  const { values } = parseArgs({ options: { instrument: { type: 'string' }, vectors: { type: 'string' } } });
  if (values.instrument === undefined || values.vectors === undefined)
    throw new TerminalError('score --instrument FILE --vectors FILE: both files are needed');

  const content = await read(values.instrument);
  const isContent = z.looseObject({ dimensions: z.array(z.unknown()) }).safeParse(content).success;
  const instrument = isContent ? readNeedsAssessment(content) : Instrument.safeParse(content).data;
  if (instrument === undefined) throw new TerminalError(`${values.instrument} is no instrument`);
  const maturityModel = maturityModelOf(instrument);
  if (maturityModel === null)
    throw new TerminalError(`${values.instrument} rates no indicators: there is nothing to score`);
  const policy = scoringPolicyOf(instrument);

  let total = 0;
  let equal = 0;
  const sectionsOfFile = z.record(z.string(), z.unknown()).safeParse(await read(values.vectors));
  if (!sectionsOfFile.success)
    throw new TerminalError(`${values.vectors} holds no vectors: lists of them by section are needed`);
  for (const [name, vectors] of Object.entries(sectionsOfFile.data)) {
    if (!Array.isArray(vectors)) continue; // a remark beside the sections
    const score = sections[name];
    if (score === undefined) console.log(`no rule is known for the section "${name}"`);
    for (const vector of vectors) {
      total += 1;
      const vectorOutcome = score && outcomeOf(() => score(vector, maturityModel, policy));
      if (vectorOutcome === undefined) continue;
      const { expected, found } = vectorOutcome;
      if (isDeepStrictEqual(found, expected)) equal += 1;
      else
        console.log(
          `${name}: ${vectorOutcome.name}\n  expected ${JSON.stringify(expected)}\n  found    ${JSON.stringify(found)}`,
        );
    }
  }
  console.log(JSON.stringify({ total, equal }));
  return total > 0 && equal === total ? 0 : 1;
});

/** A vector that cannot be understood counts as one that is not equal. */
function outcomeOf(score: () => VectorOutcome): VectorOutcome | undefined {
  try {
    return score();
  } catch (problem) {
    if (!(problem instanceof z.ZodError)) throw problem;
    console.log(`a vector cannot be understood: ${z.prettifyError(problem)}`);
    return undefined;
  }
}

async function read(file: string): Promise<unknown> {
  const text = await fs.readFile(file, 'utf8');
  try {
    return JSON.parse(text);
  } catch {
    throw new TerminalError(`${file} is not JSON`);
  }
}
