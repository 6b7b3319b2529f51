/** What has travelled on a road. */
export interface Traffic {
  up: number;
  down: number;
  /** `POST /api/v1/sync` and the like, without what comes after `?`. */
  requests: string[];
}

export const noTraffic = (): Traffic => ({ up: 0, down: 0, requests: [] });

export const bytesOf = ({ up, down }: Traffic): number => up + down;

/** Round trips of a device that is enrolled. */
export const roundTripsOf = ({ requests }: Traffic): number =>
  requests.filter((line) => !line.endsWith('/enrol')).length;

/** The first line of an HTTP request when these bytes begin one, else null. */
export const requestLine = (bytes: Buffer): string | null =>
  /^([A-Z]{3,7} [^ ?]+)\S* HTTP\/1\.1\r\n/.exec(bytes.subarray(0, 400).toString('latin1'))?.[1] ?? null;

const proofOnly = /^(signature|signature-input|content-digest|unencoded-digest|want-unencoded-digest):/i;

/**
 * How many bytes of one signed exchange are there only to prove who speaks: the header lines of signatures and digests
 * with their nonces, and in the bodies the raw signature, chain hash and verdict hash of one pack.
 */
export function proofBytes(up: Buffer, down: Buffer): number {
  const lines = [up, down].flatMap((bytes) => headOf(bytes).split('\r\n'));
  const headers = lines
    .filter((line) => proofOnly.test(line))
    .reduce((sum, line) => sum + line.length + 2, 0);
  return headers + packProofBytes;
}

const packProofBytes = 64 + 32 + 32;

const headOf = (bytes: Buffer): string => bytes.toString('latin1').split('\r\n\r\n', 1)[0] ?? '';
