import { type DocumentSource, documentSourceOf } from '#domain/document/document-draft.ts';
import { DeviceId } from '#domain/ids.ts';
import { chainStartHash } from '#sync/protocol/hash.ts';
import { decodePayload, encodePayload } from '#sync/protocol/pack-codec.ts';
import { judgePackOps, noTextAuthorship } from '#sync/server/judge-pack.ts';
import { aDoc, aLog } from '#tests/support/builders/sample-ids.ts';
import { type BenchFigure, quantileOf } from '../rig/figure-table.ts';
import { documentWithRegisters, RegisterRewrites, seedDevice } from './many-registers.ts';

/** Two measurements of one task, in alternating rounds: in a small document and in a large one. */
export interface RoundTimes {
  readonly small: number[];
  readonly large: number[];
}

/** Processor time of this process for a task, in microseconds. */
async function measureProcessorMicros(task: () => unknown): Promise<number> {
  const before = process.cpuUsage();
  await task();
  const { user, system } = process.cpuUsage(before);
  return user + system;
}

/** Run both so many times, each first in every other round. */
export async function measureInTurns(
  rounds: number,
  small: (round: number) => Promise<number>,
  large: (round: number) => Promise<number>,
): Promise<RoundTimes> {
  const times: RoundTimes = { small: [], large: [] };
  for (let round = 0; round < rounds; round += 1)
    for (const isSmall of round % 2 === 0 ? [true, false] : [false, true])
      if (isSmall) times.small.push(await small(round));
      else times.large.push(await large(round));
  return times;
}

/**
 * Row of the table.
 * @param floor The small document's figure.
 * @param isMean Mean of all rounds, since some of them do deferred work.
 */
export function ratioFigure(
  name: string,
  { small, large }: RoundTimes,
  most: number,
  isMean = false,
): BenchFigure {
  const middle = (times: readonly number[]): number =>
    isMean ? times.reduce((sum, one) => sum + one, 0) / times.length : quantileOf(times, 0.5);
  const ratio = middle(large) / middle(small);
  return {
    name,
    value: `${middle(large).toFixed(1)} us (x ${ratio.toFixed(2)})`,
    floor: `${middle(small).toFixed(1)} us`,
    target: `<= ${most} x`,
    isMet: ratio <= most,
  };
}

const foldRounds = 501;
/** As many as the small document has registers, so that both change as many. */
const opsInFold = 100;

/**
 * Cost of reading, judging and applying an op of a pack in a document of 10^5 registers, beside one in a
 * document of 10^2.
 */
export async function measureFold(): Promise<readonly BenchFigure[]> {
  const [small, large] = [measureFoldMicros(100), measureFoldMicros(100_000)];
  const times = await measureInTurns(foldRounds, small, large);
  return [ratioFigure('read, judge and fold: an op among 10^5 registers', times, 1.2)];
}

function measureFoldMicros(registers: number): () => Promise<number> {
  const [log, doc] = [aLog(), aDoc()];
  const source: DocumentSource = documentSourceOf(documentWithRegisters(doc, registers));
  const device = DeviceId.parse('a'.repeat(32));
  return async () => {
    const ops = new RegisterRewrites(doc, registers, device).next(opsInFold);
    const payload = encodePayload(log, chainStartHash, ops);
    const taken = { have: { [seedDevice]: registers }, held: new Set<never>() };
    const documents = new Map([[doc, source]]);
    const micros = await measureProcessorMicros(() => {
      const opened = decodePayload(payload);
      const { held } = judgePackOps(
        opened.ok ? opened.value.ops : [],
        ['assessor'],
        taken,
        documents,
        noTextAuthorship,
      );
      if (!opened.ok || held.length > 0) throw new Error('Not all of the ops were applied');
    });
    return micros / opsInFold;
  };
}
