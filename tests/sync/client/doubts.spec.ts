import { describe, expect, test } from 'vitest';
import {
  afterCompare,
  compareWhole,
  type Doubts,
  hasOpenDoubt,
  haveToTell,
  pushedDoubts,
  raiseDoubt,
  refuseDoubt,
  settleDoubt,
  wakeDoubts,
} from '#sync/client/doubts.ts';
import { aDevice } from '#tests/fakes/sample-ids.ts';

const [a, b] = [aDevice(1), aDevice(2)];
const stepOf = (doubts: Doubts) => doubts[a]?.step;

describe('whether headquarters has a chain as we have it', () => {
  test('[P3] packs by another road are to be pushed, from the first of them on', () => {
    const doubts = raiseDoubt(raiseDoubt({}, a, 4), a, 6);
    expect(doubts).toEqual({ [a]: { from: 4, step: 'push' } });
    expect([pushedDoubts(doubts), hasOpenDoubt(doubts)]).toEqual([[a], true]);
  });

  test('[P3, S1] what it accepted is settled, and the doubt ends where our chain ends', () => {
    const doubts = raiseDoubt({}, a, 4);
    expect(settleDoubt(doubts, a, 5, 8)).toEqual({ [a]: { from: 6, step: 'push' } });
    expect(settleDoubt(doubts, a, 3, 8)).toBe(doubts);
    expect(settleDoubt(doubts, a, 8, 8)).toEqual({});
  });

  test('[P2] what it does not take is compared, pushed once more, and then rests until somebody asks', () => {
    const compared = refuseDoubt(raiseDoubt({}, a, 4), a);
    expect(stepOf(compared)).toBe('compare');
    const again = afterCompare(compared, { [a]: 8 });
    expect(stepOf(again)).toBe('again');
    const rests = refuseDoubt(again, a);
    expect([stepOf(rests), hasOpenDoubt(rests)]).toEqual(['rest', false]);
    expect(stepOf(wakeDoubts(rests))).toBe('push');
  });

  test('[P2] while a chain is compared the doubt stays to its end, since a contradiction may still come', () => {
    const known = settleDoubt(compareWhole({}, a), a, 8, 8);
    expect(known).toEqual({ [a]: { from: 9, step: 'compare' } });
    expect(afterCompare(known, { [a]: 8 })).toEqual({});
  });

  test('[S3] a request tells all that we have, but of a compared chain only what both are known to have', () => {
    const doubts: Doubts = { [a]: { from: 4, step: 'compare' }, [b]: { from: 2, step: 'push' } };
    expect(haveToTell({ [a]: 8, [b]: 5 }, doubts)).toEqual({ [a]: 3, [b]: 5 });
  });
});
