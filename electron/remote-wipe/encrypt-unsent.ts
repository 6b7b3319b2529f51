import crypto from 'node:crypto';
import path from 'node:path';
import type { DeviceId } from '#domain/ids.ts';
import { decodePayload } from '#sync/protocol/pack-codec.ts';
import type { Pack } from '#sync/protocol/wire.ts';
import { writeAgeFile } from '../vault/age-encryption.ts';

/**
 * Encrypt this work for headquarters alone, as a bundle (sync/SPEC.md) in a folder that outlives the vault:
 * `<device>-<time>.age`. Never rejects: a remote command is executed whether or not there is room for this.
 */
export async function encryptUnsent(
  folder: string,
  work: UnsentPackBundle,
  abortSignal: AbortSignal,
): Promise<EncryptedWork> {
  const { device, recipients, packs, nowMs } = work;
  if (packs.length === 0) return { kind: 'nothing' };
  if (recipients.length === 0) return { kind: 'failed', why: 'noRecipients' };
  const time = new Date(nowMs).toISOString().replaceAll(/[:.]/g, '-');
  const file = path.join(folder, `${device}-${time}.age`);
  try {
    await writeAgeFile({ file, recipients }, writeBundleLines(work), abortSignal);
    return { kind: 'file', file, packs: packs.length };
  } catch (error) {
    return {
      kind: 'failed',
      why: abortSignal.aborted ? 'slow' : error instanceof Error ? error.message : 'failed',
    };
  }
}

interface UnsentPackBundle {
  readonly device: DeviceId;
  /** Age recipients of headquarters, from enrolment. */
  readonly recipients: readonly string[];
  readonly packs: readonly Pack[];
  readonly nowMs: number;
}

export type EncryptedWork =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'file'; readonly file: string; readonly packs: number }
  | { readonly kind: 'failed'; readonly why: string };

async function* writeBundleLines({ device, packs, nowMs }: UnsentPackBundle): AsyncGenerator<Uint8Array> {
  const hash = crypto.createHash('sha256');
  let lines = 0;
  const line = (value: object): Uint8Array => {
    const bytes = Buffer.from(`${JSON.stringify(value)}\n`, 'utf8');
    hash.update(bytes);
    lines += 1;
    return bytes;
  };
  yield line({ fieldbook: 1, from: device, made: nowMs, logs: logsOfPacks(packs) });
  for (const pack of packs) yield line({ pack });
  yield line({ end: { lines, sha256: hash.copy().digest('hex') } });
}

const logsOfPacks = (packs: readonly Pack[]): readonly string[] => [
  ...new Set(
    packs.flatMap(({ payload }) => {
      const opened = decodePayload(payload);
      return opened.ok ? [opened.value.log] : [];
    }),
  ),
];
