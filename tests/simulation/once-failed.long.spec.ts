import { expect, test } from 'vitest';
import { failuresAmong } from './world/run-seeds.ts';

// Seeds that once failed, each with the fault. When the world changes a seed tells another story, so each bug has a
// test of its own as well, which is named here.
test.each([
  [
    '[D2] a journal that could not be read beside an older database: numbers were used again (reconcile-journal-unread.spec.ts)',
    [35, 130, 143],
  ],
  ['[D3] a disk that lets no journal file go stopped the app (journal-host-journal.spec.ts)', [342]],
  ['[P2] a rebuilt device whose number a copy had used lost its first ops (apply-snapshot.spec.ts)', [149]],
  ['[J5] what a restored headquarters holds no more stayed held here (sort-verdicts.spec.ts)', [131]],
  ['[M2] a replaced value came back after a fork (adopt-identity.spec.ts)', [1863]],
  [
    '[P2] a database from before an adoption that was let go: numbers were used again (reconcile-journal.spec.ts)',
    [747],
  ],
  ['[P2] two own packs with the same numbers were sent for ever (reconcile-plan.spec.ts)', [129]],
  [
    '[E 9] a mission that waited for a sync stood until another day, when it waited again (erase-mission.spec.ts)',
    [1025],
  ],
  [
    '[E 8] a journal kept what headquarters erased, from before the mission was taken off (apply-snapshot.spec.ts)',
    [1708, 1742],
  ],
  [
    '[E 8] a journal kept what headquarters erased, of a former identity, after the database was lost (apply-snapshot.spec.ts)',
    [1130, 1173],
  ],
  [
    '[E 8] a pack in which less was erased came late and brought the rest back (erase-fields-contract.ts)',
    [355],
  ],
  [
    '[E 8] a journal kept what was erased, under the former identity that had not sent it (erase-fields-contract.ts)',
    [532, 1008],
  ],
  ['[J4] an earlier version had followed the clock of another device by its own, wider limit', [1774, 1958]],
  [
    '[J4] an imported pack of an earlier version, refused by headquarters, stayed here (relay.spec.ts)',
    [5148],
  ],
  [
    '[J4g] a second refused pack of one answer lengthened the chain that the first had cut (relay.spec.ts)',
    [91_000_124],
  ],
  [
    '[M6] an own pack that waited was judged by nobody once own writes had taken its numbers (import-packs.spec.ts)',
    [91_000_324],
  ],
  [
    '[M1b] an own value was held between a look and the write that replaced it, and came back (replaced-dots.spec.ts)',
    [91_000_189],
  ],
  [
    '[M1b] a value came back that a write had replaced while the database was made again (replaced-dots.spec.ts)',
    [91_000_719],
  ],
  [
    '[P2] a change that a copy had brought before the laptop did was no fault (false-conflicts.spec.ts)',
    [91_000_643, 91_000_995],
  ],
  [
    '[P2] a value that could not mean the other branch of a fork was made again (adopt-identity.spec.ts)',
    [91_000_036],
  ],
  [
    '[E 8] the beginning of a signature was taken for a word of an erased text (words-anywhere.spec.ts)',
    [91_000_327],
  ],
  [
    '[E 8] an erasure in one mission took the other’s ops with the same numbers from the journal (scrub-erased.spec.ts)',
    [91_001_072, 91_001_118, 91_001_522, 91_001_735, 91_001_742],
  ],
  [
    '[E 8] a journal kept what was erased in an entry of the other mission, where an earlier version had put it (scrub-erased.spec.ts)',
    [91_002_112],
  ],
  [
    '[J4h] a pack that an earlier version kept waiting beyond the bounds waited for ever (receive-response-timestamps.spec.ts)',
    [91_002_374],
  ],
  [
    'a world counted as at rest while a laptop waited after two failures of headquarters (rest.spec.ts)',
    [91_001_292],
  ],
  [
    '[E 8] a copy that headquarters refused kept an erased word, and the moved record was written on (words-anywhere.spec.ts)',
    [91_001_715],
  ],
  [
    'somebody wrote from the screen of a disk that an image had replaced (look-and-write.spec.ts)',
    [91_002_372],
  ],
  [
    '[E2] words that waited for a colleague’s update were taken for words that were taken out (text-erasure.spec.ts)',
    [91_002_998],
  ],
  [
    'a person at a disk that had just become well did not try again to bring the mission back (healthy-core.ts)',
    [91_002_966],
  ],
  [
    '[P2] a copy brought a change while another log of the former identity was read (compare-former-chains.spec.ts)',
    [91_002_077],
  ],
  [
    '[P2] a change was made again that a lost identity had sent already (adopt-identity-journal-refused.spec.ts)',
    [91_003_292],
  ],
  [
    '[P2] a value that could mean the other branch of a fork was rightly made again (false-conflicts.spec.ts)',
    [91_001_889, 91_003_091],
  ],
  ['two people, or one twice, wrote the same at the same stamp (watched-journal.spec.ts)', [1304, 1409]],
] as const)('%s', async (_, seeds) => {
  expect(await failuresAmong(seeds)).toEqual([]);
});
