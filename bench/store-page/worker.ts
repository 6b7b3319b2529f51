import { Dexie, type Table } from 'dexie';
import { dotOf, pathOf } from '#domain/document/op.ts';
import { DeviceId } from '#domain/ids.ts';
import { createCipher } from '#renderer/store/db/encryption/cipher.ts';
import { encryptRows } from '#renderer/store/db/encryption/encrypt-rows.ts';
import { assessmentIdOf, missionDocumentOf, missionLogId } from '../workload/many-documents.ts';
import { randomProse, seededRandom } from '../workload/workload.ts';
import { type BatchTimes, type RowBatchName, rowBatches, type SealingRound } from './store-page.ts';

const rowDeviceId = DeviceId.parse('1'.repeat(32));
const rowLogId = missionLogId(0);
const rowScaleSize = { missions: 1, assessmentsPerMission: 100_000, answers: 60 };

/** Rows of one batch as the store has them, with their keys; new ones in each round. */
function batchRowsOf(rowBatchName: RowBatchName, round: number, count: number) {
  const at = (index: number): number => 1 + round * count + index;
  if (rowBatchName === 'documents of 60 answers') {
    const rows = Array.from({ length: count }, (_, index) => ({
      log: rowLogId,
      ...missionDocumentOf(0, at(index), rowScaleSize),
      changedAtMs: at(index),
    }));
    return { table: 'documents', rows, keys: rows.map(({ doc }) => [rowLogId, doc]) };
  }
  const isText = rowBatchName === 'texts of 2 KB';
  const rows = Array.from({ length: count }, (_, index) =>
    opRow(at(index) + (isText ? 1e9 : 0), isText ? 1_800 : 30),
  );
  return { table: 'ops', rows, keys: rows.map(({ n }) => [rowLogId, rowDeviceId, n]) };
}

/** An op with a value of so many letters. */
const opRow = (n: number, letters: number) => ({
  log: rowLogId,
  device: rowDeviceId,
  n,
  stamp: [1_750_000_000_000 + n, 0],
  doc: assessmentIdOf(0, 1 + (n % 50)),
  kind: 'assessment',
  path: pathOf('answers', 'D1.1', 'rationale'),
  over: [dotOf(rowDeviceId, n - 1)],
  value: randomProse(seededRandom(n), letters),
});

addEventListener(
  'message',
  ({ data }: MessageEvent<number>) =>
    void measureSealing(data).then((rounds) => postMessage(rounds), reportError),
);

/** The first of the two alternates: the second finds warmer caches. */
async function measureSealing(rounds: number): Promise<readonly SealingRound[]> {
  const key = crypto.getRandomValues(new Uint8Array(32));
  const cipher = await createCipher(key);
  const [plain, sealed] = [openBenchDatabase('bench-plain'), openBenchDatabase('bench-sealed')];
  sealed.use(encryptRows(cipher).middleware);
  const done: SealingRound[] = [];
  for (let round = 0; round < rounds; round++)
    for (const { name, rows } of rowBatches) {
      const batch = batchRowsOf(name, round, rows);
      const isPlainFirst = round % 2 === 0;
      const first = await putAndGet((isPlainFirst ? plain : sealed).table(batch.table), batch);
      const second = await putAndGet((isPlainFirst ? sealed : plain).table(batch.table), batch);
      done.push({
        batch: name,
        plain: isPlainFirst ? first : second,
        sealed: isPlainFirst ? second : first,
      });
    }
  for (const db of [plain, sealed]) await db.delete();
  return done;
}

/** Opened like the store's database, with two of its tables. */
function openBenchDatabase(name: string): Dexie {
  const db = new Dexie(name, { chromeTransactionDurability: 'strict', cache: 'disabled' });
  db.version(1).stores({ ops: '[log+device+n],[log+doc]', documents: '[log+doc],log' });
  return db;
}

async function putAndGet(table: Table, { rows, keys }: ReturnType<typeof batchRowsOf>): Promise<BatchTimes> {
  const startedMs = performance.now();
  await table.bulkPut(rows);
  const putMs = performance.now() - startedMs;
  const readMs = performance.now();
  const found = await table.bulkGet(keys as never); // keys of that very table
  const getMs = performance.now() - readMs;
  if (JSON.stringify(found.at(-1)).length !== JSON.stringify(rows.at(-1)).length)
    throw new Error('Something else came back');
  return { putMs, getMs };
}
