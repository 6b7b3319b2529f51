import { epochTimestamp, type HlcTimestamp, laterTimestamp, maximumHlcCounter } from '#domain/clock/hlc.ts';
import type { JournalDisk, JournalFile } from '#electron/journal/journal-disk.ts';
import type { FieldDatabase, MetaRow } from '#renderer/store/db/database.ts';
import type { OpRow } from '#renderer/store/db/rows.ts';
import { type LogAnswer, SyncRequest, SyncResponse } from '#sync/protocol/wire.ts';
import type { Random } from '#tests/support/random/random.ts';
import type { Asked, Headquarters, RealHeadquarters, Said } from '../network/headquarters.ts';

/**
 * A bug of a classic kind, put between real parts where these meet other parts anyway. Each shows the report of the
 * simulation if the product had the bug.
 */
export interface Planted {
  /** Between the network and headquarters. */
  readonly headquarters?: (
    realHeadquarters: RealHeadquarters,
    world: { readonly random: Random; readonly now: () => number },
  ) => Headquarters;
  /** Between the journal and its disk. */
  readonly journalDisk?: (journalDisk: JournalDisk) => JournalDisk;
  /** Between the store and its database. */
  readonly database?: (db: FieldDatabase) => void;
  /** The page replaces all present values when it writes, and not those that its person saw. */
  readonly replacesUnseen?: true;
  /** A wake that came due while the laptop slept never comes. */
  readonly losesWakes?: true;
}

/** S2 broken: places are taken before the commit, so that a reader's cursor passes entries that commit later. */
export const placeFromSequence: Planted = {
  headquarters: (realHeadquarters, { random, now }) => {
    const visibleFromMs = new Map<number, number>();
    let known = 0;
    const hideSome = async (): Promise<void> => {
      for (const { place } of await realHeadquarters.entries()) {
        if (place <= known) continue;
        known = place;
        if (random.chance(0.3)) visibleFromMs.set(place, now() + random.between(1_000, 10_000));
      }
    };
    const isVisible = (place: number): boolean => (visibleFromMs.get(place) ?? 0) <= now();
    return {
      ...passing(realHeadquarters),
      respond: async (asked) => {
        const response = await realHeadquarters.respond(asked);
        await hideSome();
        return changed(asked, response, (syncResponse) => ({
          ...syncResponse,
          logs: mapLogs(syncResponse, (logAnswer) => ({
            ...logAnswer,
            entries: logAnswer.entries.filter(({ place }) => isVisible(place)),
          })),
        }));
      },
    };
  },
};

/** P2 broken: a taken number counts as delivered, even with other content. */
export const counterReuse: Planted = {
  headquarters: (realHeadquarters) => ({
    ...passing(realHeadquarters),
    respond: async (asked) =>
      changed(asked, await realHeadquarters.respond(asked), (syncResponse) => ({
        ...syncResponse,
        verdicts: syncResponse.verdicts.map((verdict) =>
          verdict.verdict === 'fork' ? { ...verdict, verdict: 'duplicate' as const } : verdict,
        ),
      })),
  }),
};

/** D1 broken: the journal reports entries as kept before any flush has brought them to the disk. */
export const ackBeforeFlush: Planted = {
  journalDisk: (journalDisk) => ({
    ...journalDisk,
    create: async (name, bytes) => ({
      ...(await journalDisk.create(name, bytes)),
      flush: async () => undefined,
    }),
    open: async (name) => ({ ...(await journalDisk.open(name)), flush: async () => undefined }),
  }),
};

/** M6 broken: packs that come before their predecessor are not kept. */
export const droppedEarlyOp: Planted = {
  database: (db) =>
    db.use({
      stack: 'dbcore',
      name: 'forgetful',
      create: (core) => ({
        ...core,
        table: (name) => {
          const table = core.table(name);
          if (name !== 'early') return table;
          return {
            ...table,
            mutate: (request) =>
              table.mutate(
                request.type === 'put' || request.type === 'add'
                  ? { ...request, values: [], ...(request.keys && { keys: [] }) }
                  : request,
              ),
          };
        },
      }),
    }),
};

/** J4 broken: each incoming timestamp, of held ops too, moves the clock by up to 24 hours. */
export const clockFollowsEveryStamp: Planted = {
  database: (db) =>
    changeClocks(db, (hlcTimestamp, seen) =>
      seen[0] < hlcTimestamp[0] + 86_400_000 ? laterTimestamp(hlcTimestamp, seen) : hlcTimestamp,
    ),
};

/** The counter's bound broken: a clock counts on from a colleague's timestamp. */
export const counterWithoutBound: Planted = {
  database: (db) =>
    changeClocks(db, (hlcTimestamp, seen) =>
      seen[1] === maximumHlcCounter ? [hlcTimestamp[0], seen[1] + 1] : hlcTimestamp,
    ),
};

/** J5 broken: ops that headquarters holds count on the laptops that receive them. */
export const heldOpCounts: Planted = {
  headquarters: (realHeadquarters) => ({
    ...passing(realHeadquarters),
    respond: async (asked) =>
      changed(asked, await realHeadquarters.respond(asked), (syncResponse) => ({
        ...syncResponse,
        logs: mapLogs(syncResponse, (logAnswer) => ({
          ...logAnswer,
          entries: logAnswer.entries.map((logEntry) => {
            if ('release' in logEntry) return logEntry;
            const { held: _, ...counting } = logEntry;
            return counting;
          }),
        })),
      })),
  }),
};

/** Put other clocks into the database; `seen`: the last timestamp of the ops that were put. */
function changeClocks(
  db: FieldDatabase,
  change: (hlcTimestamp: HlcTimestamp, seen: HlcTimestamp) => HlcTimestamp,
): void {
  let seen = epochTimestamp;
  db.use({
    stack: 'dbcore',
    name: 'otherClocks',
    create: (core) => ({
      ...core,
      table: (name) => {
        const table = core.table(name);
        if (name !== 'ops' && name !== 'meta') return table;
        return {
          ...table,
          mutate: (request) => {
            if (request.type !== 'put' && request.type !== 'add') return table.mutate(request);
            if (name === 'ops')
              for (const { stamp } of request.values as readonly OpRow[]) seen = laterTimestamp(seen, stamp);
            const values = (request.values as readonly MetaRow[]).map((metaRow) =>
              metaRow.key === 'clock'
                ? { ...metaRow, value: change(metaRow.value as HlcTimestamp, seen) }
                : metaRow,
            );
            return table.mutate(name === 'meta' ? { ...request, values } : request);
          },
        };
      },
    }),
  });
}

/** D1 broken: a failed flush counts as done. */
export const failedFlushCounts: Planted = {
  journalDisk: (journalDisk) => {
    const forgiving = (journalFile: JournalFile): JournalFile => ({
      ...journalFile,
      flush: () => journalFile.flush().catch(() => undefined),
    });
    return {
      ...journalDisk,
      create: async (name, bytes) => forgiving(await journalDisk.create(name, bytes)),
      open: async (name) => forgiving(await journalDisk.open(name)),
    };
  },
};

/** D2 broken: of the journal's files only the newest with content is read; an empty one waits behind it. */
export const readsNewestFile: Planted = {
  journalDisk: (journalDisk) => ({
    ...journalDisk,
    list: async () => {
      const names = await journalDisk.list();
      const old = names
        .filter((name) => name.endsWith('.journal'))
        .toSorted()
        .slice(0, -2);
      return names.filter((name) => !old.includes(name));
    },
  }),
};

/** Number of equal answers after which headquarters thinks that it was heard. */
const mostAnswers = 4;

/** S4 broken: an answer given this often counts as received, even if none arrived. */
export const answeredCountsAsReceived: Planted = {
  headquarters: (realHeadquarters) => {
    const asks = new Map<string, { readonly since: string; count: number }>();
    return {
      ...passing(realHeadquarters),
      respond: async (asked) => {
        const response = await realHeadquarters.respond(asked);
        if (asked.path !== '/api/v1/sync') return response;
        const { logs } = SyncRequest.parse(JSON.parse(asked.body ?? ''));
        const since = JSON.stringify(Object.entries(logs).map(([log, { since }]) => [log, since]));
        return changed(asked, response, (syncResponse) => {
          const isNews = Object.values(syncResponse.logs).some(({ entries }) => entries.length > 0);
          const before = asks.get(asked.keys.device);
          const count = before?.since === since && isNews ? before.count + 1 : 1;
          asks.set(asked.keys.device, { since, count });
          if (count <= mostAnswers) return syncResponse;
          return { ...syncResponse, logs: mapLogs(syncResponse, (log) => ({ ...log, entries: [] })) };
        });
      },
    };
  },
};

/** Sleep broken: timers that were due meanwhile do not fire afterwards. */
export const wakesLostInSleep: Planted = { losesWakes: true };

/** M1 and M3 broken: the last writer wins. */
export const lastWriterWins: Planted = { replacesUnseen: true };

const passing = (realHeadquarters: RealHeadquarters): Headquarters => ({
  respond: (asked) => realHeadquarters.respond(asked),
  respondAndCrash: (asked) => realHeadquarters.respondAndCrash(asked),
  respondOnFailing: (asked, atStatement) => realHeadquarters.respondOnFailing(asked, atStatement),
});

/** Another answer to a sync; everything else stays as it is. */
function changed({ path }: Asked, said: Said, change: (syncResponse: SyncResponse) => SyncResponse): Said {
  if (said.kind !== 'answered' || path !== '/api/v1/sync') return said;
  return { kind: 'answered', body: JSON.stringify(change(SyncResponse.parse(JSON.parse(said.body)))) };
}

const mapLogs = ({ logs }: SyncResponse, change: (logAnswer: LogAnswer) => LogAnswer): SyncResponse['logs'] =>
  // Keys stay as they are; Object.fromEntries forgets that they are log ids.
  Object.fromEntries(
    Object.entries(logs).map(([log, answer]) => [log, change(answer)]),
  ) as SyncResponse['logs'];
