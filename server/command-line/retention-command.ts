import * as z from 'zod';
import { lookAtRetention } from '../retention/look.ts';
import type { AdminCommand } from './admin-commands.ts';

const Ask = z.object({ erase: z.boolean().default(false) });

/**
 * `retention [--erase]`: what is due to be erased at headquarters, since when that is listed, and from when on it may be
 * erased. With `--erase` what has been listed for its 30 days is erased; nothing is before.
 */
export const retentionCommand: AdminCommand = {
  options: { erase: { type: 'boolean' } },
  ask: Ask,
  run: ({ store, surroundings }, ask) =>
    lookAtRetention(store, surroundings, { erases: Ask.parse(ask).erase, actor: 'command line' }),
};
