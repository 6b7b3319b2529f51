import { randomBytes } from 'node:crypto';
import { expect } from '@playwright/test';
import { dotsAt } from '#domain/document/document.ts';
import { Path } from '#domain/document/op.ts';
import type { DeviceId, DocumentId } from '#domain/ids.ts';
import { aDoc, aLog, aPerson } from '#tests/support/builders/sample-ids.ts';
import { type FakeHost, makeFakeHost } from '#tests/support/laptop/fake-host.ts';
import { nodeDatabase } from '#tests/support/laptop/node-database.ts';
import { anEnrolment, answerOf, aWrite, TestLaptop } from '#tests/support/laptop/test-laptop.ts';
import { FakeServer } from '#tests/support/server/fake-server.ts';
import type { StoreLaptop } from './store-laptop.ts';

const log = aLog();
const roles = { [log]: ['lead'] } as const;
const title = Path.parse('title');
/** IndexedDB may be silent for 30 s after damage (renderer/store/worker.ts). */
export const longestSyncMs = 90_000;
/** Chromium keeps writing into the rest of its last block for a while. */
const mostTries = 40;
const colleaguesTitle = 'Written by a colleague';
const colleaguesDocument = aDoc(1_000);
/** Of `document` alone a value is replaced again and again. */
const document = aDoc(1_001);

/**
 * A headquarters in memory, a colleague who has written there, and the shell of one laptop. The shell and its journal
 * stay in the test's own process: only Chromium's files are hurt.
 */
export class StoreScene {
  readonly host: FakeHost;
  /** Part of every title that is written here, and of nothing else. */
  readonly secret = randomBytes(15).toString('base64url');
  readonly #server: FakeServer;
  /** Titles that this laptop called saved, by document. */
  readonly #saved = new Map<DocumentId, string>();
  /** The last title that was tried, saved or not. */
  readonly #tried = new Map<DocumentId, string>();
  readonly #known = new Set<DeviceId>();
  hasNetwork = true;
  #count = 0;

  private constructor(fakeHost: FakeHost, fakeServer: FakeServer) {
    this.host = fakeHost;
    this.#server = fakeServer;
  }

  static async make(): Promise<StoreScene> {
    const fakeServer = new FakeServer(Date.now());
    const colleague = await TestLaptop.start({
      db: nodeDatabase(),
      server: fakeServer,
      person: aPerson(2),
      name: 'Assessor B',
      roles,
    });
    await colleague.rest();
    await colleague.write(log, colleaguesDocument, 'assessment', 'title', colleaguesTitle);
    await colleague.sync();
    await colleague.close();

    const fakeHost = await makeFakeHost({ enrolment: anEnrolment(aPerson(1), 'Assessor A') });
    const storeScene = new StoreScene(fakeHost, fakeServer);
    fakeHost.play({ request: ({ path, body }) => storeScene.#answer(path, body) });
    return storeScene;
  }

  get saves(): number {
    return this.#count;
  }

  async #answer(path: string, body: string | null) {
    if (!this.hasNetwork) return { kind: 'unreachable', why: 'no network' } as const;
    // A laptop without a past takes a new identity, which its shell makes known first (P2).
    if (!this.#known.has(this.host.device))
      this.#server.enrol(this.host, { person: aPerson(1), name: 'Assessor A', roles });
    this.#known.add(this.host.device);
    this.#server.nowMs = Date.now();
    return answerOf(this.#server, path, body);
  }

  /** Save, on a disk without room, until the store accepts no more or enough was tried. */
  async saveUntilRefused(storeLaptop: StoreLaptop): Promise<void> {
    try {
      for (let tries = 0; tries < mostTries; tries += 1) await this.save(storeLaptop);
    } catch {
      // Values that were not called saved are not looked for.
    }
  }

  /** Save a title in a new document, and another in the one that everything replaces. Throws when the store refuses. */
  async save(storeLaptop: StoreLaptop): Promise<void> {
    this.#count += 1;
    const text = `${this.secret} ${this.#count}`;
    const seen = await storeLaptop.query('document', { log, doc: document });
    const registerWrites = [
      aWrite(aDoc(this.#count), 'assessment', 'title', text),
      aWrite(document, 'assessment', 'title', text, dotsAt(seen?.document, title)),
    ];
    for (const registerWrite of registerWrites) {
      this.#tried.set(registerWrite.doc, text);
      const writeResult = await storeLaptop.write(log, [registerWrite]);
      if (writeResult.kind !== 'saved') throw new Error(`Not saved: ${writeResult.kind}`);
      this.#saved.set(registerWrite.doc, text);
    }
  }

  /** Resolves when headquarters has all saved values and the laptop shows them, with those of the colleague. */
  async expectAll(storeLaptop: StoreLaptop, withinMs = longestSyncMs): Promise<void> {
    this.hasNetwork = true;
    await expect(async () => {
      expect(await storeLaptop.failure()).toBeNull();
      await storeLaptop.syncNow();
      await this.expectOwn(storeLaptop);
      expect((await this.#shown(storeLaptop))[colleaguesDocument]).toBe(colleaguesTitle);
      expect(await storeLaptop.query('status', null)).toMatchObject({ waiting: { changes: 0 }, parked: 0 });
    }).toPass({ timeout: withinMs, intervals: [50, 200, 500] });
    const shownText = await this.#shown(storeLaptop);
    for (const documentId of this.#saved.keys())
      expect(this.#server.document(log, documentId)?.registers[title]?.heads).toMatchObject([
        { value: shownText[documentId] },
      ]);
  }

  /** Own writes that this laptop shows without a network. */
  async expectOwn(storeLaptop: StoreLaptop): Promise<void> {
    const shownText = await this.#shown(storeLaptop);
    // A refused value may be there all the same: the disk had taken it.
    for (const [documentId, text] of this.#saved)
      expect([text, this.#tried.get(documentId)]).toContain(shownText[documentId]);
  }

  async #shown(storeLaptop: StoreLaptop): Promise<Readonly<Record<string, string>>> {
    const documentSummaries = await storeLaptop.query('documents', { log });
    return Object.fromEntries(
      documentSummaries.map((documentSummary) => [documentSummary.doc, documentSummary.title]),
    );
  }
}
