import { afterEach } from 'vitest';
import { createOfflineSwitch, type OfflineSwitch } from '#electron/net/offline-switch.ts';
import { fieldRequestTimeouts, type RequestTimeouts } from '#electron/net/send-http-request.ts';
import { createServerClient, type ServerClient } from '#electron/net/server-client.ts';
import type { Vault } from '#electron/vault/vault.ts';
import type { Order } from '#sync/protocol/wire.ts';
import {
  type Reply,
  requestAt,
  type ScriptedServer,
  type Seen,
  someEnrolResponse,
  startScriptedServer,
} from './scripted-server.ts';
import { newVault } from './vault-files.ts';

const running: ScriptedServer[] = [];
afterEach(async () => {
  await Promise.all(running.splice(0).map((server) => server.stop()));
});

/** An enrolled device and the server that it is enrolled with. */
export interface EnrolledShell {
  readonly server: ScriptedServer;
  readonly headquarters: ServerClient;
  readonly vault: Vault;
  readonly offline: OfflineSwitch;
  /** Commands that the shell was told to execute. */
  readonly orders: readonly Order[];
  /** Request number `count`; throws when there was none. */
  readonly seen: (count: number) => Seen;
}

/** Identity of the device in its own view. */
export const deviceNowMs = Date.UTC(2031, 0, 1);

/** Stopped automatically after the test. */
export async function enrolledWith(
  answer: (seen: Seen, count: number) => Reply,
  timeouts: RequestTimeouts = fieldRequestTimeouts,
): Promise<EnrolledShell> {
  const scriptedServer = await startScriptedServer(answer);
  running.push(scriptedServer);
  const vault = newVault();
  vault.saveEnrolment(scriptedServer.url, someEnrolResponse(scriptedServer.key));
  const offlineSwitch = createOfflineSwitch(
    () => true,
    () => undefined,
  );
  const orders: Order[] = [];
  const headquarters = createServerClient({
    vault,
    fetch,
    nowMs: () => deviceNowMs,
    stop: offlineSwitch.signal,
    isOffline: offlineSwitch.isSimulated,
    platform: 'test',
    version: '0.1.0',
    timeouts,
    onTraffic: () => undefined,
    onRemoteCommand: (order) => orders.push(order),
  });
  const seen = (count: number): Seen => requestAt(scriptedServer, count);
  return { server: scriptedServer, headquarters, vault, offline: offlineSwitch, seen, orders };
}

/** A sync request that is worth compressing. */
export const sync = {
  path: '/api/v1/sync',
  body: JSON.stringify({ protocol: 1, note: 'long '.repeat(100) }),
};
