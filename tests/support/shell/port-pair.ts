import { MessageChannel } from 'node:worker_threads';
import {
  createHostPorts,
  type HostHandlers,
  type HostPorts,
  type ShellPort,
} from '#electron/ipc/host-ports.ts';
import type { Host } from '#renderer/host/host-contract.ts';
import { createPortHost } from '#renderer/host/port-host.ts';
import { makeFakeHost } from '#tests/support/laptop/fake-host.ts';

export interface PortPair {
  /** The app's side as the app uses it. */
  readonly host: Host;
  /** The app's end of the wire, for messages that the app would never send. */
  readonly wire: MessagePort;
  readonly ports: HostPorts;
  readonly bugs: readonly unknown[];
}

/** The handlers of the fake host, with some replaced. */
export async function someHandlers(replaced: Partial<HostHandlers> = {}): Promise<HostHandlers> {
  const fakeHost = await makeFakeHost();
  return {
    'app.about': () => fakeHost.ask('app.about', null),
    'vault.state': (ask) => fakeHost.ask('vault.state', ask),
    'vault.create': (ask) => fakeHost.ask('vault.create', ask),
    'vault.unlock': (ask) => fakeHost.ask('vault.unlock', ask),
    'vault.lock': (ask) => fakeHost.ask('vault.lock', ask),
    'kiosk.enter': (ask) => fakeHost.ask('kiosk.enter', ask),
    'kiosk.leave': (ask) => fakeHost.ask('kiosk.leave', ask),
    'vault.changePassphrase': (ask) => fakeHost.ask('vault.changePassphrase', ask),
    'vault.recover': (ask) => fakeHost.ask('vault.recover', ask),
    'vault.renewPassphrase': (ask) => fakeHost.ask('vault.renewPassphrase', ask),
    'vault.dropRecovered': (ask) => fakeHost.ask('vault.dropRecovered', ask),
    'vault.choose': (ask) => fakeHost.ask('vault.choose', ask),
    'vault.erase': (ask) => fakeHost.ask('vault.erase', ask),
    'vault.eraseAfter': (ask) => fakeHost.ask('vault.eraseAfter', ask),
    'vault.forget': (ask) => fakeHost.ask('vault.forget', ask),
    'vault.storeKeys': (ask) => fakeHost.ask('vault.storeKeys', ask),
    'vault.idle': (ask) => fakeHost.ask('vault.idle', ask),
    'device.identity': () => fakeHost.ask('device.identity', null),
    'device.renew': (ask) => fakeHost.ask('device.renew', ask),
    'journal.append': (ask) => fakeHost.ask('journal.append', ask),
    'journal.files': () => fakeHost.ask('journal.files', null),
    'journal.read': (ask) => fakeHost.ask('journal.read', ask),
    'journal.room': () => fakeHost.ask('journal.room', null),
    'journal.drop': (ask) => fakeHost.ask('journal.drop', ask),
    'journal.blank': (ask) => fakeHost.ask('journal.blank', ask),
    'laptop.state': (ask) => fakeHost.ask('laptop.state', ask),
    'recovery.recipients': (ask) => fakeHost.ask('recovery.recipients', ask),
    'recovery.read': (ask) => fakeHost.ask('recovery.read', ask),
    'blob.keep': (ask) => fakeHost.ask('blob.keep', ask),
    'blob.read': (ask) => fakeHost.ask('blob.read', ask),
    'database.discard': () => null,
    'database.engineChanged': () => false,
    'database.whole': () => null,
    'device.offer': () => null,
    'camera.scan': (ask) => fakeHost.ask('camera.scan', ask),
    'device.enrol': (ask) => fakeHost.ask('device.enrol', ask),
    'orders.notices': (ask) => fakeHost.ask('orders.notices', ask),
    'orders.dismiss': (ask) => fakeHost.ask('orders.dismiss', ask),
    'backup.make': (ask) => fakeHost.ask('backup.make', ask),
    'backup.choose': (ask) => fakeHost.ask('backup.choose', ask),
    'backup.restore': (ask) => fakeHost.ask('backup.restore', ask),
    'erase.sealed': (ask) => fakeHost.ask('erase.sealed', ask),
    'erase.notices': (ask) => fakeHost.ask('erase.notices', ask),
    'erase.dismiss': (ask) => fakeHost.ask('erase.dismiss', ask),
    'device.verify': (ask) => fakeHost.ask('device.verify', ask),
    'device.sign': (ask) => fakeHost.ask('device.sign', ask),
    'net.request': (ask) => fakeHost.ask('net.request', ask),
    'net.simulateOffline': (ask) => fakeHost.ask('net.simulateOffline', ask),
    'preferences.read': () => null,
    'preferences.write': () => null,
    'file.save': (ask) => fakeHost.ask('file.save', ask),
    'document.saved': (ask) => fakeHost.ask('document.saved', ask),
    'document.show': (ask) => fakeHost.ask('document.show', ask),
    'folder.choose': (ask) => fakeHost.ask('folder.choose', ask),
    'folder.save': (ask) => fakeHost.ask('folder.save', ask),
    'folder.show': (ask) => fakeHost.ask('folder.show', ask),
    'document.save': (ask) => fakeHost.ask('document.save', ask),
    'document.print': (ask) => fakeHost.ask('document.print', ask),
    'menu.language': () => null,
    'update.choose': (ask) => fakeHost.ask('update.choose', ask),
    'update.show': (ask) => fakeHost.ask('update.show', ask),
    ...replaced,
  };
}

/** Both ends of a host port, joined by a real message channel: messages are cloned as in Electron. */
export function joinPorts(hostHandlers: HostHandlers): PortPair {
  const bugs: unknown[] = [];
  const hostPorts = createHostPorts(hostHandlers, (error) => bugs.push(error));
  const { port1, port2 } = new MessageChannel();
  const shellPort: ShellPort = {
    // One listener type for both events of the port, which Node tells apart by name only.
    on: (event: 'message' | 'close', react: (message: { readonly data: unknown }) => void) =>
      port1.on(event, (data: unknown) => react({ data })),
    start: () => undefined, // Node's port starts with its first listener
    postMessage: (message) => port1.postMessage(message),
  };
  hostPorts.open(shellPort);
  const wire = port2 as unknown as MessagePort; // Node's port has the same listeners, but not the same type
  return { host: createPortHost(wire), wire, ports: hostPorts, bugs };
}

/** The next message of the shell, read by nobody else. */
export const nextMessage = (wire: MessagePort): Promise<unknown> =>
  new Promise((resolve) => wire.addEventListener('message', ({ data }) => resolve(data), { once: true }));
