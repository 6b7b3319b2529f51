import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

// A system bus of this journey alone, on which we are the login manager. It signals that the lid of a Linux laptop is
// closed.

const loginManager = 'org.freedesktop.login1';

export interface SystemBus {
  /** For the environment of the app. */
  readonly environment: Readonly<Record<string, string>>;
  /** Signals that the laptop is about to sleep, or has woken up. */
  readonly sleep: (isAboutToSleep: boolean) => void;
  readonly stop: () => Promise<void>;
}

/** Start a bus in this folder and take the login manager's name on it. */
export async function startSystemBus(folder: string): Promise<SystemBus> {
  const socket = path.join(folder, 'bus');
  const config = path.join(folder, 'bus.conf');
  writeFileSync(config, configOf(socket));
  const daemon = spawn('dbus-daemon', [`--config-file=${config}`, '--nofork'], { stdio: 'inherit' });
  const connection = await connected(socket, daemon);
  connection.write(`\0AUTH EXTERNAL ${Buffer.from(String(process.getuid?.())).toString('hex')}\r\n`);
  await once(connection, 'data');
  connection.write('BEGIN\r\n');
  let serial = 0;
  const send = (kind: 'call' | 'signal', fields: readonly Field[], body: Buffer): void => {
    serial += 1;
    connection.write(message(kind, serial, fields, body));
  };
  const bus = '/org/freedesktop/DBus';
  const ask = (member: string, signature: string, body: Buffer): void => {
    const to: readonly Field[] = [
      ['path', bus],
      ['interface', 'org.freedesktop.DBus'],
      ['member', member],
      ['destination', 'org.freedesktop.DBus'],
    ];
    send('call', signature === '' ? to : [...to, ['signature', signature]], body);
  };
  connection.resume(); // requests of others to the login manager stay without an answer
  ask('Hello', '', Buffer.alloc(0));
  ask('RequestName', 'su', Buffer.concat([aligned(string(loginManager), 4), number(4)]));
  return {
    environment: { DBUS_SYSTEM_BUS_ADDRESS: `unix:path=${socket}` },
    sleep: (isAboutToSleep) =>
      send(
        'signal',
        [
          ['path', '/org/freedesktop/login1'],
          ['interface', `${loginManager}.Manager`],
          ['member', 'PrepareForSleep'],
          ['signature', 'b'],
        ],
        number(isAboutToSleep ? 1 : 0),
      ),
    async stop() {
      connection.destroy();
      const ended = once(daemon, 'exit');
      daemon.kill();
      await ended;
    },
  };
}

const configOf = (socket: string): string => `<!DOCTYPE busconfig PUBLIC
 "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN" "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig><type>system</type><listen>unix:path=${socket}</listen><auth>EXTERNAL</auth>
<policy context="default"><allow send_destination="*" eavesdrop="true"/><allow eavesdrop="true"/><allow own="*"/>
<allow user="*"/></policy></busconfig>`;

async function connected(socket: string, daemon: ChildProcess): Promise<net.Socket> {
  for (;;) {
    if (daemon.exitCode !== null) throw new Error('The bus ended');
    const connection = net.connect(socket);
    const answer = await Promise.race([
      once(connection, 'connect').then(() => connection),
      once(connection, 'error').then(() => null),
    ]).catch(() => null);
    if (answer !== null) return answer;
    await wait(50);
  }
}

/** Of the D-Bus specification, "Message Format": the code and the type of each header field. */
const fieldCodes = {
  path: [1, 'o'],
  interface: [2, 's'],
  member: [3, 's'],
  destination: [6, 's'],
  signature: [8, 'g'],
} as const;
type Field = readonly [name: keyof typeof fieldCodes, value: string];

function message(kind: 'call' | 'signal', serial: number, fields: readonly Field[], body: Buffer): Buffer {
  let header = Buffer.alloc(0);
  for (const [name, value] of fields) {
    const [code, type] = fieldCodes[name];
    const variant = Buffer.from([code, 1, type.charCodeAt(0), 0]);
    const text = type === 'g' ? Buffer.from([value.length, ...Buffer.from(value), 0]) : string(value);
    header = Buffer.concat([aligned(header, 8), variant, text]);
  }
  const start = Buffer.from([0x6c, kind === 'call' ? 1 : 4, 0, 1]);
  const head = Buffer.concat([start, number(body.length), number(serial), number(header.length), header]);
  return Buffer.concat([aligned(head, 8), body]);
}

function number(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}

const string = (value: string): Buffer =>
  Buffer.concat([number(Buffer.byteLength(value)), Buffer.from(`${value}\0`)]);

const aligned = (bytes: Buffer, to: number): Buffer =>
  Buffer.concat([bytes, Buffer.alloc((to - (bytes.length % to)) % to)]);
