import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import * as z from 'zod';
import * as wire from '#sync/protocol/wire.ts';
import { readSource } from '#tests/support/repository/source-files.ts';

const pinFile = 'tests/architecture/wire-hash.txt';

test('the wire is frozen: its schemas have the hash that is pinned', () => {
  const schemas = Object.entries(wire).filter(([, exported]) => exported instanceof z.ZodType);
  expect(schemas.length).toBeGreaterThan(0);

  const described = schemas.map(([name, schema]) => [
    name,
    z.toJSONSchema(schema as z.ZodType, { io: 'input', unrepresentable: 'any' }),
  ]);
  const hash = createHash('sha256')
    .update(canonicalJson(Object.fromEntries(described)))
    .digest('hex');
  expect(hash, `the wire changed: bump v and append, then pin the new hash in ${pinFile}`).toBe(
    readSource(pinFile).trim(),
  );
});

/** JSON with sorted keys: equal schemas give equal text. */
function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) =>
    inner !== null && typeof inner === 'object' && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
}
