import { dotOf } from '#domain/document/dot.ts';
import { pathOf } from '#domain/document/path.ts';
import { DeviceId } from '#domain/ids.ts';
import { assessmentOf, documentOf, logOf } from '../scale-page/many-documents.ts';
import { prose, seededRandom } from '../workload/random.ts';
import type { BatchName } from './store-page.ts';

const device = DeviceId.parse('1'.repeat(32));
const log = logOf(0);
const howMany = { missions: 1, assessmentsPerMission: 100_000, answers: 60 };

/** The rows of one batch as the store has them, with their keys; new ones in each round. */
export function rowsOf(batch: BatchName, round: number, count: number) {
  const at = (index: number): number => 1 + round * count + index;
  if (batch === 'documents of 60 answers') {
    const rows = Array.from({ length: count }, (_, index) => ({
      log,
      ...documentOf(0, at(index), howMany),
      changedAtMs: at(index),
    }));
    return { table: 'documents', rows, keys: rows.map(({ doc }) => [log, doc]) };
  }
  const isText = batch === 'texts of 2 KB';
  const rows = Array.from({ length: count }, (_, index) =>
    opRow(at(index) + (isText ? 1e9 : 0), isText ? 1_800 : 30),
  );
  return { table: 'ops', rows, keys: rows.map(({ n }) => [log, device, n]) };
}

/** An op with a value of so many letters. */
const opRow = (n: number, letters: number) => ({
  log,
  device,
  n,
  stamp: [1_750_000_000_000 + n, 0],
  doc: assessmentOf(0, 1 + (n % 50)),
  kind: 'assessment',
  path: pathOf('answers', 'D1.1', 'rationale'),
  over: [dotOf(device, n - 1)],
  value: prose(seededRandom(n), letters),
});
