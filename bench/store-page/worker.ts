import { Dexie, type Table } from 'dexie';
import { openCipher } from '#renderer/store/sealed/cipher.ts';
import { sealRows } from '#renderer/store/sealed/seal-rows.ts';
import { rowsOf } from './rows-of.ts';
import { batches, type Round } from './store-page.ts';

addEventListener(
  'message',
  ({ data }: MessageEvent<number>) => void measure(data).then((rounds) => postMessage(rounds), reportError),
);

/** Which of the two goes first changes with each round: the second finds warmer caches. */
async function measure(rounds: number): Promise<readonly Round[]> {
  const key = crypto.getRandomValues(new Uint8Array(32));
  const cipher = await openCipher(key);
  const [plain, sealed] = [open('bench-plain'), open('bench-sealed')];
  sealed.use(sealRows(cipher).middleware);
  const done: Round[] = [];
  for (let round = 0; round < rounds; round++)
    for (const { name, rows } of batches) {
      const batch = rowsOf(name, round, rows);
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

/** As the store's database is opened, with two of its tables. */
function open(name: string): Dexie {
  const db = new Dexie(name, { chromeTransactionDurability: 'strict', cache: 'disabled' });
  db.version(1).stores({ ops: '[log+device+n],[log+doc]', documents: '[log+doc],log' });
  return db;
}

async function putAndGet(table: Table, { rows, keys }: ReturnType<typeof rowsOf>): Promise<Round['plain']> {
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
