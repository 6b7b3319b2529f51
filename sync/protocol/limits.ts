import { latestTimestampMs, maximumHlcCounter } from '#domain/clock/hlc.ts';
import { documentLimits, textLimits } from '#domain/document/document-size.ts';
import { maximumOpNumber, maximumValueBytes } from '#domain/document/op.ts';

/** Limits of the wire (J6, docs/security-requirements.md 5). Sizes in bytes of UTF-8. */
export const wireLimits = {
  packBytes: 256 * 1024,
  packOps: 2_000,
  valueBytes: maximumValueBytes,
  /** Nesting of arrays and objects in one value. */
  valueDepth: 16,
  /** Values that one op replaces: a register has no more heads. */
  overDots: documentLimits.dots,
  /** Values that all ops of one pack replace. */
  packOverDots: 8_192,
  /** Other devices named in one pack. */
  packDevices: 2_048,
  /** Ops of a device in a log, and places in a log: 15 digits. */
  number: maximumOpNumber,
  /** Milliseconds of an HLC timestamp: the end of the year 9999. */
  timeMs: latestTimestampMs,
  counter: maximumHlcCounter,
  requestPacks: 4_000,
  requestLogs: 10_000,
  /** Devices in one version vector. */
  haveDevices: 10_000,
  /** Numbers of a device in `holds`; also the sum over all devices that headquarters sends. */
  responseHolds: 10_000,
  waitingOps: 1_000_000_000,
  waitingBytes: 1_000_000_000_000,
  /** Body as sent, on any route except `/sync` and the library of instruments. */
  smallRequestBytes: 64 * 1024,
  requestBytesCompressed: 8 * 1024 * 1024,
  requestBytes: 32 * 1024 * 1024,
  responseBytes: 8 * 1024 * 1024,
  /** S6: the first request after a quiet time. */
  firstRequestBytes: 32 * 1024,
  clockSkewSeconds: 300,
  /** J5: held ops of a person's devices in a log. Beyond it, a pack with more of them is refused. */
  heldOps: 2_000,
  /** J5: beyond these an op is held. */
  document: documentLimits,
  /** Former keys of headquarters that devices must not follow; the latest count. */
  revokedKeys: 64,
  /** Characters of a name, a title or a sentence of headquarters, which itself accepts at most 200. */
  shownChars: 2_000,
  /** Remote commands to a device in one response. */
  orders: 1_000,
  /** M4: size of one text op. */
  text: textLimits,
} as const;
