import { wireLimits } from '#sync/protocol/limits.ts';
import type { RoundBudget } from './link.ts';

/**
 * Room for packs in one request, as it is filled. Never changed: each step returns the next budget. All sizes are bytes
 * in the text of the request.
 */
export interface RequestBudget {
  /** Below 0 when the first pack was larger than the room. */
  readonly leftBytes: number;
  /** Limit of each new pack. */
  readonly packBytes: number;
  /** True while the request has no pack. */
  readonly isEmpty: boolean;
}

/** Budget of a request without packs, beside its text so far. */
export const requestBudgetOf = (
  { requestBytes, packBytes }: Pick<RoundBudget, 'requestBytes' | 'packBytes'>,
  envelopeBytes: number,
): RequestBudget => ({ leftBytes: requestBytes - envelopeBytes, packBytes, isEmpty: true });

/** Budget of packs that travel without a request, on a stick or between laptops. */
export const unlimitedBudget: RequestBudget = {
  leftBytes: Number.POSITIVE_INFINITY,
  packBytes: wireLimits.packBytes,
  isEmpty: true,
};

/** Return whether so many bytes may go. An empty request takes one pack however large, so that progress never stops. */
export const fitsBudget = ({ leftBytes, isEmpty }: RequestBudget, bytes: number): boolean =>
  isEmpty || bytes <= leftBytes;

/** Budget after a pack of so many bytes. */
export const takeFromBudget = (budget: RequestBudget, bytes: number): RequestBudget => ({
  ...budget,
  leftBytes: budget.leftBytes - bytes,
  isEmpty: false,
});
