import { bytesOf, proofBytes, roundTripsOf } from '../rig/traffic.ts';
import type { Field } from './field.ts';
import { type Figures, median } from './figures.ts';

const singles = 5;
const batches = 4;

/** One edit on a laptop that rests and is online, several times; then batches of 500 that were written offline. */
export async function measureSmall(
  field: Field,
  number: number,
  say: (what: string) => void,
): Promise<Figures> {
  const laptop = await field.laptop(number);
  await laptop.ask('untilRest');
  const ones: { bytes: number; proofBytes: number; roundTrips: number }[] = [];
  for (let which = 0; which < singles; which++) {
    await laptop.ask('look', { list: 'one', which });
    field.road.reset(true);
    await laptop.ask('edit', { list: 'one', which });
    await laptop.ask('untilWaiting');
    await laptop.ask('untilRest');
    const traffic = field.road.traffic();
    const { up, down } = field.road.bytes();
    ones.push({
      bytes: bytesOf(traffic),
      proofBytes: proofBytes(up, down),
      roundTrips: roundTripsOf(traffic),
    });
    say(`one edit: ${traffic.up} up, ${traffic.down} down, ${roundTripsOf(traffic)} round trip(s)`);
  }

  await laptop.ask('setOffline', true);
  await laptop.ask('look', { list: 'all' });
  const perEdit: number[] = [];
  const edits = Math.round(500 * Math.min(1, field.scale * 4));
  for (let batch = 0; batch < batches; batch++) {
    const from = batch * edits;
    const { changes } = await laptop.ask('edit', { list: 'all', from, to: from + edits });
    const synced = await field.sync(laptop);
    perEdit.push(bytesOf(synced.traffic) / changes);
    say(
      `${changes} edits: ${perEdit.at(-1)?.toFixed(1)} B each, ${roundTripsOf(synced.traffic)} round trip(s)`,
    );
    await laptop.ask('setOffline', true);
  }
  await laptop.quit();
  return {
    one: {
      bytes: median(ones.map(({ bytes }) => bytes)),
      proofBytes: median(ones.map((one) => one.proofBytes)),
      roundTrips: median(ones.map(({ roundTrips }) => roundTrips)),
    },
    fiveHundred: { bytesPerEdit: median(perEdit) },
  };
}
