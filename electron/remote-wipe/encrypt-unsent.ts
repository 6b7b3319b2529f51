import crypto from 'node:crypto';
import path from 'node:path';
import type { Op } from '#domain/document/op.ts';
import type { DeviceId, LogId } from '#domain/ids.ts';
import { JournalEntry } from '#renderer/store/journal/journal-entry.ts';
import { type JournalChain, JournalState } from '#renderer/store/journal/journal-state.ts';
import { fitOpsIntoPack } from '#sync/client/plan-request.ts';
import { wirePackOf } from '#sync/protocol/erased-pack.ts';
import { chainStartHash, type Sha256, sha256Of } from '#sync/protocol/hash.ts';
import { wireLimits } from '#sync/protocol/limits.ts';
import { decodePayload } from '#sync/protocol/pack-codec.ts';
import type { Pack } from '#sync/protocol/wire.ts';
import type { ShellJournal } from '../journal/shell-journal.ts';
import { writeAgeFile } from '../vault/age-encryption.ts';
import type { DeviceKey } from '../vault/device-key.ts';

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

/**
 * Yield this laptop's own packs that headquarters may lack, in chain order. The journal does not know the
 * acknowledgements since it was last compacted. Headquarters takes known packs as duplicates, which is harmless (S4).
 * Ops without a pack are signed now by the device that wrote them.
 */
export function* collectUnsentPacks(
  journalState: JournalState,
  deviceIds: readonly DeviceId[],
  keyOf: (deviceId: DeviceId) => DeviceKey | null,
): Generator<Pack> {
  for (const deviceId of deviceIds)
    for (const logId of journalState.logsOf(deviceId))
      yield* collectChainPacks(logId, journalState.chainOf(deviceId, logId), keyOf(deviceId));
}

function* collectChainPacks(
  logId: LogId,
  journalChain: JournalChain,
  deviceKey: DeviceKey | null,
): Generator<Pack> {
  let end: { readonly n: number; readonly hash: Sha256 } = journalChain.mark ?? {
    n: 0,
    hash: chainStartHash,
  };
  for (
    let packRow = journalChain.packsByFirst.get(end.n + 1);
    packRow !== undefined;
    packRow = journalChain.packsByFirst.get(end.n + 1)
  ) {
    yield wirePackOf(packRow);
    end = { n: packRow.last, hash: packRow.hash };
  }
  if (deviceKey === null) return;
  for (let ops = nextOpsAfter(journalChain, end.n); ops.length > 0; ops = nextOpsAfter(journalChain, end.n)) {
    const { payload, count } = fitOpsIntoPack(logId, end.hash, ops, wireLimits.packBytes);
    yield { payload, sig: deviceKey.sign(payload).toString('base64url') };
    end = { n: end.n + count, hash: sha256Of(payload) };
  }
}

/** Return the next ops without a gap. */
function nextOpsAfter({ opsByNumber }: JournalChain, n: number): readonly Op[] {
  const ops: Op[] = [];
  for (let op = opsByNumber.get(n + 1); op !== undefined; op = opsByNumber.get(n + 1 + ops.length)) {
    ops.push(op);
    if (ops.length === wireLimits.packOps) break;
  }
  return ops;
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

/** Decrypt a frame with the vault's key; null for a foreign or damaged frame. */
export type DecryptFrame = (frameBytes: Uint8Array) => Uint8Array | null;

/** Yield the readable entries of the journal. Damaged ones are left out; the rest is still worth sending. */
export async function* readJournalEntries(
  shellJournal: ShellJournal,
  openFrame: DecryptFrame,
): AsyncGenerator<JournalEntry> {
  for (const file of await shellJournal.files()) {
    const { frames } = await shellJournal.read(file);
    for (const frame of frames) {
      const journalEntry = parseJournalEntry(openFrame(frame));
      if (journalEntry) yield journalEntry;
    }
  }
}

/** Read all entries of a journal into one state. Frames that do not open are skipped. */
export async function readJournalState(
  shellJournal: ShellJournal,
  openFrame: DecryptFrame,
): Promise<JournalState> {
  const journalState = new JournalState();
  for await (const journalEntry of readJournalEntries(shellJournal, openFrame))
    journalState.applyEntry(journalEntry);
  return journalState;
}

function parseJournalEntry(bytes: Uint8Array | null): JournalEntry | null {
  if (bytes === null) return null;
  try {
    return JournalEntry.safeParse(JSON.parse(Buffer.from(bytes).toString('utf8'))).data ?? null;
  } catch {
    return null; // not JSON: damaged
  }
}
