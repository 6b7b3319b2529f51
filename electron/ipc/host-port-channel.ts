import type { IpcMain } from 'electron';
import type { HostPorts } from './host-ports.ts';

/** The one IPC channel of the shell. The preload script sends the shell's end of a host port on it. */
export const hostPortChannel = 'fieldbook:host-port';

/**
 * Accept the ports that preload scripts send. A port must come from the top frame of a window that shows the app's own
 * page. Any other is closed unread.
 */
export function acceptHostPorts(
  ipc: IpcMain,
  isOwnPage: (url: string) => boolean,
  hostPorts: Pick<HostPorts, 'open'>,
): void {
  ipc.on(hostPortChannel, ({ ports: handedOver, senderFrame, sender }) => {
    const isOurs = senderFrame !== null && senderFrame === sender.mainFrame && isOwnPage(senderFrame.url);
    for (const [index, port] of handedOver.entries()) {
      if (isOurs && index === 0) hostPorts.open(port);
      else port.close();
    }
  });
}
