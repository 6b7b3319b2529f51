import type { Document } from '#domain/document/document.ts';
import { Device } from '#tests/support/protocol/client.mjs';

/** A colleague's laptop, joined with this code. It sends these records as it wrote them, each in a pack of its own. */
export async function sendRecords(
  url: string,
  code: string,
  log: string,
  documents: readonly Document[],
): Promise<void> {
  const device = new Device(url);
  const enrolled = await device.enrol(code, "the colleague's laptop");
  if (enrolled.status !== 200)
    throw new Error(`The colleague could not join: ${JSON.stringify(enrolled.body)}`);
  for (const { doc, kind, registers } of documents) {
    const writes = Object.entries(registers).flatMap(([path, { heads }]) =>
      heads.map(({ value }) => ({ doc, kind, path, value })),
    );
    const { status, body } = await device.sync({}, [device.pack(log, writes)]);
    const verdict: unknown = body?.verdicts?.[0]?.verdict;
    if (status !== 200 || verdict !== 'accepted') throw new Error(`Not accepted: ${JSON.stringify(body)}`);
  }
}
