import type { Sample } from '../gallery/sample.ts';
import type { RadioRow } from '../fields/radio-rows.tsx';

/** The answers of the sample question. */
export type SampleAnswer = '1' | '2' | '3' | '4' | '5' | 'na' | 'ne' | 'declined';

/** Its five descriptors. */
export function descriptorRows(sample: Sample): RadioRow<SampleAnswer>[] {
  return ([1, 2, 3, 4, 5] as const).map((level) => ({
    value: `${level}`,
    keyHint: `${level}`,
    level,
    text: sample[`l${level}`],
  }));
}

/** The answers that are not a level. */
export function otherRows(sample: Sample): RadioRow<SampleAnswer>[] {
  return [
    { value: 'na', keyHint: '0', text: sample.na },
    { value: 'ne', keyHint: 'E', text: sample.ne },
    { value: 'declined', keyHint: 'D', text: sample.declined },
  ];
}
