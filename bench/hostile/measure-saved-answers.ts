import { IDBObjectStore } from 'fake-indexeddb';
import { dotOf } from '#domain/document/dot.ts';
import { aWrite } from '#tests/fakes/fake-device.ts';
import { aDoc, aLog } from '#tests/fakes/sample-ids.ts';
import type { Figure } from '../scale/figures.ts';
import { aLaptopWith } from './a-laptop.ts';
import { kind, seedDevice } from './many-registers.ts';
import { inTurns, processorMicros, ratioFigure, type Rounds } from './ratio.ts';

const rounds = 300;
/** Of a record of 54 items, as the assessment of the field has; and of a workshop with 500 participants. */
const [few, many] = [54, 5_000];

/** What a saved answer costs a laptop's store in a large record, beside one in a small record, with what it writes. */
export async function measureSavedAnswers(): Promise<readonly Figure[]> {
  const written = countWritten();
  const bytes: Rounds = { small: [], large: [] };
  const [small, large] = [await save(few, written, bytes.small), await save(many, written, bytes.large)];
  await small();
  await large();
  bytes.small.length = bytes.large.length = 0;
  const times = await inTurns(rounds, small, large);
  const mean = (list: readonly number[]): number => list.reduce((sum, one) => sum + one, 0) / list.length;
  return [
    ratioFigure(`a saved answer in a record of ${many.toLocaleString('en')} items`, times, 1.2, true),
    {
      name: 'bytes that it writes to the database, folds included',
      value: `${Math.round(mean(bytes.large))} B`,
      floor: `${Math.round(mean(bytes.small))} B`,
    },
  ];
}

async function save(items: number, written: () => number, bytes: number[]): Promise<() => Promise<number>> {
  const [log, doc] = [aLog(), aDoc()];
  const laptop = await aLaptopWith(log, doc, items);
  let n = 0;
  return async () => {
    const at = (n * 7) % items;
    n += 1;
    const write = aWrite(doc, kind, `answers/q${at}/value`, `Seen on site ${n}`, [dotOf(seedDevice, at + 1)]);
    const before = written();
    const micros = await processorMicros(async () => {
      const { kind: outcome } = await laptop.store.write(log, [write]);
      if (outcome !== 'saved') throw new Error('The answer was not saved');
    });
    bytes.push(written() - before);
    return micros;
  };
}

/** Counts the sealed bytes of every row that any database is given from here on. */
function countWritten(): () => number {
  let bytes = 0;
  for (const name of ['put', 'add'] as const) {
    const real = IDBObjectStore.prototype[name];
    IDBObjectStore.prototype[name] = function (
      this: IDBObjectStore,
      row: { readonly sealed?: unknown },
      key,
    ) {
      if (row.sealed instanceof Uint8Array) bytes += row.sealed.length;
      return real.call(this, row, key);
    };
  }
  return () => bytes;
}
