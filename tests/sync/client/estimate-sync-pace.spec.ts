import { expect, test } from 'vitest';
import { estimateTransferMs, linkPaceOf, type MeasuredRun } from '#sync/client/estimate-sync.ts';

const aRun = (part: Partial<MeasuredRun>): MeasuredRun => ({
  startedAtMs: 0,
  endedAtMs: 700,
  roundTrips: 1,
  bytesUp: 400,
  bytesDown: 200,
  ...part,
});
const aLargeRun = aRun({
  startedAtMs: 1_000,
  endedAtMs: 11_000,
  roundTrips: 4,
  bytesUp: 60_000,
  bytesDown: 20_000,
});

test('[S6] without a run nothing is known of the link, and no time is promised', () => {
  expect(linkPaceOf([])).toBeNull();
  expect(linkPaceOf([aRun({ roundTrips: 0 })])).toBeNull();
  expect(estimateTransferMs(1_000, 1, null)).toBeNull();
});

test('[S6] small runs measure only delay, so a large sync gets no time estimate', () => {
  const linkPace = linkPaceOf([aRun({})]);
  expect(linkPace).toEqual({ tripMs: 700, bytesPerMs: null, measuredAtMs: 700 });
  expect(estimateTransferMs(2_000, 2, linkPace)).toBe(1_400);
  expect(estimateTransferMs(200_000, 5, linkPace)).toBeNull();
});

test('[S6] the newest large run gives the rate, the newest of all the delay', () => {
  const older = aRun({ endedAtMs: 1_000, bytesUp: 500_000 });
  const linkPace = linkPaceOf([aRun({}), aLargeRun, older]);
  expect(linkPace).toEqual({ tripMs: 700, bytesPerMs: 8, measuredAtMs: 11_000 });
  expect(estimateTransferMs(80_000, 3, linkPace)).toBe(10_000);
  expect(estimateTransferMs(80, 3, linkPace)).toBe(2_100);
});
