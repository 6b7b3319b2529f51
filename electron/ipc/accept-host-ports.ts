import type { IpcMain } from 'electron';
import type { HostPorts } from './host-ports.ts';
import { hostPortChannel } from './host-port-channel.ts';

/**
 * Takes the ports that preload scripts hand over. A port counts only when it comes from the top frame of a window
 * that shows our own page; any other is closed unread.
 */
export function acceptHostPorts(
  ipc: IpcMain,
  isOwnPage: (url: string) => boolean,
  ports: Pick<HostPorts, 'open'>,
): void {
  ipc.on(hostPortChannel, ({ ports: handedOver, senderFrame, sender }) => {
    const isOurs = senderFrame !== null && senderFrame === sender.mainFrame && isOwnPage(senderFrame.url);
    for (const [place, port] of handedOver.entries()) {
      if (isOurs && place === 0) ports.open(port);
      else port.close();
    }
  });
}
