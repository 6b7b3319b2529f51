import { ok, type Result } from '#domain/base/result.ts';
import type { Instrument } from '#domain/instrument/instrument.ts';
import { parseInstrument } from '#domain/instrument/published/instrument-content.ts';
import type { ApiProblem } from './api-problem.ts';
import type { ConsoleClient } from './console-client.ts';

/** The instrument that an assessment names; null for one that is not published here, or that this version cannot read. */
export async function readInstrument(
  client: ConsoleClient,
  ref: string,
): Promise<Result<Instrument | null, ApiProblem>> {
  const answer = await client.instrument(ref);
  if (answer.ok) return ok(parseInstrument(answer.value.content));
  const { kind } = answer.refusal;
  return kind === 'notFound' || kind === 'refused' ? ok(null) : answer;
}
