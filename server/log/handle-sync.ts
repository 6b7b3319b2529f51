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
export type ReceivePack = (sender: PackSender, item: unknown) => Promise<Verdict>;

/** Handle POST /api/v1/sync: judge the packs one after the other, then return news (sync/SPEC.md S1 to S5). */
export async function handleSync(
  store: ServerStore,
  request: SyncRequest,
  person: PersonId,
  nowMs: number,
  streamed: readonly StreamedVerdict[] = [],
  keys: AnnouncedServerKeys = {},
  receive: ReceivePack = async (sender, item) => (await receivePack(store, sender, item, nowMs)).verdict,
): Promise<SyncResponse> {
  const roles = await rolesByLogOf(store, person);
  const logs = new Set(readableLogsOf(roles));
  const sender = { device: request.device, logs };
  const verdicts = await receiveRequestPacks(request.packs, streamed, (item) => receive(sender, item));
  // Ops ahead of their text stay held until there is room; the device asks again.
  await unlessStoreFull(() => releaseCaughtUpOps(store, request, person, logs, nowMs));
  return withRowLevelSecurity(store, person, async (own) => {
    const grants = await buildGrants(own, roles, keys);
    const news = grants.etag === request.grants ? {} : { grants };
    return {
      protocol: 1,
      now: nowMs,
      verdicts,
      logs: await readRequestedLogs(own, request, logs, {
        leftBytes: request.budget - jsonTextBytes({ verdicts, ...news }),
        isUntouched: true,
      }),
      ...news,
      orders: [],
    };
  });
}

async function receiveRequestPacks(
  packs: readonly unknown[],
  streamed: readonly StreamedVerdict[],
  receive: (item: unknown) => Promise<Verdict>,
): Promise<Verdict[]> {
  const verdicts: Verdict[] = [];
  // One after the other, since the packs of a chain depend on each other.
  let next = 0;
  for (const pack of packs) {
    const known = streamed[next];
    const isKnown = known !== undefined && known.payload === payloadTextOf(pack);
    if (isKnown) next += 1;
    verdicts.push(isKnown ? known.verdict : await receive(pack));
  }
  return verdicts;
}

/** Read the requested logs. Unreadable and missing ones are left out alike, so that they cannot be distinguished. */
async function readRequestedLogs(
  store: ServerStore,
  request: SyncRequest,
  readable: ReadonlySet<LogId>,
  budget: ResponseBudget,
): Promise<Record<LogId, LogAnswer>> {
  const answers: Record<LogId, LogAnswer> = {};
  // Keys of a parsed record are log ids; Object.entries loses that type.
  for (const [log, question] of Object.entries(request.logs) as [LogId, SyncRequest['logs'][LogId]][])
    if (question !== undefined && readable.has(log))
      answers[log] = await readLogAnswer(store, { ...question, log, asker: request.device }, budget);
  return answers;
}

const jsonTextBytes = (part: { readonly verdicts: readonly Verdict[]; readonly grants?: Grants }): number =>
  Buffer.byteLength(JSON.stringify(part));
