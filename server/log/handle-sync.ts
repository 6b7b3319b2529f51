import type { LogId, PersonId } from '#domain/ids.ts';
import type { Grants, LogAnswer, SyncRequest, SyncResponse, Verdict } from '#sync/protocol/wire.ts';
import { type AnnouncedServerKeys, buildGrants, readableLogsOf, rolesByLogOf } from '../auth/grants.ts';
import { withRowLevelSecurity } from '../auth/row-level-security.ts';
import type { ServerStore } from '../db/open-store.ts';
import { unlessStoreFull } from '../db/store-health.ts';
import { type ResponseBudget, readLogAnswer } from './read-entries.ts';
import { type PackSender, payloadTextOf, receivePack } from './receive-pack.ts';
import { releaseCaughtUpOps } from './release-ops.ts';

/** Verdict on a pack before its request was complete, with its text in the request then. */
export interface StreamedVerdict {
  readonly payload: string;
  readonly verdict: Verdict;
}

/** Return the verdict on one received item (`receivePack`). */
export type ReceivePack = (packSender: PackSender, item: unknown) => Promise<Verdict>;

/** Handle POST /api/v1/sync: judge the packs one after the other, then return news (sync/SPEC.md S1 to S5). */
export async function handleSync(
  store: ServerStore,
  syncRequest: SyncRequest,
  personId: PersonId,
  nowMs: number,
  streamedVerdicts: readonly StreamedVerdict[] = [],
  announcedServerKeys: AnnouncedServerKeys = {},
  receive: ReceivePack = async (packSender, item) =>
    (await receivePack(store, packSender, item, nowMs)).verdict,
): Promise<SyncResponse> {
  const rolesByLog = await rolesByLogOf(store, personId);
  const logIds = new Set(readableLogsOf(rolesByLog));
  const sender = { device: syncRequest.device, logs: logIds };
  const verdicts = await receiveRequestPacks(syncRequest.packs, streamedVerdicts, (item) =>
    receive(sender, item),
  );
  // Ops ahead of their text stay held until there is room; the device asks again.
  await unlessStoreFull(() => releaseCaughtUpOps(store, syncRequest, personId, logIds, nowMs));
  return withRowLevelSecurity(store, personId, async (ownServerStore) => {
    const grants = await buildGrants(ownServerStore, rolesByLog, announcedServerKeys);
    const news = grants.etag === syncRequest.grants ? {} : { grants };
    return {
      protocol: 1,
      now: nowMs,
      verdicts,
      logs: await readRequestedLogs(ownServerStore, syncRequest, logIds, {
        leftBytes: syncRequest.budget - jsonTextBytes({ verdicts, ...news }),
        isUntouched: true,
      }),
      ...news,
      orders: [],
    };
  });
}

async function receiveRequestPacks(
  packs: readonly unknown[],
  streamedVerdicts: readonly StreamedVerdict[],
  receive: (item: unknown) => Promise<Verdict>,
): Promise<Verdict[]> {
  const verdicts: Verdict[] = [];
  // One after the other, since the packs of a chain depend on each other.
  let next = 0;
  for (const pack of packs) {
    const knownVerdict = streamedVerdicts[next];
    const isKnown = knownVerdict !== undefined && knownVerdict.payload === payloadTextOf(pack);
    if (isKnown) next += 1;
    verdicts.push(isKnown ? knownVerdict.verdict : await receive(pack));
  }
  return verdicts;
}

/** Read the requested logs. Unreadable and missing ones are left out alike, so that they cannot be distinguished. */
async function readRequestedLogs(
  store: ServerStore,
  syncRequest: SyncRequest,
  readableLogIds: ReadonlySet<LogId>,
  responseBudget: ResponseBudget,
): Promise<Record<LogId, LogAnswer>> {
  const answers: Record<LogId, LogAnswer> = {};
  // Keys of a parsed record are log ids; Object.entries loses that type.
  for (const [logId, logQuestion] of Object.entries(syncRequest.logs) as [
    LogId,
    SyncRequest['logs'][LogId],
  ][])
    if (logQuestion !== undefined && readableLogIds.has(logId))
      answers[logId] = await readLogAnswer(
        store,
        { ...logQuestion, log: logId, asker: syncRequest.device },
        responseBudget,
      );
  return answers;
}

const jsonTextBytes = (part: { readonly verdicts: readonly Verdict[]; readonly grants?: Grants }): number =>
  Buffer.byteLength(JSON.stringify(part));
