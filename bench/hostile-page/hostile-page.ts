import * as z from 'zod';
import type { PageContract } from '../rig/serve-bench-page.ts';

/** Functions of the page for `npm run bench -- hostile`. */
export const hostilePageContract = {
  /** Make a laptop with a store of one document of so many registers. */
  open: { ask: z.tuple([z.number()]), response: z.void() },
  /** Take so many packs of a colleague, of `opsInHostilePack` ops each. Throws when one of them is not taken whole. */
  receive: { ask: z.tuple([z.number()]), response: z.void() },
  /** Save so many answers of the person, each in a write of its own. Returns the bytes of encrypted rows that were put. */
  save: { ask: z.tuple([z.number()]), response: z.number() },
} as const satisfies PageContract;

/** As many as the small document has registers, so that an op changes one register in both. */
export const opsInHostilePack = 100;
