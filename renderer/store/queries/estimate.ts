import { estimateSync } from '#sync/client/estimate.ts';
import { paceOf } from '#sync/client/pace.ts';
import { readQueues } from '../queues.ts';
import { recentRuns } from '../run-ledger.ts';
import type { Answer } from './question.ts';

/** What the next sync would cost. Asking tries every log again, so the stopped ones count as well. */
export const answerEstimate: Answer<'estimate'> = async ({ db, live }) => {
  const [queues, runs] = await Promise.all([readQueues(db, live.device, new Set()), recentRuns(db)]);
  return estimateSync(queues, paceOf(runs));
};
