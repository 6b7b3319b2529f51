import path from 'node:path';
import { afterEach, describe } from 'vitest';
import { createCameraGate } from '#electron/hardening/camera-gate.ts';
import { createHostHandlers } from '#electron/ipc/handlers.ts';
import { createOfflineSwitch } from '#electron/net/offline-switch.ts';
import { createServerClient } from '#electron/net/server-client.ts';
import { createKioskMode } from '#electron/window/kiosk-mode.ts';
import { openIdleMinutesFile, openPreferencesFile } from '#electron/window/laptop-settings.ts';
import type { Host } from '#renderer/host/host-contract.ts';
import { hostContractSuite } from '#tests/contracts/host-contract.ts';
import { makeFakeHost } from '#tests/support/laptop/fake-host.ts';
import { joinPorts, type PortPair } from '#tests/support/shell/port-pair.ts';
import { startVaults } from '#tests/support/shell/start-vaults.ts';
import { passphrase } from '#tests/support/shell/vaults-in-profile.ts';

const opened: PortPair[] = [];
afterEach(() => {
  for (const { wire } of opened.splice(0)) wire.close();
});

/** All of the shell that needs no Electron, at the other end of a real message channel. */
async function openShell(): Promise<Host> {
  const offlineSwitch = createOfflineSwitch(
    () => true,
    (online) => portPair.ports.sendEvent('net.changed', { online }),
  );
  const { userData, vaultSession, vaultService, erasedNotes } = startVaults({
    headquartersOf: (vault) =>
      createServerClient({
        vault,
        fetch,
        nowMs: () => 0,
        stop: offlineSwitch.signal,
        isOffline: offlineSwitch.isSimulated,
        platform: 'test',
        version: '0.0.0',
        onTraffic: () => undefined,
        onRemoteCommand: () => undefined,
      }),
  });
  const portPair = joinPorts(
    createHostHandlers({
      about: {
        version: '0.0.0',
        platform: 'test',
        runtime: 'no Electron',
        isPackaged: false,
        isDemonstration: true,
      },
      offer: null,
      vaultSession,
      vaultService,
      camera: createCameraGate({
        vault: () => (vaultSession.current() === null ? 'none' : 'joining'),
        confirm: async () => false,
      }),
      chooseVault: () => undefined,
      remoteCommands: {
        execute: async () => undefined,
        pending: () => null,
        confirm: async () => undefined,
        notices: () => [],
        dismiss: () => undefined,
      },
      backups: {
        make: () => Promise.resolve({ kind: 'cancelled' }),
        choose: () => Promise.resolve({ kind: 'cancelled' }),
        restore: () => Promise.resolve({ kind: 'wrong' }),
      },
      eraseByChoice: { encryptAndErase: () => Promise.resolve() },
      erasedNotes,
      disk: () => 'unknown',
      idle: openIdleMinutesFile(path.join(userData, 'lock.json')),
      kiosk: createKioskMode({
        window: () => null,
        checkPassphrase: (typed) => vaultService.checkPassphrase(typed),
        showMenu: () => undefined,
      }),
      lock: vaultSession.lock,
      reloadPage: () => undefined,
      offline: offlineSwitch,
      preferences: openPreferencesFile(path.join(userData, 'preferences.json')),
      savedFiles: { save: () => Promise.resolve('cancelled'), last: () => null, show: () => undefined },
      chosenFolder: { choose: async () => null, save: () => 'noFolder', show: () => undefined },
      print: () => Promise.resolve(Uint8Array.of(37, 80, 68, 70)),
      engines: { hasChanged: () => false, noteEngine: () => undefined },
      discardDatabases: () => Promise.resolve(),
      updates: { choose: () => Promise.resolve({ kind: 'cancelled' }), show: () => undefined },
      setLanguage: () => undefined,
    }),
  );
  await vaultService.create({ label: 'Test', passphrase });
  opened.push(portPair);
  return portPair.host;
}

describe('[host] over a port to the real shell', () => {
  hostContractSuite(openShell);
});
describe('[host] the fake', () => {
  hostContractSuite(() => makeFakeHost());
});
