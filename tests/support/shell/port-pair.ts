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
  const fake = await makeFakeHost();
  return {
    'app.about': () => fake.ask('app.about', null),
    'vault.state': (ask) => fake.ask('vault.state', ask),
    'vault.create': (ask) => fake.ask('vault.create', ask),
    'vault.unlock': (ask) => fake.ask('vault.unlock', ask),
    'vault.lock': (ask) => fake.ask('vault.lock', ask),
    'kiosk.enter': (ask) => fake.ask('kiosk.enter', ask),
    'kiosk.leave': (ask) => fake.ask('kiosk.leave', ask),
    'vault.changePassphrase': (ask) => fake.ask('vault.changePassphrase', ask),
    'vault.recover': (ask) => fake.ask('vault.recover', ask),
    'vault.renewPassphrase': (ask) => fake.ask('vault.renewPassphrase', ask),
    'vault.dropRecovered': (ask) => fake.ask('vault.dropRecovered', ask),
    'vault.choose': (ask) => fake.ask('vault.choose', ask),
    'vault.erase': (ask) => fake.ask('vault.erase', ask),
    'vault.eraseAfter': (ask) => fake.ask('vault.eraseAfter', ask),
    'vault.forget': (ask) => fake.ask('vault.forget', ask),
    'vault.storeKeys': (ask) => fake.ask('vault.storeKeys', ask),
    'vault.idle': (ask) => fake.ask('vault.idle', ask),
    'device.identity': () => fake.ask('device.identity', null),
    'device.renew': (ask) => fake.ask('device.renew', ask),
    'journal.append': (ask) => fake.ask('journal.append', ask),
    'journal.files': () => fake.ask('journal.files', null),
    'journal.read': (ask) => fake.ask('journal.read', ask),
    'journal.room': () => fake.ask('journal.room', null),
    'journal.drop': (ask) => fake.ask('journal.drop', ask),
    'journal.blank': (ask) => fake.ask('journal.blank', ask),
    'laptop.state': (ask) => fake.ask('laptop.state', ask),
    'recovery.recipients': (ask) => fake.ask('recovery.recipients', ask),
    'recovery.read': (ask) => fake.ask('recovery.read', ask),
    'blob.keep': (ask) => fake.ask('blob.keep', ask),
    'blob.read': (ask) => fake.ask('blob.read', ask),
    'database.discard': () => null,
    'database.engineChanged': () => false,
    'database.whole': () => null,
    'device.offer': () => null,
    'camera.scan': (ask) => fake.ask('camera.scan', ask),
    'device.enrol': (ask) => fake.ask('device.enrol', ask),
    'orders.notices': (ask) => fake.ask('orders.notices', ask),
    'orders.dismiss': (ask) => fake.ask('orders.dismiss', ask),
    'backup.make': (ask) => fake.ask('backup.make', ask),
    'backup.choose': (ask) => fake.ask('backup.choose', ask),
    'backup.restore': (ask) => fake.ask('backup.restore', ask),
    'erase.sealed': (ask) => fake.ask('erase.sealed', ask),
    'erase.notices': (ask) => fake.ask('erase.notices', ask),
    'erase.dismiss': (ask) => fake.ask('erase.dismiss', ask),
    'device.verify': (ask) => fake.ask('device.verify', ask),
    'device.sign': (ask) => fake.ask('device.sign', ask),
    'net.request': (ask) => fake.ask('net.request', ask),
    'net.simulateOffline': (ask) => fake.ask('net.simulateOffline', ask),
    'preferences.read': () => null,
    'preferences.write': () => null,
    'file.save': (ask) => fake.ask('file.save', ask),
    'document.saved': (ask) => fake.ask('document.saved', ask),
    'document.show': (ask) => fake.ask('document.show', ask),
    'folder.choose': (ask) => fake.ask('folder.choose', ask),
    'folder.save': (ask) => fake.ask('folder.save', ask),
    'folder.show': (ask) => fake.ask('folder.show', ask),
    'document.save': (ask) => fake.ask('document.save', ask),
    'document.print': (ask) => fake.ask('document.print', ask),
    'menu.language': () => null,
    'update.choose': (ask) => fake.ask('update.choose', ask),
    'update.show': (ask) => fake.ask('update.show', ask),
    ...replaced,
  };
}

/** Both ends of a host port, joined by a real message channel: messages are cloned as in Electron. */
export function joinPorts(handlers: HostHandlers): PortPair {
  const bugs: unknown[] = [];
  const ports = createHostPorts(handlers, (error) => bugs.push(error));
  const { port1, port2 } = new MessageChannel();
  const shellPort: ShellPort = {
    // One listener type for both events of the port, which Node tells apart by name only.
    on: (event: 'message' | 'close', react: (message: { readonly data: unknown }) => void) =>
      port1.on(event, (data: unknown) => react({ data })),
    start: () => undefined, // Node's port starts with its first listener
    postMessage: (message) => port1.postMessage(message),
  };
  ports.open(shellPort);
  const wire = port2 as unknown as MessagePort; // Node's port has the same listeners, but not the same type
  return { host: createPortHost(wire), wire, ports, bugs };
}

/** The next message of the shell, read by nobody else. */
export const nextMessage = (wire: MessagePort): Promise<unknown> =>
  new Promise((resolve) => wire.addEventListener('message', ({ data }) => resolve(data), { once: true }));
