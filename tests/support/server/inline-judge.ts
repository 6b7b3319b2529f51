import type { ServerStore } from '#server/db/open-store.ts';
import { type PackJudge, refreshParts } from '#server/judging/pack-judge.ts';
import { receivePack } from '#server/log/receive-pack.ts';
import { refreshDueBatch } from '#server/projections/document-figures.ts';

/**
 * Create a judge in this thread.
 * @param processorMs processor time of the process; an overestimate where other work shares it
 */
export const createInlineJudge = (
  store: ServerStore,
  processorMs: () => number = () => process.cpuUsage().user / 1_000,
): PackJudge => ({
  judge: async ({ sender, item, nowMs, keepsRefused }) => {
    const beganMs = processorMs();
    const appendedPack = await receivePack(store, sender, item, nowMs, keepsRefused);
    return { ...appendedPack, costMs: processorMs() - beganMs };
  },
  refresh: (logIds, refreshedPart, after) => refreshParts[refreshedPart](store, logIds, after),
  refreshDue: (after) => refreshDueBatch(store, after),
  slots: 1,
  close: () => Promise.resolve(),
});
