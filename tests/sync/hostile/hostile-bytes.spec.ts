import fs from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { decodeBase64, encodeBase64 } from '#base/base64.ts';
import { dotOf } from '#domain/document/op.ts';
import { mergeTextUpdates, parseTextUpdate } from '#domain/document/text-update.ts';
import { encodeFrames, readFrames } from '#electron/journal/journal-frames.ts';
import { readSignatureFile } from '#electron/update/file-updates.ts';
import { openPreferencesFile } from '#electron/window/laptop-settings.ts';
import { notesField, notesSchema } from '#renderer/field/features/workshop/notes-schema.ts';
import { openNotesLink } from '#renderer/field/features/workshop/session-page.tsx';
import { chainStartHash } from '#sync/protocol/hash.ts';
import { decodePayload, encodePayload } from '#sync/protocol/pack-codec.ts';
import { decodeSnapshotPage, encodeSnapshotPage } from '#sync/protocol/snapshot.ts';
import { EnrolResponse, SyncResponse } from '#sync/protocol/wire.ts';
import { applyOpToLog, emptyLogState } from '#tests/support/builders/log-state.ts';
import { aLog, anOp, aTextOp, deviceA } from '#tests/support/builders/ops.ts';
import { measured } from '#tests/support/clock/processor-time.ts';
import { mutated } from '#tests/support/hostile/mutate.ts';
import { Random } from '#tests/support/random/random.ts';
import { makeFolder, removeFolder } from '#tests/support/temporary/make-folder.ts';

// docs/security-requirements.md 7 and 9: bytes that were damaged at random, by a seed. `npm run fuzz -- --minutes 10
// --seed 1` does the same for longer. Damaged input is read or refused. Nothing throws where a caller does not expect
// it, nothing takes 2 s, and memory stays bounded.

const seed = Number(process.env['FIELDBOOK_SEED'] ?? 1);
const rounds = Number(process.env['FIELDBOOK_ROUNDS'] ?? 400);
const mostMs = 2_000;
const mostBytes = 256 * 1024 * 1024;

let folder = '';
beforeAll(() => {
  folder = makeFolder('fuzz');
});
afterAll(() => removeFolder(folder));

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);
const asText = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);

const ops = [
  anOp(),
  anOp({ dot: dotOf(deviceA, 2), over: [dotOf(deviceA, 1)], value: { a: [1, 'b', null] } }),
];
const aText = aTextOp(dotOf(deviceA, 3), 'what was said');
const [aDocument] = [...[...ops, aText].reduce(applyOpToLog, emptyLogState).documents.values()];
const aPage = {
  place: 7,
  have: { [deviceA]: 3 },
  documents: aDocument ? [aDocument] : [],
  holds: {},
  held: [],
  left: 0,
  more: false,
};
const enrolment = {
  person: '0197b1a0-0000-7000-8000-0000000000f1',
  name: 'Assessor',
  server: { name: 'Headquarters', recipients: ['age1x'], key: 'A'.repeat(43) },
  grants: { etag: 'e', logs: [] },
  lease: 45,
};

/** All input from outside, each with the function that reads it; `true` when it was taken. */
const readers: readonly (readonly [string, Uint8Array, (bytes: Uint8Array) => boolean])[] = [
  [
    'a pack',
    utf8(encodePayload(aLog, chainStartHash, [...ops, aText])),
    (bytes) => decodePayload(asText(bytes)).ok,
  ],
  ['a page of a snapshot', utf8(encodeSnapshotPage(aPage)), (bytes) => decodeSnapshotPage(asText(bytes)).ok],
  ['a text update', decodeBase64(aText.text), (bytes) => parseTextUpdate(encodeBase64(bytes)) !== null],
  [
    'a file of the journal',
    encodeFrames([utf8('one'), new Uint8Array(5_000).fill(7), utf8('three')]),
    (bytes) => readFrames(bytes).damagedParts === 0,
  ],
  ['an answer to an enrolment', utf8(JSON.stringify(enrolment)), (bytes) => parses(EnrolResponse, bytes)],
  [
    'an answer to a sync',
    utf8(JSON.stringify({ logs: [], now: 1, grants: { etag: 'e', logs: [] } })),
    (bytes) => parses(SyncResponse, bytes),
  ],
  [
    'the preferences',
    utf8('{"language":"en","theme":"dark","textSize":100}'),
    (bytes) => {
      const file = path.join(folder, 'preferences.json');
      fs.writeFileSync(file, bytes);
      return openPreferencesFile(file).read() !== null;
    },
  ],
  [
    'the signature of an update',
    utf8(
      `fieldbook-update/1\nproduct: fieldbook\nversion: 1.0.0\nplatform: linux-x64\nkind: deb\nbytes: 3\nsha512: ${'a'.repeat(128)}\nsignature: ${'A'.repeat(86)}\n`,
    ),
    (bytes) => readSignatureFile(asText(bytes)) !== null,
  ],
];

function parses(schema: { safeParse(value: unknown): { success: boolean } }, bytes: Uint8Array): boolean {
  try {
    return schema.safeParse(JSON.parse(asText(bytes))).success;
  } catch (error) {
    if (error instanceof SyntaxError) return false; // the error of JSON.parse
    throw error;
  }
}

describe(`[security 7] spoilt bytes, seed ${seed}, ${rounds} rounds`, () => {
  test.each(readers)('%s is read or refused, and nothing hangs', (_name, bytes, read) => {
    const random = new Random(seed);
    const before = process.memoryUsage().rss;
    let taken = 0;
    let longestMs = 0;
    for (let round = 0; round < rounds; round += 1) {
      const spoilt = mutated(bytes, random);
      const { value: isTaken, processorMs } = measured(() => read(spoilt));
      taken += isTaken ? 1 : 0;
      longestMs = Math.max(longestMs, processorMs);
    }
    expect(taken).toBeLessThan(rounds); // the mutations do reach the checks
    expect(longestMs).toBeLessThan(mostMs);
    expect(process.memoryUsage().rss - before).toBeLessThan(mostBytes);
  });
});

describe('[security 7] notes from a hostile colleague', () => {
  test('corrupt updates that pass as valid are merged and opened, or shown read-only', () => {
    const random = new Random(seed);
    const whole = decodeBase64(aText.text);
    let opened = 0;
    for (let round = 0; round < rounds; round += 1) {
      const update = encodeBase64(mutated(whole, random));
      if (parseTextUpdate(update) === null) continue;
      const notesLink = openNotesLink(() => Promise.resolve(true), notesSchema, deviceA);
      notesLink.receive(mergeTextUpdates(aText.text, update));
      opened += 1;
    }
    expect(opened).toBeGreaterThan(0);
  });

  test('thousands of blocks one within the other are only shown to read, at once', () => {
    const document = new Y.Doc();
    let inner = document.getXmlFragment(notesField) as Y.XmlFragment;
    document.transact(() => {
      for (let depth = 0; depth < 8_000; depth += 1) {
        const element = new Y.XmlElement('paragraph');
        inner.insert(0, [element]);
        inner = element;
      }
      inner.insert(0, [new Y.XmlText('deep')]);
    });
    const notesLink = openNotesLink(() => Promise.resolve(true), notesSchema, deviceA);
    const update = encodeBase64(Y.encodeStateAsUpdate(document));
    const { value: notesState, processorMs } = measured(() => {
      notesLink.receive(update);
      return notesLink.state();
    });
    expect(notesState.kind).toBe('readable');
    expect(processorMs).toBeLessThan(mostMs);
  });
});
