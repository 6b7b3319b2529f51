import { randomUUID } from 'node:crypto';
import type { Device } from '#tests/support/protocol/client.mjs';

/** A document nobody has written in. */
export const aDocument = (): string => randomUUID();

/** Write the title of an assessment; the rest of it does not matter to a conversation. */
export const title = (doc: string, value: unknown, ...over: string[]) => ({
  doc,
  kind: 'assessment',
  path: 'title',
  value,
  over,
});

/** Send packs and return headquarters' verdict on each, a refusal by its code. */
export async function verdictsOf(device: Device, ...packs: unknown[]): Promise<readonly string[]> {
  const { body } = await device.sync({}, packs);
  return body.verdicts.map(({ verdict, code }: { verdict: string; code?: string }) => code ?? verdict);
}
