import type { Host } from '#renderer/host/host-contract.ts';
import type { FieldDatabase } from './database.ts';
import { enrolDevice } from './enrol.ts';
import { makeInTurn } from './in-turn.ts';
import type { Journal } from './journal.ts';
import { LiveCell } from './live-state.ts';
import { prepareDatabase } from './prepare-database.ts';
import type { StoreApi } from './store-api.ts';
import { watchQuestion } from './watch.ts';
import { writeRegisters } from './write.ts';

export interface StoreParts {
  readonly db: FieldDatabase;
  readonly host: Host;
  readonly journal: Journal;
  readonly nowMs: () => number;
  /** Hears of what must not happen: a database that cannot be read. */
  readonly onBroken: (error: unknown) => void;
}

/** Opens the device's store: the port that the page sees, on real parts. */
export async function openStore(parts: StoreParts): Promise<StoreApi> {
  const { db, host, journal, nowMs, onBroken } = parts;
  const [identity, offer, simulatedOffline] = await Promise.all([
    host.ask('device.identity', null),
    host.ask('device.offer', null),
    host.ask('net.simulateOffline', null),
  ]);
  const { device, enrolment } = identity;
  await prepareDatabase(db, device, nowMs());

  const inTurn = makeInTurn();
  const live = new LiveCell({
    device,
    enrolment,
    offer: enrolment === null ? offer : null,
    simulatedOffline,
    sync: enrolment === null ? { kind: 'blocked', code: 'notEnrolled' } : { kind: 'idle' },
    saving: 0,
    saveFailed: null,
    hasJournal: journal.isThere,
  });
  // The window may close as soon as this port has answered: what was stated before is kept by then.
  host.on('window.flush', () => inTurn(async () => undefined));

  return {
    watch: async (query, ask, onAnswer) => watchQuestion({ db, live }, query, ask, onAnswer, onBroken),
    write: (log, writes) =>
      savingShown(live, () => writeRegisters({ db, device, journal, inTurn, nowMs }, log, writes)),
    syncNow: async () => undefined,
    enrol: (url, code, label) => enrolDevice({ db, host, live }, { url, code, label }),
    simulateOffline: async (offline) => {
      const now = await host.ask('net.simulateOffline', offline);
      live.change({ simulatedOffline: now });
      return now;
    },
  };
}

/** Shows a write while it is on its way, and whether the last one failed; the failure itself goes on to the asker. */
async function savingShown<T>(live: LiveCell, write: () => Promise<T>): Promise<T> {
  live.change({ saving: live.state.saving + 1 });
  try {
    const result = await write();
    live.change({ saving: live.state.saving - 1, saveFailed: null });
    return result;
  } catch (error) {
    const why = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
    live.change({ saving: live.state.saving - 1, saveFailed: { why } });
    throw error;
  }
}
