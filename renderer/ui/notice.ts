import type { Meaning } from './meaning.tsx';

/** Something that happened elsewhere than under the person's hands. */
export interface Notice {
  readonly meaning: Meaning;
  readonly text: string;
}
