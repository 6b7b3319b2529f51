import zlib from 'node:zlib';
import { createEdits, type WorkloadEdit } from '../workload/registers.ts';
import { type Workload, workloadDocumentsOf } from '../workload/workload.ts';

/**
 * Practical lower bound of any format: the edits as bare columns, known names as numbers, under brotli's
 * strongest compression.
 */
export interface SyncFloor {
  readonly oneBytes: number;
  readonly fiveHundredBytesPerEdit: number;
  readonly tenThousandBytesPerEdit: number;
  /** Seconds of those bytes alone over the satellite. */
  readonly satelliteSeconds: number;
  /** Brotli of W as plain JSON, the measure for moving W. */
  readonly workloadBytes: number;
}

export function measureSyncFloor(workload: Workload, bitsPerSecond: number): SyncFloor {
  const { all } = createEdits(workload);
  const perEdit = (batch: number): number => {
    let bytes = 0;
    for (let at = 0; at < all.length; at += batch)
      bytes += smallestBytes(encodeColumns(all.slice(at, at + batch)));
    return bytes / all.length;
  };
  const step = Math.max(1, Math.floor(all.length / 200));
  const ones = all.filter((_, at) => at % step === 0).map((edit) => smallestBytes(encodeColumns([edit])));
  const whole = perEdit(all.length);
  const plain = Buffer.from(JSON.stringify(workloadDocumentsOf(workload)));
  return {
    oneBytes: ones.reduce((sum, bytes) => sum + bytes, 0) / ones.length,
    fiveHundredBytesPerEdit: perEdit(500),
    tenThousandBytesPerEdit: whole,
    satelliteSeconds: (whole * all.length * 8) / bitsPerSecond,
    workloadBytes: compressedBytes(plain, 9),
  };
}

const smallestBytes = (bytes: Buffer): number => Math.min(bytes.length, compressedBytes(bytes, 11));

const compressedBytes = (bytes: Buffer, quality: number): number =>
  zlib.brotliCompressSync(bytes, {
    params: {
      [zlib.constants.BROTLI_PARAM_QUALITY]: quality,
      [zlib.constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
    },
  }).length;

/**
 * In the order of devices and times: ids once, then one column each for document, field, length, number and
 * time.
 */
function encodeColumns(workloadEdits: readonly WorkloadEdit[]): Buffer {
  const sorted = workloadEdits.toSorted((a, b) => a.device - b.device || a.atMs - b.atMs);
  const ids = [...new Set(sorted.map(({ id }) => id))].sort();
  const indexByText = new Map(ids.map((id, at) => [id, at]));
  const [documents, fields, lengths, numbers, times, devices]: number[][] = [[], [], [], [], [], []];
  const texts: string[] = [];
  let atMs = 0;
  let device = -1;
  for (const workloadEdit of sorted) {
    putNumber(documents, indexByText.get(workloadEdit.id) ?? 0);
    putNumber(fields, fieldNumber(workloadEdit.path));
    if (typeof workloadEdit.value === 'number') {
      lengths?.push(0);
      numbers?.push(workloadEdit.value);
    } else {
      putNumber(lengths, Buffer.byteLength(workloadEdit.value) + 1);
      texts.push(workloadEdit.value);
    }
    const passedMs = workloadEdit.atMs - atMs;
    putNumber(times, passedMs >= 0 ? passedMs * 2 : passedMs * -2 - 1);
    atMs = workloadEdit.atMs;
    if (workloadEdit.device !== device) devices?.push(workloadEdit.device);
    device = workloadEdit.device;
  }
  const known = ids.map((id) => Buffer.from(id.replaceAll('-', ''), 'hex'));
  const all = [documents, fields, lengths, numbers, times, devices].map((column) =>
    Buffer.from(column ?? []),
  );
  return Buffer.concat([...known, ...all, Buffer.from(texts.join(''))]);
}

function putNumber(into: number[] | undefined, number: number): void {
  let left = number;
  while (left > 127) {
    into?.push((left & 127) | 128);
    left = Math.floor(left / 128);
  }
  into?.push(left);
}

const fieldNames = ['score', 'evidence', 'comment', 'title', 'minutes', 'name', 'role', 'present', 'notes'];

/** Number of a field; both sides know all possible fields. */
const fieldNumber = (path: readonly string[]): number =>
  fieldNames.indexOf(path.at(-1) ?? '') + fieldNames.length * Number(path[1]?.slice(1) ?? 0);
