import type { LogId, PersonId } from '#domain/ids.ts';
import type { Grants, LogAnswer, SyncRequest, SyncResponse, Verdict } from '#sync/protocol/wire.ts';
import { asPerson } from '../access/as-person.ts';
import { grantsAnswer, type KeysToKnow, readableLogs, rolesByLogOf } from '../access/directory.ts';
import type { Store } from '../store/open-store.ts';
import { unlessFull } from '../store/store-failure.ts';
import { readLog, type Budget } from './read-entries.ts';
import { releaseCaughtUp } from './release-caught-up.ts';
import { payloadOf, receivePack, type Sender } from './receive-pack.ts';

/** A pack that was judged before its request was there as a whole, as the request's text had it then. */
export interface EarlyVerdict {
  readonly payload: string;
  readonly verdict: Verdict;
}

/** Headquarters' word on one thing that came as a pack (`receivePack`). */
export type ReceivePack = (sender: Sender, item: unknown) => Promise<Verdict>;

/** POST /api/v1/sync: takes the packs one after the other, then tells what is new (sync.md 4, S1 to S5). */
export async function answerSync(
  store: Store,
  request: SyncRequest,
  person: PersonId,
  nowMs: number,
  early: readonly EarlyVerdict[] = [],
  keys: KeysToKnow = {},
  receive: ReceivePack = (sender, item) => receivePack(store, sender, item, nowMs),
): Promise<SyncResponse> {
  const roles = await rolesByLogOf(store, person);
  const logs = new Set(readableLogs(roles));
  const sender = { device: request.device, logs };
  const verdicts = await receivePacks(request.packs, early, (item) => receive(sender, item));
  // What is ahead of its text stays held until there is room; the device asks again.
  await unlessFull(() => releaseCaughtUp(store, request, person, logs, nowMs));
  return asPerson(store, person, async (own) => {
    const grants = await grantsAnswer(own, roles, keys);
    const news = grants.etag === request.grants ? {} : { grants };
    return {
      protocol: 1,
      now: nowMs,
      verdicts,
      logs: await readLogs(own, request, logs, {
        leftBytes: request.budget - textBytes({ verdicts, ...news }),
        isUntouched: true,
      }),
      ...news,
      orders: [],
    };
  });
}

async function receivePacks(
  packs: readonly unknown[],
  early: readonly EarlyVerdict[],
  receive: (item: unknown) => Promise<Verdict>,
): Promise<Verdict[]> {
  const verdicts: Verdict[] = [];
  // One after the other: the packs of a chain follow each other.
  let next = 0;
  for (const pack of packs) {
    const known = early[next];
    const isKnown = known !== undefined && known.payload === payloadOf(pack);
    if (isKnown) next += 1;
    verdicts.push(isKnown ? known.verdict : await receive(pack));
  }
  return verdicts;
}

/** Logs that the asker may not read are left out, as are those that do not exist: the two cannot be told apart. */
async function readLogs(
  store: Store,
  request: SyncRequest,
  readable: ReadonlySet<LogId>,
  budget: Budget,
): Promise<Record<LogId, LogAnswer>> {
  const answers: Record<LogId, LogAnswer> = {};
  // Keys of a parsed record are log ids; Object.entries forgets that.
  for (const [log, question] of Object.entries(request.logs) as [LogId, SyncRequest['logs'][LogId]][])
    if (question !== undefined && readable.has(log))
      answers[log] = await readLog(store, { ...question, log, asker: request.device }, budget);
  return answers;
}

const textBytes = (part: { readonly verdicts: readonly Verdict[]; readonly grants?: Grants }): number =>
  Buffer.byteLength(JSON.stringify(part));
