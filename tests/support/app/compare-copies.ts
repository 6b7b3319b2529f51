import type { Page } from '@playwright/test';
import * as z from 'zod';
import { canonicalJson, type JsonValue } from '#base/json.ts';
import { Register } from '#domain/document/document.ts';
import { createCipher } from '#renderer/store/db/encryption/cipher.ts';
import { decodeRow } from '#renderer/store/db/encryption/row-codec.ts';
import type { Laptop } from './laptop.ts';
import { storeKeyOf } from './store-key.ts';

/** One document of one side; registers in the form that all sides share (sync/SPEC.md, Snapshot). */
export const Copy = z.object({
  log: z.string(),
  doc: z.string(),
  registers: z.record(z.string(), Register),
});
export type Copy = z.infer<typeof Copy>;

/** A document on the disk: its address in plain form, the rest encrypted. */
const Sealed = z.object({
  table: z.enum(['documents', 'documentChanges']),
  log: z.string(),
  doc: z.string(),
  n: z.int().optional(),
  sealed: z.base64(),
});

/** All documents on a laptop, read from the app's own IndexedDB and opened with the laptop's key. */
export async function copiesOnLaptop({
  page,
  profile,
}: Pick<Laptop, 'page' | 'profile'>): Promise<readonly Copy[]> {
  const rows = await page.evaluate(async () => {
    const answerOf = <T>(request: IDBRequest<T>): Promise<T> =>
      new Promise((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error ?? new Error('IndexedDB failed'));
      });
    const all: { table: string; log: string; doc: string; n?: number; sealed: Uint8Array }[] = [];
    for (const { name } of await indexedDB.databases()) {
      if (name === undefined) continue;
      const database = await answerOf(indexedDB.open(name));
      // A document and its later changes, in their order.
      for (const table of ['documents', 'documentChanges'])
        if (database.objectStoreNames.contains(table)) {
          const found = await answerOf(database.transaction(table).objectStore(table).getAll());
          all.push(...found.map((row) => ({ ...row, table })));
        }
      database.close();
    }
    const letters = (bytes: Uint8Array): string =>
      Array.from(bytes, (one) => String.fromCharCode(one)).join('');
    return all.map((row) => ({ ...row, sealed: btoa(letters(row.sealed)) }));
  });
  const cipher = await createCipher(await storeKeyOf(profile));
  const copies = new Map<string, Copy>();
  for (const { table, log, doc, n, sealed } of z.array(Sealed).parse(rows)) {
    const place = JSON.stringify([1, table, log, doc, ...(n === undefined ? [] : [n])]);
    const plain = cipher.openBytes(Buffer.from(sealed, 'base64'), place);
    if (plain === null) throw new Error(`The row of ${doc} does not open`);
    const copy = Copy.parse({ log, doc, ...(decodeRow(plain) as object) });
    const before = copies.get(`${log} ${doc}`)?.registers;
    copies.set(`${log} ${doc}`, { ...copy, registers: { ...before, ...copy.registers } });
  }
  return [...copies.values()];
}

/** The same documents at headquarters, asked for in a signed-in console. */
export async function copiesAtHeadquarters(page: Page, wanted: readonly Copy[]): Promise<readonly Copy[]> {
  const found: unknown[] = [];
  for (const { log, doc } of wanted) {
    const answer = await page.evaluate(async (url) => {
      const response = await fetch(url);
      if (!response.ok && response.status !== 404) throw new Error(`${url}: ${await response.text()}`);
      return response.ok ? ((await response.json()) as unknown) : null;
    }, `/api/v1/documents/${log}/${doc}`);
    if (answer !== null) found.push(answer);
  }
  return z.array(Copy).parse(found);
}

/** Documents that differ or are missing on one side, as `log/doc` with the first path that differs. */
export function differences(one: readonly Copy[], otherCopies: readonly Copy[]): readonly string[] {
  const others = new Map(otherCopies.map((copy) => [keyOf(copy), copy]));
  const differing = one.flatMap((copy) => {
    const twin = others.get(keyOf(copy));
    if (twin === undefined) return [`${keyOf(copy)}: missing`];
    const paths = new Set([...Object.keys(copy.registers), ...Object.keys(twin.registers)]);
    const path = [...paths].find((name) => textOf(copy.registers[name]) !== textOf(twin.registers[name]));
    return path === undefined ? [] : [`${keyOf(copy)}: ${path}`];
  });
  const known = new Set(one.map(keyOf));
  return [
    ...differing,
    ...otherCopies.filter((copy) => !known.has(keyOf(copy))).map((copy) => `${keyOf(copy)}: extra`),
  ];
}

const keyOf = (copy: Copy): string => `${copy.log}/${copy.doc}`;
const textOf = (register: Register | undefined): string => canonicalJson((register ?? null) as JsonValue);
