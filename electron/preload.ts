import { ipcRenderer } from 'electron';
import type { hostConnectMessage, hostPortMessage } from '#renderer/host/host-contract.ts';
import { hostPortChannel } from './ipc/host-port-channel.ts';

// The compiler checks these two copies. Importing the values would put the whole contract into this script, which runs
// before each page.
const connectText: typeof hostConnectMessage = 'fieldbook:connect-host';
const portText: typeof hostPortMessage = 'fieldbook:host-port';

// Exposes nothing. The page asks and gets a port to the main process, which checks the sender before it listens.
window.addEventListener('message', ({ source, data }: MessageEvent<unknown>) => {
  if (source !== window || data !== connectText) return;
  const { port1, port2 } = new MessageChannel();
  ipcRenderer.postMessage(hostPortChannel, null, [port1]);
  window.postMessage(portText, window.location.origin, [port2]);
});
