import type { Say } from '#renderer/i18n/use-say.ts';
import { parkedKey, parkedMessage } from './parked-message.ts';
import type { ParkedRow } from './rows.ts';

/** What was not taken in, for a support desk: each item byte for byte, with its reason as a code and in words. */
export const parkedText = (items: readonly ParkedRow[], say: Say): string =>
  JSON.stringify(
    items.map((item) => ({
      at: new Date(item.atMs).toISOString(),
      what: item.what,
      whatInWords: say(parkedKey(item.what)),
      why: item.why,
      whyInWords: say(parkedMessage(item)),
      text: item.text,
    })),
    null,
    2,
  );
