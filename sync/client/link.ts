import * as z from 'zod';
import { wireLimits } from '#sync/protocol/limits.ts';

/**
 * What was measured of the road to headquarters (S6). Bytes are of request and answer before compression. It outlives a
 * restart: after a crash the rest would else go in small requests, each of which begins its compression anew.
 */
export const LinkMeasurement = z.readonly(
  z.object({
    /** How large the next request may be while it is fresh. */
    sizeBytes: z.number().positive(),
    /** The best rate since the last quiet time; null before the first measure. */
    bytesPerMs: z.number().nonnegative().nullable(),
    measuredAtMs: z.number().nonnegative().nullable(),
    /** The last request had no answer. */
    isBroken: z.boolean().optional(),
  }),
);
export type LinkMeasurement = z.infer<typeof LinkMeasurement>;

export const unmeasuredLink: LinkMeasurement = {
  sizeBytes: wireLimits.firstRequestBytes,
  bytesPerMs: null,
  measuredAtMs: null,
};

/** After this long without a measure the link may be another one. */
const linkExpiryMs = 2 * 60_000;
/** A person must see that it goes on. A cut costs a pack and not the request: see `maximumPackMs`. */
export const maximumRoundMs = 90_000;
/** Of an answer a cut costs the whole. */
const maximumAnswerMs = 20_000;
/** No request is larger, however fast the link is. */
export const maximumRequestBytes = 2 * 1024 * 1024;
/**
 * So much larger is the next request while the rate holds: a slow start costs a poor link a round trip each, and each
 * request names again the records that it is about. What the rate moves in 90 s bounds it too.
 */
export const requestGrowthFactor = 64;
/** The rate holds while it stays above this share of the best. */
const steadyRateShare = 0.6;

/** How large the next request may be: 32 KiB after a quiet time, then what the measures allow (S6). */
export const nextRequestBytes = (link: LinkMeasurement, nowMs: number): number =>
  isFreshLink(link, nowMs) ? link.sizeBytes : unmeasuredLink.sizeBytes;

/** A measure from far in the future is of a clock that was turned back meanwhile. */
const isFreshLink = ({ measuredAtMs }: LinkMeasurement, nowMs: number): boolean =>
  measuredAtMs !== null && Math.abs(nowMs - measuredAtMs) <= linkExpiryMs;

/**
 * Smaller packs spend a large share on their signatures, which do not compress: of 16 KiB about 4 %. The first request
 * after a quiet time has two.
 */
const minimumPackBytes = 32 * 1024;
/** A cut costs what of a pack had arrived, so a pack is no more than the link moves in this time. */
const maximumPackMs = 200;
/** On a quick link packs are larger, which spares both sides signatures and flushes. */
const minimumPacksPerRequest = 16;

/** A link that moves the largest request within this time is quicker than sealing it. */
const quickRoundMs = 2_000;

/** How much the next request may bring, in packs of which size, and how much it may ask for. */
export interface RoundBudget {
  readonly requestBytes: number;
  readonly packBytes: number;
  readonly answerBytes: number;
  /** What the next request brings is sealed while this one is answered: the device, and not the link, is waited for. */
  readonly signsAhead: boolean;
}

export function nextRoundBudget(link: LinkMeasurement, nowMs: number): RoundBudget {
  const requestBytes = nextRequestBytes(link, nowMs);
  const movedBytes = (link.bytesPerMs ?? Number.POSITIVE_INFINITY) * maximumAnswerMs;
  const answerBytes = Math.round(Math.max(wireLimits.firstRequestBytes, Math.min(requestBytes, movedBytes)));
  const movedMeanwhile = Math.min(
    requestBytes / minimumPacksPerRequest,
    (link.bytesPerMs ?? 0) * maximumPackMs,
  );
  return {
    requestBytes,
    packBytes: Math.round(Math.max(Math.min(minimumPackBytes, requestBytes / 2), movedMeanwhile)),
    answerBytes,
    signsAhead:
      requestBytes === maximumRequestBytes && (link.bytesPerMs ?? 0) >= maximumRequestBytes / quickRoundMs,
  };
}

export interface MeasuredRound {
  readonly bytes: number;
  readonly tookMs: number;
  readonly endedAtMs: number;
}

/**
 * The link after an answered request. The size grows by `growth` while the rate holds and halves when it falls, within
 * what the rate moves in 90 s. A trip that was much smaller than allowed tells of delay, not of rate, and changes nothing.
 */
export function linkAfterAnswer(
  before: LinkMeasurement,
  { bytes, tookMs, endedAtMs }: MeasuredRound,
): LinkMeasurement {
  const { isBroken: _, ...link } = before;
  const size = nextRequestBytes(link, endedAtMs - tookMs);
  if (bytes < size / 2) return before.isBroken === undefined ? before : link;
  const rate = bytes / Math.max(tookMs, 1);
  const best = size === link.sizeBytes ? (link.bytesPerMs ?? 0) : 0;
  const wanted = rate >= best * steadyRateShare ? size * requestGrowthFactor : size / 2;
  const sizeBytes = Math.round(
    Math.max(wireLimits.firstRequestBytes, Math.min(wanted, rate * maximumRoundMs, maximumRequestBytes)),
  );
  return { sizeBytes, bytesPerMs: Math.max(rate, best * steadyRateShare), measuredAtMs: endedAtMs };
}

/**
 * The link after a request without an answer. Packs that arrived need not go again, so one break costs the same in a large
 * request as in a small one, and each smaller one names its records again. After two in a row the link is taken for a worse one.
 */
export const linkAfterFailure = (link: LinkMeasurement): LinkMeasurement => ({
  ...link,
  isBroken: true,
  ...(link.isBroken && { sizeBytes: Math.max(wireLimits.firstRequestBytes, link.sizeBytes / 2) }),
});
