import { describe, expect, test } from 'vitest';
import {
  type ChainChecks,
  chainsToPush,
  checksAfterComparison,
  compareWholeChain,
  confirmChain,
  hasOpenChainCheck,
  refuseChainPush,
  requestChainCheck,
  resumeChainChecks,
  versionVectorToSend,
} from '#sync/client/chain-checks.ts';
import { aDevice } from '#tests/support/builders/sample-ids.ts';

const [a, b] = [aDevice(1), aDevice(2)];
const stepOf = (doubts: ChainChecks) => doubts[a]?.step;

describe('whether headquarters has a chain as we have it', () => {
  test('[P3] packs by another road are to be pushed, from the first of them on', () => {
    const doubts = requestChainCheck(requestChainCheck({}, a, 4), a, 6);
    expect(doubts).toEqual({ [a]: { from: 4, step: 'push' } });
    expect([chainsToPush(doubts), hasOpenChainCheck(doubts)]).toEqual([[a], true]);
  });

  test('[P3, S1] an accepted part is settled, and the check ends where our chain ends', () => {
    const doubts = requestChainCheck({}, a, 4);
    expect(confirmChain(doubts, a, 5, 8)).toEqual({ [a]: { from: 6, step: 'push' } });
    expect(confirmChain(doubts, a, 3, 8)).toBe(doubts);
    expect(confirmChain(doubts, a, 8, 8)).toEqual({});
  });

  test('[P2] a refused chain is compared, pushed once more, and then rests until a person asks', () => {
    const compared = refuseChainPush(requestChainCheck({}, a, 4), a);
    expect(stepOf(compared)).toBe('compare');
    const again = checksAfterComparison(compared, { [a]: 8 });
    expect(stepOf(again)).toBe('again');
    const rests = refuseChainPush(again, a);
    expect([stepOf(rests), hasOpenChainCheck(rests)]).toEqual(['rest', false]);
    expect(stepOf(resumeChainChecks(rests))).toBe('push');
  });

  test('[P2] during a comparison the check stays open to its end, since contradictions may come', () => {
    const knownChainChecks = confirmChain(compareWholeChain({}, a), a, 8, 8);
    expect(knownChainChecks).toEqual({ [a]: { from: 9, step: 'compare' } });
    expect(checksAfterComparison(knownChainChecks, { [a]: 8 })).toEqual({});
  });

  test('[S3] a request reports all local ops, but of a compared chain only the common part', () => {
    const doubts: ChainChecks = { [a]: { from: 4, step: 'compare' }, [b]: { from: 2, step: 'push' } };
    expect(versionVectorToSend({ [a]: 8, [b]: 5 }, doubts)).toEqual({ [a]: 3, [b]: 5 });
  });
});
