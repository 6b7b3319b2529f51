import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, describe } from 'vitest';
import { openPreferences } from '#electron/files/preferences-file.ts';
import { hostAnswers } from '#electron/host-answers.ts';
import { createHeadquarters } from '#electron/net/headquarters.ts';
import { createOfflineSwitch } from '#electron/net/offline-switch.ts';
import { openVault } from '#electron/vault/vault.ts';
import type { Host } from '#renderer/host/host-contract.ts';
import { hostContractSuite } from '#tests/contracts/host-contract.ts';
import { makeFakeHost } from '#tests/fakes/fake-host.ts';
import { joinPorts, type PortPair } from './port-pair.ts';

const opened: PortPair[] = [];
afterEach(() => {
  for (const { wire } of opened.splice(0)) wire.close();
});

/** All of the shell that needs no Electron, at the other end of a real message channel. */
function openShell(): Promise<Host> {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'fieldbook-host-'));
  const vault = openVault(folder, () => 'v1');
  const offline = createOfflineSwitch(
    () => true,
    (online) => pair.ports.tell('net.changed', { online }),
  );
  const headquarters = createHeadquarters({
    vault,
    fetch,
    nowMs: () => 0,
    stop: offline.signal,
    isOffline: offline.isSimulated,
    platform: 'test',
    version: '0.0.0',
    onTraffic: () => undefined,
  });
  const pair = joinPorts(
    hostAnswers({
      about: { version: '0.0.0', platform: 'test', runtime: 'no Electron', isPackaged: false },
      offer: null,
      vault,
      headquarters,
      offline,
      preferences: openPreferences(path.join(folder, 'preferences.json')),
      saveFile: () => Promise.resolve('cancelled'),
      discardDatabases: () => Promise.resolve(),
      updates: { choose: () => Promise.resolve({ kind: 'cancelled' }), show: () => undefined },
      setLanguage: () => undefined,
    }),
  );
  opened.push(pair);
  return Promise.resolve(pair.host);
}

describe('[host] over a port to the real shell', () => {
  hostContractSuite(openShell);
});
describe('[host] the fake', () => {
  hostContractSuite(() => makeFakeHost());
});
