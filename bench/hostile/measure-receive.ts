import { noHash, sha256Of, type Sha256 } from '#sync/protocol/hash.ts';
import { encodePayload } from '#sync/protocol/pack-codec.ts';
import { aDoc, aLog } from '#tests/fakes/sample-ids.ts';
import type { Figure } from '../scale/figures.ts';
import { aLaptopWith, colleague } from './a-laptop.ts';
import { Rewrites } from './many-registers.ts';
import { inTurns, processorMicros, ratioFigure } from './ratio.ts';

/** Enough for the large document to be written whole twice. */
const rounds = 280;
const opsAtOnce = 500;

/** What an op of a colleague costs in a laptop's store, in a document of 10^5 registers beside one of 10^2. */
export async function measureReceive(): Promise<readonly Figure[]> {
  const [small, large] = [await receive(100), await receive(100_000)];
  // The first pack reads the document; the sealed snapshot of it is paid once.
  await small();
  await large();
  const times = await inTurns(rounds, small, large);
  return [ratioFigure('receive: an op among 10^5 registers', times, 1.2, true)];
}

async function receive(registers: number): Promise<() => Promise<number>> {
  const [log, doc] = [aLog(), aDoc()];
  const laptop = await aLaptopWith(log, doc, registers);
  const rewrites = new Rewrites(doc, registers, colleague);
  let prev: Sha256 = noHash;
  return async () => {
    const payload = encodePayload(log, prev, rewrites.next(opsAtOnce));
    prev = sha256Of(payload);
    const pack = { payload, sig: 'A'.repeat(86) };
    const micros = await processorMicros(async () => {
      const { changes, parked } = await laptop.carry([pack]);
      if (changes !== opsAtOnce || parked > 0) throw new Error('Not all of the pack was taken');
    });
    return micros / opsAtOnce;
  };
}
