import * as z from 'zod';
import { limits } from '#sync/protocol/limits.ts';

/**
 * What was measured of the road to headquarters (S6). Bytes are of request and answer before compression. It outlives a
 * restart: after a crash the rest would else go in small requests, each of which begins its compression anew.
 */
export const Link = z.readonly(
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
export type Link = z.infer<typeof Link>;

export const unknownLink: Link = {
  sizeBytes: limits.firstRequestBytes,
  bytesPerMs: null,
  measuredAtMs: null,
};

/** After this long without a measure the link may be another one. */
const quietMs = 2 * 60_000;
/** A person must see that it goes on. A cut costs a pack and not the request: see `packMs`. */
export const longestTripMs = 90_000;
/** Of an answer a cut costs the whole. */
const longestAnswerMs = 20_000;
/** No request is larger, however fast the link is. */
export const largestBytes = 2 * 1024 * 1024;
/**
 * So much larger is the next request while the rate holds: a slow start costs a poor link a round trip each, and each
 * request names again the records that it is about. What the rate moves in 90 s bounds it too.
 */
export const growth = 64;
/** The rate holds while it stays above this share of the best. */
const holding = 0.6;

/** How large the next request may be: 32 KiB after a quiet time, then what the measures allow (S6). */
export const sizeNow = (link: Link, nowMs: number): number =>
  isFresh(link, nowMs) ? link.sizeBytes : unknownLink.sizeBytes;

/** A measure from far in the future is of a clock that was turned back meanwhile. */
const isFresh = ({ measuredAtMs }: Link, nowMs: number): boolean =>
  measuredAtMs !== null && Math.abs(nowMs - measuredAtMs) <= quietMs;

/**
 * Smaller packs spend a large share on their signatures, which do not compress: of 16 KiB about 4 %. The first request
 * after a quiet time has two.
 */
const leastPackBytes = 32 * 1024;
/** A cut costs what of a pack had arrived, so a pack is no more than the link moves in this time. */
const packMs = 200;
/** On a quick link packs are larger, which spares both sides signatures and flushes. */
const fewestPacks = 16;

/** A link that moves the largest request within this time is quicker than sealing it. */
const quickTripMs = 2_000;

/** How much the next request may bring, in packs of which size, and how much it may ask for. */
export interface TripSizes {
  readonly requestBytes: number;
  readonly packBytes: number;
  readonly answerBytes: number;
  /** What the next request brings is sealed while this one is answered: the device, and not the link, is waited for. */
  readonly sealsAhead: boolean;
}

export function sizesNow(link: Link, nowMs: number): TripSizes {
  const requestBytes = sizeNow(link, nowMs);
  const movedBytes = (link.bytesPerMs ?? Number.POSITIVE_INFINITY) * longestAnswerMs;
  const answerBytes = Math.round(Math.max(limits.firstRequestBytes, Math.min(requestBytes, movedBytes)));
  const movedMeanwhile = Math.min(requestBytes / fewestPacks, (link.bytesPerMs ?? 0) * packMs);
  return {
    requestBytes,
    packBytes: Math.round(Math.max(Math.min(leastPackBytes, requestBytes / 2), movedMeanwhile)),
    answerBytes,
    sealsAhead: requestBytes === largestBytes && (link.bytesPerMs ?? 0) >= largestBytes / quickTripMs,
  };
}

export interface Trip {
  readonly bytes: number;
  readonly tookMs: number;
  readonly endedAtMs: number;
}

/**
 * The link after an answered request. The size grows by `growth` while the rate holds and halves when it falls, within
 * what the rate moves in 90 s. A trip that was much smaller than allowed tells of delay, not of rate, and changes nothing.
 */
export function measured(before: Link, { bytes, tookMs, endedAtMs }: Trip): Link {
  const { isBroken: _, ...link } = before;
  const size = sizeNow(link, endedAtMs - tookMs);
  if (bytes < size / 2) return before.isBroken === undefined ? before : link;
  const rate = bytes / Math.max(tookMs, 1);
  const best = size === link.sizeBytes ? (link.bytesPerMs ?? 0) : 0;
  const wanted = rate >= best * holding ? size * growth : size / 2;
  const sizeBytes = Math.round(
    Math.max(limits.firstRequestBytes, Math.min(wanted, rate * longestTripMs, largestBytes)),
  );
  return { sizeBytes, bytesPerMs: Math.max(rate, best * holding), measuredAtMs: endedAtMs };
}

/**
 * The link after a request without an answer. Packs that arrived need not go again, so one break costs the same in a large
 * request as in a small one, and each smaller one names its records again. After two in a row the link is taken for a worse one.
 */
export const broken = (link: Link): Link => ({
  ...link,
  isBroken: true,
  ...(link.isBroken && { sizeBytes: Math.max(limits.firstRequestBytes, link.sizeBytes / 2) }),
});
