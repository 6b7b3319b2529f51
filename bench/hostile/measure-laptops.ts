import { opsInPack } from '../hostile-page/hostile-page.ts';
import type { Figure } from '../scale/figures.ts';
import { HostileLaptop } from './hostile-laptop.ts';
import { inTurns, ratioFigure, type Rounds } from './ratio.ts';

/** Ticks of the processor's clock are 10 ms: a round has to take many. */
const packsInRound = 20;
/** Enough for the large document to be written whole twice. */
const receiveRounds = 75;

const answersInRound = 25;
const answerRounds = 40;
/** Of a record of 54 items, as the assessment of the field has; and of a workshop with 500 participants. */
const [few, many] = [54, 5_000];
const mostRatio = 1.2;

/** Processor time of an op of a colleague on a laptop, in a document of 10^5 registers beside one of 10^2. */
export async function measureReceive(): Promise<readonly Figure[]> {
  return onTwo(100, 100_000, async (small, large) => {
    const round = (laptop: HostileLaptop) => async (): Promise<number> =>
      (await laptop.processorMicros(() => laptop.receive(packsInRound))) / (packsInRound * opsInPack);
    // The first packs read the document; the sealed snapshot of it is paid once.
    for (const laptop of [small, large]) await laptop.receive(packsInRound);
    const times = await inTurns(receiveRounds, round(small), round(large));
    return [ratioFigure('receive: an op among 10^5 registers', times, mostRatio, true)];
  });
}

/** Processor time of a saved answer on a laptop in a large record, beside one in a small record, with what it writes. */
export async function measureSavedAnswers(): Promise<readonly Figure[]> {
  return onTwo(few, many, async (small, large) => {
    const bytes: Rounds = { small: [], large: [] };
    const round = (laptop: HostileLaptop, written: number[]) => async (): Promise<number> => {
      const micros = await laptop.processorMicros(async () => {
        written.push((await laptop.save(answersInRound)) / answersInRound);
      });
      return micros / answersInRound;
    };
    for (const laptop of [small, large]) await laptop.save(answersInRound);
    const times = await inTurns(answerRounds, round(small, bytes.small), round(large, bytes.large));
    const mean = (list: readonly number[]): number => list.reduce((sum, one) => sum + one, 0) / list.length;
    return [
      ratioFigure(`a saved answer in a record of ${many.toLocaleString('en')} items`, times, mostRatio, true),
      {
        name: 'bytes that it writes to the database, folds included',
        value: `${Math.round(mean(bytes.large))} B`,
        floor: `${Math.round(mean(bytes.small))} B`,
      },
    ];
  });
}

/** Two laptops whose documents have so many registers, as long as a measurement takes. */
async function onTwo(
  few: number,
  many: number,
  measure: (small: HostileLaptop, large: HostileLaptop) => Promise<readonly Figure[]>,
): Promise<readonly Figure[]> {
  const small = await HostileLaptop.start('small', few);
  try {
    const large = await HostileLaptop.start('large', many);
    try {
      return await measure(small, large);
    } finally {
      await large.close();
    }
  } finally {
    await small.close();
  }
}
