import * as z from 'zod';
import { wireLimits } from '#sync/protocol/limits.ts';

/**
 * Measurement of the link to headquarters (S6), in bytes of request and answer before compression. It is stored, since
 * after a crash the rest would go in small requests. Each of them starts its compression again.
 */
export const LinkMeasurement = z.readonly(
  z.object({
    /** Limit of the next request, in bytes, while the measurement is fresh. */
    sizeBytes: z.number().positive(),
    /** Best rate since the last quiet time; null before the first measurement. */
    bytesPerMs: z.number().nonnegative().nullable(),
    measuredAtMs: z.number().nonnegative().nullable(),
    /** True when the last request had no response. */
    isBroken: z.boolean().optional(),
  }),
);
export type LinkMeasurement = z.infer<typeof LinkMeasurement>;

export const unmeasuredLink: LinkMeasurement = {
  sizeBytes: wireLimits.firstRequestBytes,
  bytesPerMs: null,
  measuredAtMs: null,
};

/** A measurement expires after this time, since the link may have changed. */
const linkExpiryMs = 2 * 60_000;
/** Limit that lets a person see progress. A break costs one pack, not the request: see `maximumPackMs`. */
export const maximumRoundMs = 90_000;
/** A break costs the whole answer. */
const maximumAnswerMs = 20_000;
/** Largest request, however fast the link is. */
export const maximumRequestBytes = 2 * 1024 * 1024;
/**
 * Growth of the next request while the rate holds, within the bytes that the rate moves in 90 s. A slow start costs a
 * poor link a round trip each, and every request names its records again.
 */
export const requestGrowthFactor = 64;
/** The rate holds while it stays above this share of the best. */
const steadyRateShare = 0.6;

/** Bytes of the next request: 32 KiB after a quiet time, then by the measurements (S6). */
export const nextRequestBytes = (linkMeasurement: LinkMeasurement, nowMs: number): number =>
  isFreshLink(linkMeasurement, nowMs) ? linkMeasurement.sizeBytes : unmeasuredLink.sizeBytes;

/** A measurement from the far future belongs to a clock that was set back meanwhile. */
const isFreshLink = ({ measuredAtMs }: LinkMeasurement, nowMs: number): boolean =>
  measuredAtMs !== null && Math.abs(nowMs - measuredAtMs) <= linkExpiryMs;

/**
 * Smaller packs spend a large share on their signatures, which do not compress: of 16 KiB about 4 %. The first request
 * after a quiet time has two.
 */
const minimumPackBytes = 32 * 1024;
/** A pack is at most the bytes that the link moves in this time: a break costs its arrived part. */
const maximumPackMs = 200;
/** A fast link gets larger packs, which spares both sides signatures and flushes. */
const minimumPacksPerRequest = 16;

/** A link that moves the largest request within this time is faster than signing it. */
const quickRoundMs = 2_000;

/** Limits of the next request: its bytes, the bytes of a pack, and the bytes of its response. */
export interface RoundBudget {
  readonly requestBytes: number;
  readonly packBytes: number;
  readonly responseBytes: number;
  /** True to sign the next packs while this request is answered: the device is slower than the link. */
  readonly signsAhead: boolean;
}

/** Budget of the next round, by the measured speed of the link. An unmeasured link begins small. */
export function nextRoundBudget(linkMeasurement: LinkMeasurement, nowMs: number): RoundBudget {
  const requestBytes = nextRequestBytes(linkMeasurement, nowMs);
  const movedBytes = (linkMeasurement.bytesPerMs ?? Number.POSITIVE_INFINITY) * maximumAnswerMs;
  const responseBytes = Math.round(
    Math.max(wireLimits.firstRequestBytes, Math.min(requestBytes, movedBytes)),
  );
  const movedMeanwhile = Math.min(
    requestBytes / minimumPacksPerRequest,
    (linkMeasurement.bytesPerMs ?? 0) * maximumPackMs,
  );
  return {
    requestBytes,
    packBytes: Math.round(Math.max(Math.min(minimumPackBytes, requestBytes / 2), movedMeanwhile)),
    responseBytes,
    signsAhead:
      requestBytes === maximumRequestBytes &&
      (linkMeasurement.bytesPerMs ?? 0) >= maximumRequestBytes / quickRoundMs,
  };
}

interface MeasuredRound {
  readonly bytes: number;
  readonly tookMs: number;
  readonly endedAtMs: number;
}

/**
 * Link after an answered request. The size grows by `requestGrowthFactor` while the rate holds, and halves when it
 * falls. It stays within the bytes that the rate moves in 90 s. A round much smaller than its limit measures delay, not
 * rate, and changes nothing.
 */
export function linkAfterResponse(
  previousLinkMeasurement: LinkMeasurement,
  { bytes, tookMs, endedAtMs }: MeasuredRound,
): LinkMeasurement {
  const { isBroken: _, ...link } = previousLinkMeasurement;
  const size = nextRequestBytes(link, endedAtMs - tookMs);
  if (bytes < size / 2)
    return previousLinkMeasurement.isBroken === undefined ? previousLinkMeasurement : link;
  const rate = bytes / Math.max(tookMs, 1);
  const best = size === link.sizeBytes ? (link.bytesPerMs ?? 0) : 0;
  const wanted = rate >= best * steadyRateShare ? size * requestGrowthFactor : size / 2;
  const sizeBytes = Math.round(
    Math.max(wireLimits.firstRequestBytes, Math.min(wanted, rate * maximumRoundMs, maximumRequestBytes)),
  );
  return { sizeBytes, bytesPerMs: Math.max(rate, best * steadyRateShare), measuredAtMs: endedAtMs };
}

/**
 * Link after a request without a response. Arrived packs need not go again, so one break costs the same in a large
 * request. The size stays, since each smaller request would name its records again. After two breaks in a row the link
 * counts as a slower one.
 */
export const linkAfterFailure = (linkMeasurement: LinkMeasurement): LinkMeasurement => ({
  ...linkMeasurement,
  isBroken: true,
  ...(linkMeasurement.isBroken && {
    sizeBytes: Math.max(wireLimits.firstRequestBytes, linkMeasurement.sizeBytes / 2),
  }),
});
