import type { VersionVector } from '#domain/document/op.ts';
import type { LogId } from '#domain/ids.ts';
import type { Host } from '#renderer/host/host-contract.ts';
import type { Pack } from '#sync/protocol/wire.ts';
import type { LiveStateCell } from './api/live-state.ts';
import type { StoreApi } from './api/store-api.ts';
import { startIdlePruning } from './db/prune-ops.ts';
import { rewriteReplacedValues } from './receive/fork-watch.ts';
import { type ImportedPacks, importPacks } from './receive/import-packs.ts';
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
  readonly packsFor: (log: LogId, theirs: VersionVector) => Promise<readonly Pack[]>;
}

/** Open the device's store: the port that the page sees, with real dependencies. */
export async function openStore(dependencies: StoreDependencies): Promise<OpenedStore> {
  const parts = await createStoreParts(dependencies);
  const writeActions = createWriteActions(parts);
  const store = createStoreActions(parts, writeActions);
  const stopListening = listenToHost(parts);
  const callOffSearch = scheduleSearch(parts, dependencies.search);
  const clocks = await startClocks(parts, store, writeActions);

  const forget = (): void => {
    parts.failures.beginClosing();
    clocks.stopTimers();
    parts.watches.stopAll();
    callOffSearch();
    parts.search.stop();
    parts.repair.stop();
    stopListening();
  };
  return {
    store,
    ...createPackExchange(parts, writeActions),
    forget,
    close: async () => {
      forget();
      await parts.driver.stop();
      await clocks.endPruning();
      await parts.gate.inTurn(async () => parts.db.close());
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
  parts: StoreParts,
  store: StoreApi,
  { write, writeCounts }: WriteActions,
): Promise<RunningClocks> {
  const { db, host, live, gate, account, driver, writing, nowMs, alarm, onBroken } = parts;
  const clock = { db, live, nowMs, alarm, onBroken: parts.failures.report };

  // The shell must know it while the vault is locked. If this call fails, the next unlock repeats it.
  await store.watch('eraseAfter', null, (known) => {
    if (known === 'unknown') return;
    host.ask('vault.eraseAfter', known === 'never' ? null : known).catch(onBroken);
  });
  const endLease = await startLeaseClock(clock);
  const endPruning = startIdlePruning({ ...clock, mutex: gate.whenCommitted });
  driver.start();
  if (live.state.simulatedOffline) driver.dispatch({ kind: 'hint', online: false, nowMs: nowMs() });
  acceptEnrolmentOffer(host, store, live).catch(onBroken);
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
async function acceptEnrolmentOffer(host: Host, store: StoreApi, live: LiveStateCell): Promise<void> {
  const { offer } = live.state;
  if (offer === null) return;
  const { platform } = await host.ask('app.about', null);
  const result = await store.enrol(offer.url, offer.code, platform);
  if (result.kind !== 'enrolled') live.change({ offer: { ...offer, failure: result } });
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
  packsFor: (log, theirs) =>
    gate.whenCommitted(() => {
      const { device, successor } = live.state;
      const signing = { db, journal, uncommitted, signer: hostSigner(host), device };
      return packsForPeer({ ...signing, maySign: successor === null }, log, theirs);
    }),
});
