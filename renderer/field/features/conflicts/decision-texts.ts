import type { DeviceId } from '#domain/ids.ts';
import type { Decision, DecisionValue } from './decision.ts';
import { sayValue, type Speaking } from './value-words.ts';

/** Who is behind a device, and whether it is this laptop. */
export interface Writer {
  readonly name: string | null;
  readonly isThisLaptop: boolean;
}
export type WriterOf = (device: DeviceId) => Writer;

/** "D5.4 Check before use: level": what is to be decided, in one line. */
export function sayDecision({ say }: Speaking, { words, record }: Decision): string {
  const what = say(words.what);
  return say('conflict.title', { subject: words.subject === null ? record : say(words.subject), what });
}

/** One of its values in words. A contested removal has the thing itself and its removal as values. */
export const sayDecisionValue = (speaking: Speaking, { words }: Decision, value: DecisionValue): string =>
  value.shown ?? sayValue(speaking, words.sort, value.value, value.after);

/** The people who wrote a value, as a list. */
export function sayWriters({ say, format }: Speaking, value: DecisionValue, writerOf: WriterOf): string {
  return format.list(
    value.writers.map(({ device }) => {
      const { name, isThisLaptop } = writerOf(device);
      if (isThisLaptop) return say('conflict.writer.you');
      // Laptops have no name in what headquarters tells; the first digits tell two of one person apart.
      return say('conflict.writer.other', {
        who: name ?? say('conflict.writer.someone'),
        laptop: device.slice(0, 4),
      });
    }),
  );
}
