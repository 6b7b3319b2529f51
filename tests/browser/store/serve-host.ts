import {
  type Host,
  type HostChannel,
  type HostEvent,
  HostRequest,
  hostEvents,
} from '#renderer/host/host-contract.ts';

/** The shell's end of a host port, over a fake: answers questions on the port and passes events on. */
export function serveHost(port: MessagePort, host: Host): void {
  port.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
    const { id, channel, ask } = HostRequest.parse(data);
    // The fake parses the question by its channel's schema.
    host.ask(channel as HostChannel, ask as never).then(
      (answer) => port.postMessage({ id, answer }),
      (error: unknown) => port.postMessage({ id, failure: String(error) }),
    );
  });
  // Keys of the contract's table.
  for (const event of Object.keys(hostEvents) as HostEvent[])
    host.on(event, (news) => port.postMessage({ event, news }));
  port.start();
}
