import { documentLimits } from '#domain/document/document-size.ts';
import { textLimits } from '#domain/document/text-limits.ts';

/** Limits of the wire (sync.md 3 and 4, security.md 5). Sizes in bytes of UTF-8. */
export const limits = {
  packBytes: 256 * 1024,
  packOps: 2_000,
  valueBytes: 64 * 1024,
  /** Of a body on any road but `/sync` and the library of instruments; as sent. */
  smallRequestBytes: 64 * 1024,
  requestBytesCompressed: 8 * 1024 * 1024,
  requestBytes: 32 * 1024 * 1024,
  responseBytes: 8 * 1024 * 1024,
  /** S6: the first request after a quiet time. */
  firstRequestBytes: 32 * 1024,
  clockSkewSeconds: 300,
  /** J5: beyond these an op is held. */
  document: documentLimits,
  /** Former keys of headquarters that devices are told not to follow; of more the latest count. */
  revokedKeys: 64,
  /** M4: what one text op may hold. */
  text: textLimits,
} as const;
