import { openSealed } from '#sync/seal/sealed-values.ts';

const beginning = Buffer.from('age-encryption.org/v1').toString('base64');

/** Different texts that this key reads in any age file in base64 within these texts. */
export async function openBoxes(texts: readonly string[], identity: string): Promise<readonly string[]> {
  const boxes = texts.flatMap((text) => text.match(new RegExp(`${beginning}[A-Za-z0-9+/=]*`, 'g')) ?? []);
  const opened = await Promise.all([...new Set(boxes)].map((box) => openSealed(identity, { box })));
  return [...new Set(opened.flatMap((text) => text ?? []))].toSorted();
}
