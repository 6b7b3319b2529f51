import { ipcRenderer } from 'electron';
import type { connectMessage, portMessage } from '#renderer/host/host-contract.ts';
import { portChannel } from './ipc/port-channel.ts';

// The compiler checks these two copies: importing the values would put the whole contract into this script, which
// runs before each page.
const connect: typeof connectMessage = 'fieldbook:connect-host';
const handOver: typeof portMessage = 'fieldbook:host-port';

// Exposes nothing. The page asks, and gets a port that only the main process answers; the main process looks at who
// sent it before it listens.
window.addEventListener('message', ({ source, data }: MessageEvent<unknown>) => {
  if (source !== window || data !== connect) return;
  const { port1, port2 } = new MessageChannel();
  ipcRenderer.postMessage(portChannel, null, [port1]);
  window.postMessage(handOver, window.location.origin, [port2]);
});
