import { chainStartHash } from '#sync/protocol/hash.ts';
import { aDevice, aDoc, aLog } from './sample-ids.ts';

/** Parts of a payload's text; columns replace those of a payload with one value. */
export interface PayloadParts {
  readonly [part: string]: unknown;
  readonly ops?: { readonly [column: string]: unknown };
}

/** The text of a payload that is right but for these parts, which the wire need not allow. */
export const aPayload = ({ ops, ...parts }: PayloadParts): string =>
  JSON.stringify({
    v: 1,
    log: aLog(),
    device: aDevice(),
    first: 1,
    prev: chainStartHash,
    stamp: [1_767_225_600_000, 0],
    docs: [[aDoc(), 'assessment']],
    paths: ['title'],
    devs: [],
    ...parts,
    ops: { d: 0, p: 0, t: 0, c: 0, o: 0, v: [1], ...ops },
  });

/** Any number of different document ids, or log ids. */
export const documentIdAt = (at: number): string =>
  `0192f0c1-0009-7000-8000-${at.toString(16).padStart(12, '0')}`;
