import { randomUUID } from 'node:crypto';
import * as Y from 'yjs';
import { encodeBase64 } from '#base/base64.ts';
import { Device } from '#tests/support/protocol/client.mjs';
import type { Canaries } from './canaries.ts';
import { canaryFields, kinds } from './canary-fields.ts';

/**
 * A colleague's laptop, joined with this code. It sends a document of each kind with a canary in each field that takes
 * one.
 */
export async function sendCanaries(
  url: string,
  code: string,
  log: string,
  canaries: Canaries,
): Promise<void> {
  const device = new Device(url);
  const enrolled = await device.enrol(code, canaries.of("the colleague's laptop"));
  if (enrolled.status !== 200)
    throw new Error(`The colleague could not join: ${JSON.stringify(enrolled.body)}`);
  const writes = kinds.flatMap((documentKind) => {
    const doc = randomUUID();
    return [...canaryFields].flatMap(([name, canaryField]) => {
      if (!name.startsWith(`${documentKind} `) || canaryField === null || canaryField === 'holdsNoText')
        return [];
      const canary = canaries.of(name);
      const about = { doc, kind: documentKind, path: canaryField.path };
      return [
        canaryField.isText
          ? { ...about, text: updateOf(canary) }
          : { ...about, value: canaryField.value(canary) },
      ];
    });
  });
  const { status, body } = await device.sync({}, [device.pack(log, writes)]);
  const verdict: unknown = body?.verdicts?.[0]?.verdict;
  if (status !== 200 || verdict !== 'accepted') throw new Error(`Not accepted: ${JSON.stringify(body)}`);
}

function updateOf(text: string): string {
  const document = new Y.Doc();
  document.getText('note').insert(0, text);
  return encodeBase64(Y.encodeStateAsUpdate(document));
}
