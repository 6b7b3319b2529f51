import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import fs from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { wireLimits } from '#sync/protocol/limits.ts';
import { makeFolderUntilExit } from '#tests/support/temporary/make-folder.ts';
import { endProcess, waitForAddress } from '../rig/bounded-wait.ts';
import type { BenchFigure } from '../rig/figure-table.ts';
import { atScale } from './measure-op-cost.ts';

const strangerCount = 200;
const maximumAddedMib = 64;
/** Requests after which the server has compiled its code and its memory is stable. */
const warmUpRequests = 300;
const serverRestMs = 1_500;
const watchDurationMs = 15_000;
const sampleIntervalMs = 50;
const bodyPieceBytes = 256 * 1024;

/**
 * Memory that 200 connections of strangers add to a server.
 * Each names a key that nobody enrolled, and sends all but the last byte of a body of 8 MiB. The figure is
 * the highest resident set beside them, less that before they came.
 */
export async function measureStrangerMemory(scale: number): Promise<readonly BenchFigure[]> {
  const name = `memory of ${strangerCount} stranger connections`;
  const target = `<= ${maximumAddedMib} MiB added`;
  // Only Linux tells the memory of another process.
  if (!fs.existsSync('/proc/self/status')) return [{ name, value: 'not measured: no /proc', target }];
  const { folder, remove } = makeFolderUntilExit('strangers');
  const server = spawn(
    process.execPath,
    [path.resolve('dist/server/main.js'), '--port', '0', '--data', folder],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  try {
    const { host, port } = new URL(await waitForAddress(server));
    for (let at = 0; at < warmUpRequests; at += 1) await (await fetch(`http://${host}/health`)).text();
    await wait(serverRestMs);
    const before = residentMibOf(server);
    const peak = await peakResidentMib(server, host, Number(port), atScale(scale, watchDurationMs, 3_000));
    const added = Math.round(peak - before);
    return [
      {
        name,
        value: `${added} MiB added (${Math.round(before)} to ${Math.round(peak)} MiB)`,
        target,
        isMet: added <= maximumAddedMib,
      },
    ];
  } finally {
    await endProcess(server);
    await remove();
  }
}

/** Highest resident set while all strangers send, in MiB. */
async function peakResidentMib(
  server: ChildProcess,
  host: string,
  port: number,
  durationMs: number,
): Promise<number> {
  const sockets = Array.from({ length: strangerCount }, () => connectStranger(host, port));
  let connected = 0;
  for (const socket of sockets) socket.once('connect', () => (connected += 1));
  let peak = 0;
  for (
    const untilMs = performance.now() + durationMs;
    performance.now() < untilMs;
    await wait(sampleIntervalMs)
  )
    peak = Math.max(peak, residentMibOf(server));
  for (const socket of sockets) socket.destroy();
  if (connected < strangerCount) throw new Error(`Only ${connected} strangers reached the server`);
  return peak;
}

function connectStranger(host: string, port: number): net.Socket {
  const socket = net.connect(port, '127.0.0.1');
  // The server may close it at any time.
  socket.on('error', () => undefined);
  socket.resume();
  const created = Math.floor(Date.now() / 1_000);
  const nonce = randomBytes(16).toString('base64url');
  socket.write(
    [
      'POST /api/v1/sync HTTP/1.1',
      `host: ${host}`,
      'content-type: application/json',
      `content-length: ${wireLimits.requestBytesCompressed}`,
      `content-digest: sha-256=:${randomBytes(32).toString('base64')}:`,
      `signature-input: fb=("@method" "@target-uri" "content-digest");created=${created};nonce="${nonce}";keyid="${randomBytes(16).toString('hex')}";alg="ed25519"`,
      `signature: fb=:${randomBytes(64).toString('base64')}:`,
      '\r\n',
    ].join('\r\n'),
  );
  sendSpaces(socket, wireLimits.requestBytesCompressed - 1);
  return socket;
}

const bodyPiece = Buffer.alloc(bodyPieceBytes, ' ');

/** Write so many bytes, as fast as the other end takes them. */
function sendSpaces(socket: net.Socket, bytes: number): void {
  let left = bytes;
  while (left > 0 && !socket.destroyed) {
    const sent = Math.min(left, bodyPiece.length);
    left -= sent;
    if (!socket.write(bodyPiece.subarray(0, sent))) break;
  }
  if (left > 0) socket.once('drain', () => sendSpaces(socket, left));
}

function residentMibOf({ pid }: ChildProcess): number {
  const found = /^VmRSS:\s+(\d+) kB$/m.exec(fs.readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
  if (found === undefined) throw new Error('The server has ended');
  return Number(found) / 1024;
}
