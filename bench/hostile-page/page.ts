import { dotOf } from '#domain/document/dot.ts';
import { FieldDatabase } from '#renderer/store/database.ts';
import { noHash, type Sha256, sha256Of } from '#sync/protocol/hash.ts';
import { encodePayload } from '#sync/protocol/pack-codec.ts';
import { aWrite, type FakeDevice } from '#tests/fakes/fake-device.ts';
import { aDoc, aLog } from '#tests/fakes/sample-ids.ts';
import { testCipher } from '#tests/fakes/test-cipher.ts';
import { kind, Rewrites, seedDevice } from '../hostile/many-registers.ts';
import { aLaptopWith, colleague } from './a-laptop.ts';
import { type HostilePage, opsInPack } from './hostile-page.ts';

// The page of `npm run bench -- hostile`: a laptop's store over Chromium's IndexedDB, with no network.

const [log, doc] = [aLog(), aDoc()];
let laptop: FakeDevice;
let registers: number;
let rewrites: Rewrites;
let prev: Sha256 = noHash;
let saved = 0;
const written = countWritten();

window.hostileBench = {
  async open(count) {
    registers = count;
    laptop = await aLaptopWith(new FieldDatabase('bench', testCipher), log, doc, count);
    rewrites = new Rewrites(doc, count, colleague);
  },
  async receive(packs) {
    for (let at = 0; at < packs; at += 1) {
      const payload = encodePayload(log, prev, rewrites.next(opsInPack));
      prev = sha256Of(payload);
      const { changes, parked } = await laptop.carry([{ payload, sig: 'A'.repeat(86) }]);
      if (changes !== opsInPack || parked > 0) throw new Error('Not all of the pack was taken');
    }
  },
  async save(count) {
    const before = written();
    for (let at = 0; at < count; at += 1, saved += 1) {
      const item = (saved * 7) % registers;
      const over = [dotOf(seedDevice, item + 1)];
      const write = aWrite(doc, kind, `answers/q${item}/value`, `Seen on site ${saved}`, over);
      const { kind: outcome } = await laptop.store.write(log, [write]);
      if (outcome !== 'saved') throw new Error('The answer was not saved');
    }
    return written() - before;
  },
} satisfies HostilePage;

/** Counts the sealed bytes of every row that any database is given from here on. */
function countWritten(): () => number {
  let bytes = 0;
  for (const name of ['put', 'add'] as const) {
    const real = IDBObjectStore.prototype[name];
    IDBObjectStore.prototype[name] = function (
      this: IDBObjectStore,
      row: { readonly sealed?: unknown },
      key,
    ) {
      if (row.sealed instanceof Uint8Array) bytes += row.sealed.length;
      return real.call(this, row, key);
    };
  }
  return () => bytes;
}
