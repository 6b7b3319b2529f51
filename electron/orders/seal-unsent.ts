import crypto from 'node:crypto';
import path from 'node:path';
import type { DeviceId } from '#domain/ids.ts';
import { decodePayload } from '#sync/protocol/pack-codec.ts';
import type { Pack } from '#sync/protocol/wire.ts';
import { writeAgeFile } from '../age/write-age-file.ts';

export interface UnsentWork {
  readonly device: DeviceId;
  /** Headquarters' age recipients, from enrolment. */
  readonly recipients: readonly string[];
  readonly packs: readonly Pack[];
  readonly nowMs: number;
}

export type SealedWork =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'file'; readonly file: string; readonly packs: number }
  | { readonly kind: 'failed'; readonly why: string };

/**
 * Seals this work for headquarters alone, as the lines of a bundle (sync.md 6), in a folder that outlives the vault:
 * `<device>-<time>.age`. Never rejects: an order is carried out whether there is room for this or not.
 */
export async function sealUnsent(folder: string, work: UnsentWork, stop: AbortSignal): Promise<SealedWork> {
  const { device, recipients, packs, nowMs } = work;
  if (packs.length === 0) return { kind: 'nothing' };
  if (recipients.length === 0) return { kind: 'failed', why: 'noRecipients' };
  const time = new Date(nowMs).toISOString().replaceAll(/[:.]/g, '-');
  const file = path.join(folder, `${device}-${time}.age`);
  try {
    await writeAgeFile({ file, recipients }, bundleLines(work), stop);
    return { kind: 'file', file, packs: packs.length };
  } catch (error) {
    return { kind: 'failed', why: stop.aborted ? 'slow' : error instanceof Error ? error.message : 'failed' };
  }
}

async function* bundleLines({ device, packs, nowMs }: UnsentWork): AsyncGenerator<Uint8Array> {
  const hash = crypto.createHash('sha256');
  let lines = 0;
  const line = (value: object): Uint8Array => {
    const bytes = Buffer.from(`${JSON.stringify(value)}\n`, 'utf8');
    hash.update(bytes);
    lines += 1;
    return bytes;
  };
  yield line({ fieldbook: 1, from: device, made: nowMs, logs: logsOf(packs) });
  for (const pack of packs) yield line({ pack });
  yield line({ end: { lines, sha256: hash.copy().digest('hex') } });
}

const logsOf = (packs: readonly Pack[]): readonly string[] => [
  ...new Set(
    packs.flatMap(({ payload }) => {
      const opened = decodePayload(payload);
      return opened.ok ? [opened.value.log] : [];
    }),
  ),
];
