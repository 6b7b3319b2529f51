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
    real: RealHeadquarters,
    world: { readonly random: Random; readonly now: () => number },
  ) => Headquarters;
  /** Between the journal and its disk. */
  readonly journalDisk?: (disk: JournalDisk) => JournalDisk;
  /** Between the store and its database. */
  readonly database?: (db: FieldDatabase) => void;
  /** The page replaces all present values when it writes, and not those that its person saw. */
  readonly replacesUnseen?: true;
  /** A wake that came due while the laptop slept never comes. */
  readonly losesWakes?: true;
}

/** S2 broken: places are taken before the commit, so that a reader's cursor passes entries that commit later. */
export const placeFromSequence: Planted = {
  headquarters: (real, { random, now }) => {
    const visibleFromMs = new Map<number, number>();
    let known = 0;
    const hideSome = async (): Promise<void> => {
      for (const { place } of await real.entries()) {
        if (place <= known) continue;
        known = place;
        if (random.chance(0.3)) visibleFromMs.set(place, now() + random.between(1_000, 10_000));
      }
    };
    const isVisible = (place: number): boolean => (visibleFromMs.get(place) ?? 0) <= now();
    return {
      ...passing(real),
      answer: async (asked) => {
        const answer = await real.answer(asked);
        await hideSome();
        return changed(asked, answer, (response) => ({
          ...response,
          logs: mapLogs(response, (log) => ({
            ...log,
            entries: log.entries.filter(({ place }) => isVisible(place)),
          })),
        }));
      },
    };
  },
};

/** P2 broken: a taken number counts as delivered, even with other content. */
export const counterReuse: Planted = {
  headquarters: (real) => ({
    ...passing(real),
    answer: async (asked) =>
      changed(asked, await real.answer(asked), (response) => ({
        ...response,
        verdicts: response.verdicts.map((one) =>
          one.verdict === 'fork' ? { ...one, verdict: 'duplicate' as const } : one,
        ),
      })),
  }),
};

/** D1 broken: the journal reports entries as kept before any flush has brought them to the disk. */
export const ackBeforeFlush: Planted = {
  journalDisk: (disk) => ({
    ...disk,
    create: async (name, bytes) => ({ ...(await disk.create(name, bytes)), flush: async () => undefined }),
    open: async (name) => ({ ...(await disk.open(name)), flush: async () => undefined }),
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
    changeClocks(db, (clock, seen) =>
      seen[0] < clock[0] + 86_400_000 ? laterTimestamp(clock, seen) : clock,
    ),
};

/** The counter's bound broken: a clock counts on from a colleague's timestamp. */
export const counterWithoutBound: Planted = {
  database: (db) =>
    changeClocks(db, (clock, seen) => (seen[1] === maximumHlcCounter ? [clock[0], seen[1] + 1] : clock)),
};

/** J5 broken: ops that headquarters holds count on the laptops that receive them. */
export const heldOpCounts: Planted = {
  headquarters: (real) => ({
    ...passing(real),
    answer: async (asked) =>
      changed(asked, await real.answer(asked), (response) => ({
        ...response,
        logs: mapLogs(response, (log) => ({
          ...log,
          entries: log.entries.map((entry) => {
            if ('release' in entry) return entry;
            const { held: _, ...counting } = entry;
            return counting;
          }),
        })),
      })),
  }),
};

/** Put other clocks into the database; `seen`: the last timestamp of the ops that were put. */
function changeClocks(
  db: FieldDatabase,
  change: (clock: HlcTimestamp, seen: HlcTimestamp) => HlcTimestamp,
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
            const values = (request.values as readonly MetaRow[]).map((row) =>
              row.key === 'clock' ? { ...row, value: change(row.value as HlcTimestamp, seen) } : row,
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
  journalDisk: (disk) => {
    const forgiving = (file: JournalFile): JournalFile => ({
      ...file,
      flush: () => file.flush().catch(() => undefined),
    });
    return {
      ...disk,
      create: async (name, bytes) => forgiving(await disk.create(name, bytes)),
      open: async (name) => forgiving(await disk.open(name)),
    };
  },
};

/** D2 broken: of the journal's files only the newest with content is read; an empty one waits behind it. */
export const readsNewestFile: Planted = {
  journalDisk: (disk) => ({
    ...disk,
    list: async () => {
      const names = await disk.list();
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
  headquarters: (real) => {
    const asks = new Map<string, { readonly since: string; count: number }>();
    return {
      ...passing(real),
      answer: async (asked) => {
        const answer = await real.answer(asked);
        if (asked.path !== '/api/v1/sync') return answer;
        const { logs } = SyncRequest.parse(JSON.parse(asked.body ?? ''));
        const since = JSON.stringify(Object.entries(logs).map(([log, { since }]) => [log, since]));
        return changed(asked, answer, (response) => {
          const isNews = Object.values(response.logs).some(({ entries }) => entries.length > 0);
          const before = asks.get(asked.keys.device);
          const count = before?.since === since && isNews ? before.count + 1 : 1;
          asks.set(asked.keys.device, { since, count });
          if (count <= mostAnswers) return response;
          return { ...response, logs: mapLogs(response, (log) => ({ ...log, entries: [] })) };
        });
      },
    };
  },
};

/** Sleep broken: timers that were due meanwhile do not fire afterwards. */
export const wakesLostInSleep: Planted = { losesWakes: true };

/** M1 and M3 broken: the last writer wins. */
export const lastWriterWins: Planted = { replacesUnseen: true };

const passing = (real: RealHeadquarters): Headquarters => ({
  answer: (asked) => real.answer(asked),
  answerAndCrash: (asked) => real.answerAndCrash(asked),
  answerOnFailing: (asked, atStatement) => real.answerOnFailing(asked, atStatement),
});

/** Another answer to a sync; everything else stays as it is. */
function changed({ path }: Asked, said: Said, change: (response: SyncResponse) => SyncResponse): Said {
  if (said.kind !== 'answered' || path !== '/api/v1/sync') return said;
  return { kind: 'answered', body: JSON.stringify(change(SyncResponse.parse(JSON.parse(said.body)))) };
}

const mapLogs = ({ logs }: SyncResponse, change: (log: LogAnswer) => LogAnswer): SyncResponse['logs'] =>
  // Keys stay as they are; Object.fromEntries forgets that they are log ids.
  Object.fromEntries(
    Object.entries(logs).map(([log, answer]) => [log, change(answer)]),
  ) as SyncResponse['logs'];
