import dgram from 'node:dgram';
import { once } from 'node:events';
import net from 'node:net';

/** A place on loopback that notes every visitor, over TCP or UDP on the same port, and lets nobody in. */
export interface KnockCounter {
  readonly url: string;
  /** The first line of each TCP connection that sent something, `tcp` for one that was opened, `udp` for a packet. */
  readonly knocks: string[];
  close(): Promise<void>;
}

export async function countKnocks(): Promise<KnockCounter> {
  const knocks: string[] = [];
  const sockets = new Set<net.Socket>();
  const tcp = net.createServer((socket) => {
    knocks.push('tcp');
    sockets.add(socket);
    socket.once('data', (data) => knocks.push(data.toString('latin1').split('\r\n')[0] ?? ''));
    socket.on('error', () => socket.destroy());
  });
  tcp.listen(0, '127.0.0.1');
  await once(tcp, 'listening');
  const address = tcp.address();
  if (address === null || typeof address === 'string') throw new Error('The counter has no port');

  const udp = dgram.createSocket('udp4', () => knocks.push('udp'));
  udp.bind(address.port, '127.0.0.1');
  await once(udp, 'listening');
  return {
    url: `http://127.0.0.1:${address.port}`,
    knocks,
    close: async () => {
      for (const socket of sockets) socket.destroy();
      udp.close();
      tcp.close();
      await once(tcp, 'close');
    },
  };
}
