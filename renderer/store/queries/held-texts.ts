import { readHeldTexts } from '../held-texts.ts';
import { readLogRows } from '../log-table.ts';
import { readOwnDevice } from './own-device.ts';
import type { Answer } from './question.ts';

/** Own texts of all logs that wait until somebody has looked at them. */
export const answerHeldTexts: Answer<'heldTexts'> = async (sources) => {
  const { db } = sources;
  // Side by side: a live query does not watch what is asked after an answer that came through more functions.
  const [own, rows] = await Promise.all([readOwnDevice(sources), readLogRows(db)]);
  const waiting = rows.filter((row) => row.waiting.changes > 0);
  return (await Promise.all(waiting.map((row) => readHeldTexts(db, own, row)))).flat();
};
