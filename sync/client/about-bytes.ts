/** What columns take beside an op's value in the text of a request, about. */
export const bytesAroundOp = 40;

/** Head of a request, and what it asks of every log. */
const envelopeBytes = 1_000;
/** Compression has little to find in the first bytes, more later (measured with packs of real answers). */
const startBytes = 16 * 1024;
const startShare = 0.5;
const laterShare = 0.3;

/** What waits, as text of requests: own changes with their values, before compression. */
export const waitingTextBytes = (waiting: { readonly changes: number; readonly bytes: number }): number =>
  waiting.bytes + waiting.changes * bytesAroundOp;

/** What so much text costs on the link once compressed, in so many requests; about, for people to decide by. */
export const aboutTravelBytes = (textBytes: number, requests: number): number =>
  Math.round(
    Math.min(textBytes, startBytes) * startShare +
      Math.max(0, textBytes - startBytes) * laterShare +
      requests * envelopeBytes,
  );
