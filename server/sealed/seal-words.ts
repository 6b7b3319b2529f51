import type { DocumentId, LogId } from '#domain/ids.ts';
import { openBytes, sealBytes } from './seal-bytes.ts';
import type { SealingKey } from './sealing-keys.ts';

/** Where the remark stands whose words these are. */
export interface SealedPlace {
  readonly log: LogId;
  readonly doc: DocumentId;
  readonly point: string;
}

/** Words as the container holds them: nonce, sealed bytes and tag in base64, bound to their place. */
export const sealWords = (key: SealingKey, place: SealedPlace, words: string): string =>
  sealBytes(key, boundTo(place), words);

/** The words; null where these bytes were not sealed by this key for this place. */
export const openWords = (key: SealingKey, place: SealedPlace, sealed: string): string | null =>
  openBytes(key, boundTo(place), sealed);

/** A row that was copied to another remark opens there for nobody. */
const boundTo = ({ log, doc, point }: SealedPlace): string =>
  `fieldbook sealed words\n${log}\n${doc}\n${point}`;
