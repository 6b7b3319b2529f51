import { type DocumentSource, sourceOf } from '#domain/document/document-draft.ts';
import { DeviceId } from '#domain/ids.ts';
import { noHash } from '#sync/protocol/hash.ts';
import { decodePayload, encodePayload } from '#sync/protocol/pack-codec.ts';
import { judgeOps } from '#sync/server/judge.ts';
import { noTextBefore } from '#sync/server/judge-texts.ts';
import { aDoc, aLog } from '#tests/fakes/sample-ids.ts';
import type { Figure } from '../scale/figures.ts';
import { documentOf, Rewrites, seedDevice } from './many-registers.ts';
import { inTurns, processorMicros, ratioFigure } from './ratio.ts';

const rounds = 501;
/** As many as the small document has registers, so that both change as many. */
const opsAtOnce = 100;

/** What reading, judging and applying an op of a pack costs in a document of 10^5 registers, beside one in a document of 10^2. */
export async function measureFold(): Promise<readonly Figure[]> {
  const [small, large] = [fold(100), fold(100_000)];
  const times = await inTurns(rounds, small, large);
  return [ratioFigure('read, judge and fold: an op among 10^5 registers', times, 1.2)];
}

function fold(registers: number): () => Promise<number> {
  const [log, doc] = [aLog(), aDoc()];
  const source: DocumentSource = sourceOf(documentOf(doc, registers));
  const device = DeviceId.parse('a'.repeat(32));
  return async () => {
    const ops = new Rewrites(doc, registers, device).next(opsAtOnce);
    const payload = encodePayload(log, noHash, ops);
    const taken = { have: { [seedDevice]: registers }, held: new Set<never>() };
    const documents = new Map([[doc, source]]);
    const micros = await processorMicros(() => {
      const opened = decodePayload(payload);
      const { held } = judgeOps(
        opened.ok ? opened.value.ops : [],
        ['assessor'],
        taken,
        documents,
        noTextBefore,
      );
      if (!opened.ok || held.length > 0) throw new Error('Not all of the ops were applied');
    });
    return micros / opsAtOnce;
  };
}
