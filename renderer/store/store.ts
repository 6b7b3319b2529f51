import type { VersionVector } from '#domain/document/op.ts';
import type { LogId } from '#domain/ids.ts';
import type { Host } from '#renderer/host/host-contract.ts';
import type { Pack } from '#sync/protocol/wire.ts';
import type { LiveStateCell } from './api/live-state.ts';
import type { StoreApi } from './api/store-api.ts';
import { startIdlePruning } from './db/prune-ops.ts';
import { type ImportedPacks, importPacks } from './receive/import-packs.ts';
import { rewriteReplacedValues } from './receive/rewrite-replaced-values.ts';
import { startDeviceRetentionClock } from './retention/retention-clock.ts';
import { hostSigner, hostVerifier } from './send/host-transport.ts';
import { packsForPeer } from './send/sign-packs.ts';
import { createStoreActions } from './store-actions.ts';
import { createStoreParts, type StoreDependencies, type StoreParts } from './store-parts.ts';
import { startLeaseClock } from './write/lease-clock.ts';
import { createWriteActions, type WriteActions } from './write-actions.ts';

export interface OpenedStore extends PackExchange {
  readonly store: StoreApi;
  /** End all listeners and timers, as the end of the process does; writes under way continue. */
  readonly forget: () => void;
  /** Stop syncing, wait for writes under way and close the database. */
  readonly close: () => Promise<void>;
}

/** Exchange of packs without headquarters (P3). */
interface PackExchange {
  /** Import packs that did not come from headquarters: from a bundle, a hub, or by hand (P3). */
  readonly carry: (packs: readonly Pack[]) => Promise<ImportedPacks>;
  /** Packs of all devices in a log that another side lacks by its version vector (P3). */
  readonly packsFor: (logId: LogId, remoteVector: VersionVector) => Promise<readonly Pack[]>;
}

/** Open the device's store: the port that the page sees, with real dependencies. */
export async function openStore(storeDependencies: StoreDependencies): Promise<OpenedStore> {
  const storeParts = await createStoreParts(storeDependencies);
  const writeActions = createWriteActions(storeParts);
  const storeApi = createStoreActions(storeParts, writeActions);
  const stopListening = listenToHost(storeParts);
  const callOffSearch = scheduleSearch(storeParts, storeDependencies.search);
  const runningClocks = await startClocks(storeParts, storeApi, writeActions);

  const forget = (): void => {
    storeParts.failures.beginClosing();
    runningClocks.stopTimers();
    storeParts.watches.stopAll();
    callOffSearch();
    storeParts.search.stop();
    storeParts.repair.stop();
    stopListening();
  };
  return {
    store: storeApi,
    ...createPackExchange(storeParts, writeActions),
    forget,
    close: async () => {
      forget();
      await storeParts.driver.stop();
      await runningClocks.endPruning();
      await storeParts.gate.inTurn(async () => storeParts.db.close());
    },
  };
}

/** @returns the function that ends it. */
function listenToHost({ host, gate, driver, nowMs }: StoreParts): () => void {
  // The window may close as soon as this port has answered: all earlier writes are saved by then.
  const forgetFlush = host.on('window.flush', () => gate.inTurn(async () => undefined));
  const forgetNetwork = host.on('net.changed', ({ online }) =>
    driver.dispatch({ kind: 'hint', online, nowMs: nowMs() }),
  );
  return () => {
    forgetFlush();
    forgetNetwork();
  };
}

/** @returns the function that calls it off. */
const scheduleSearch = (
  { search, alarm, nowMs }: StoreParts,
  pace: StoreDependencies['search'],
): (() => void) =>
  pace === undefined ? () => undefined : alarm.at(nowMs() + pace.afterMs, () => search.start());

interface RunningClocks {
  readonly stopTimers: () => void;
  /** Ends after the pruning under way. */
  readonly endPruning: () => Promise<void>;
}

/** Start all that runs without a person: the lease, pruning, the sync, a waiting enrolment and the retention clock. */
async function startClocks(
  storeParts: StoreParts,
  storeApi: StoreApi,
  { write, writeCounts }: WriteActions,
): Promise<RunningClocks> {
  const { db, host, live, gate, account, driver, writing, nowMs, alarm, onBroken } = storeParts;
  const clock = { db, live, nowMs, alarm, onBroken: storeParts.failures.report };

  // The shell must know it while the vault is locked. If this call fails, the next unlock repeats it.
  await storeApi.watch('eraseAfter', null, (known) => {
    if (known === 'unknown') return;
    host.ask('vault.eraseAfter', known === 'never' ? null : known).catch(onBroken);
  });
  const endLease = await startLeaseClock(clock);
  const endPruning = startIdlePruning({ ...clock, mutex: gate.whenCommitted });
  driver.start();
  if (live.state.simulatedOffline) driver.dispatch({ kind: 'hint', online: false, nowMs: nowMs() });
  acceptEnrolmentOffer(host, storeApi, live).catch(onBroken);
  const endRetention = await startDeviceRetentionClock({
    ...writing,
    ...clock,
    account,
    write,
    writeCounts,
  });
  return {
    stopTimers: () => {
      endLease();
      endRetention();
    },
    endPruning,
  };
}

/** Enrol at once with a code handed over at the start. On failure the person sees the offer and tries again. */
async function acceptEnrolmentOffer(host: Host, storeApi: StoreApi, liveState: LiveStateCell): Promise<void> {
  const { offer } = liveState.state;
  if (offer === null) return;
  const { platform } = await host.ask('app.about', null);
  const enrolResult = await storeApi.enrol(offer.url, offer.code, platform);
  if (enrolResult.kind !== 'enrolled') liveState.change({ offer: { ...offer, failure: enrolResult } });
}

const createPackExchange = (
  { db, host, journal, uncommitted, live, gate, nowMs }: StoreParts,
  { noteWrite }: WriteActions,
): PackExchange => ({
  carry: async (packs) => {
    const carried = await gate.whenCommitted(() =>
      importPacks(db, live.state.device, packs, nowMs(), hostVerifier(host)),
    );
    await gate.whenCommitted(() =>
      rewriteReplacedValues({ db, journal, uncommitted, device: live.state.device }),
    );
    noteWrite();
    return carried;
  },
  packsFor: (logId, remoteVector) =>
    gate.whenCommitted(() => {
      const { device, successor } = live.state;
      const signing = { db, journal, uncommitted, signer: hostSigner(host), device };
      return packsForPeer({ ...signing, maySign: successor === null }, logId, remoteVector);
    }),
});
