import { sharedRoads, tryAll } from './roads.js';

self.addEventListener('message', ({ data, ports: [port] }) => {
  if (data.server) void tryAll(sharedRoads(data.server)).then((outcomes) => self.postMessage(outcomes));
  if (!port) return;
  // The store's worker holds a port of its own to the shell.
  port.onmessage = ({ data: reply }) => {
    self.postMessage(reply);
    port.close();
  };
  port.postMessage(data.request);
});
