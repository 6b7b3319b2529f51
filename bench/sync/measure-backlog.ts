import { bytesOf, roundTripsOf } from '../rig/traffic.ts';
import { satellite } from '../rig/link.ts';
import type { Laptop } from '../rig/laptop.ts';
import type { Field, Measured } from './field.ts';
import type { Figures } from './figures.ts';
import { transferOf } from './measure-load.ts';

/** A laptop that has written all edits while it was offline. */
export async function laptopWithBacklog(field: Field, number: number): Promise<Laptop> {
  await field.goBackTo('W');
  const laptop = await field.offlineLaptop(number);
  await laptop.ask('look', { list: 'all' });
  await laptop.ask('edit', { list: 'all' });
  return laptop;
}

/** All edits from one laptop, on a quick link and on one over a satellite. */
export async function measureBacklog(
  field: Field,
  [quick, slow]: readonly [number, number],
  say: (what: string) => void,
): Promise<Figures> {
  const edits = Math.round(10_000 * field.scale);
  const near = await laptopWithBacklog(field, quick);
  const quickly = transferOf(await field.sync(near));
  say(`${edits} edits: ${JSON.stringify(quickly)}`);
  await near.quit();

  const far = await laptopWithBacklog(field, slow);
  field.road.cut(false);
  field.road.setLink(satellite);
  const slowly = await field.sync(far);
  field.road.setLink(null);
  say(
    `${edits} edits over the satellite: ${bytesOf(slowly.traffic)} B, ${roundTripsOf(slowly.traffic)} round trips, ${slowly.tookMs / 1_000} s`,
  );
  await far.quit();
  return {
    tenThousand: { ...quickly, bytesPerEdit: quickly.bytes / edits },
    satellite: { seconds: slowly.tookMs / 1_000, isExtrapolated: false },
    reasons: [`satellite: ${partsOf(slowly)}`],
  };
}

/** What the link itself takes of a run over the satellite, and what is left for both sides. */
function partsOf({ traffic, tookMs }: Measured): string {
  const onTheWireS = (bytesOf(traffic) * 8) / satellite.bitsPerSecond;
  const trips = roundTripsOf(traffic);
  const delaysS = (trips * satellite.roundTripMs) / 1_000;
  const rest = tookMs / 1_000 - onTheWireS - delaysS;
  return (
    `${(tookMs / 1_000).toFixed(1)} s are ${onTheWireS.toFixed(1)} for the bytes, ${delaysS.toFixed(1)} for the delay of ` +
    `${trips} round trips, ${rest.toFixed(1)} for both sides and the end`
  );
}
