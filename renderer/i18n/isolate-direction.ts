import type { TextDirection } from './language.ts';

const rightToLeftLetter = /[\u0590-\u08FF\uFB1D-\uFDFF\uFE70-\uFEFC]/u;
const leftToRightLetter = /(?![\u0590-\u08FF\uFB1D-\uFDFF\uFE70-\uFEFC])\p{L}/u;

/**
 * Wrap a text in Unicode isolates if it holds letters of the other direction than the text around it. Plain
 * characters, so that it also works in attributes, titles and announcements. Other texts come back unchanged.
 */
export function isolateDirection(text: string, around: TextDirection): string {
  const runsAgainst = around === 'rtl' ? leftToRightLetter : rightToLeftLetter;
  return runsAgainst.test(text) ? `\u2068${text}\u2069` : text;
}
