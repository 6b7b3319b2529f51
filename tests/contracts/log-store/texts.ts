import { describe, expect, test } from 'vitest';
import { mergeTextUpdates } from '#domain/document/text-update.ts';
import type { LogId } from '#domain/ids.ts';
import { releaseHeldOps } from '#server/log/release-ops.ts';
import { ForgedUpdate, hostileUpdates, TextSession, wordsOf } from '#tests/support/builders/text-ops.ts';
import { nowMs, type PackWriter } from '#tests/support/server/pack-writer.ts';
import { registersOf } from '#tests/support/server/registers-of.ts';
import type { StoreLocations } from '#tests/support/server/stores.ts';
import { TestHeadquarters } from '#tests/support/server/test-headquarters.ts';

const path = 'notes/n1';

export function textsContract({ newLocation }: StoreLocations): void {
  const setUp = async () => {
    const hq = await TestHeadquarters.open(await newLocation());
    const logId = await hq.addLog();
    const [a, b] = [await hq.addLaptop('assessor', logId), await hq.addLaptop('assessor', logId)];
    const words = async (): Promise<string> => wordsOf((await registersOf(hq.store, logId))[path]?.text);
    const push = async (laptop: PackWriter, ...updates: readonly string[]) =>
      hq.push(laptop, laptop.pack(logId, ...updates.map((text) => ({ path, text }))));
    return { hq, log: logId, a, b, words, push };
  };
  const reasonsIn = async ({ hq }: { readonly hq: TestHeadquarters }): Promise<readonly string[]> => {
    const rows = await hq.store
      .selectFrom('held_ops')
      .select('reason')
      .where('released_place', 'is', null)
      .orderBy('place')
      .execute();
    return rows.map(({ reason }) => String(JSON.parse(reason).kind));
  };

  describe('texts of several writers', () => {
    test.each([0, 1])(
      '[M4] clocks forged in a colleague’s name are held, before and after hers',
      async (first) => {
        const all = await setUp();
        const textSession = new TextSession(all.a.id);
        await all.push(all.a, textSession.type('First.'));
        const poison = new ForgedUpdate()
          .letters(textSession.client, textSession.clock, ' '.repeat(40))
          .encode();
        const hers = textSession.type(' The minister was threatened on 3 May.');
        const pushes = [() => all.push(all.b, poison), () => all.push(all.a, hers)];
        for (const push of first === 0 ? pushes : pushes.toReversed()) await push();
        expect(await all.words()).toBe('First. The minister was threatened on 3 May.');
        expect(await reasonsIn(all)).toEqual([first === 0 ? 'foreignWriter' : 'contradictsText']);
      },
    );

    test('[M4] valid but extreme updates change nothing for the colleague', async () => {
      const all = await setUp();
      const textSession = new TextSession(all.a.id);
      await all.push(all.a, textSession.type('First.'));
      for (const [, update] of hostileUpdates(textSession)) await all.push(all.b, update);
      await all.push(all.a, textSession.type(' Second.'));
      expect(await all.words()).toBe('First. Second.');
    });

    test('[M4] two writers under one id converge: the second is kept as held', async () => {
      const all = await setUp();
      const [textSession, copy] = [new TextSession(all.a.id), new TextSession(all.a.id)];
      await all.push(all.a, textSession.type('ours'), copy.type('theirs'), textSession.type(' and more'));
      expect(await all.words()).toBe('ours and more');
      expect(await reasonsIn(all)).toEqual(['contradictsText']);
    });

    test('[M4, P2] a renewed laptop goes on under its former client ids, nobody else does', async () => {
      const all = await setUp();
      const textSession = new TextSession(all.a.id);
      await all.push(all.a, textSession.type('before'));
      const renewed = await all.hq.renew(all.a);
      const next = textSession.type(' and after');
      expect(await all.hq.push(all.b, renewed.pack(all.log, { path, text: next }))).toEqual([
        { verdict: 'accepted' },
      ]);
      expect(await all.words()).toBe('before and after');
    });

    test('[M4] under unbound ids of an earlier version the same laptop goes on', async () => {
      const all = await setUp();
      const old = (clock: number, letters: string) => new ForgedUpdate().letters(77, clock, letters).encode();
      await all.push(all.a, old(0, 'abc'));
      await all.push(all.a, old(3, 'def'));
      await all.push(all.b, old(6, 'xyz'));
      expect((await all.words()).length).toBe('abcdef'.length);
      expect(await reasonsIn(all)).toEqual(['foreignWriter']);
    });
  });

  describe('deletes that are ahead of headquarters', () => {
    /** B deletes a text of A that headquarters does not have yet: B got it without headquarters. */
    const aheadBy = async () => {
      const all = await setUp();
      const [a, b] = [new TextSession(all.a.id), new TextSession(all.b.id)];
      const hers = a.type('hers');
      b.receive(hers);
      const theirs = b.erase(0, 2);
      expect(await all.push(all.b, mergeTextUpdates(theirs, b.type('!')))).toEqual([
        { verdict: 'accepted', held: [1] },
      ]);
      expect(await reasonsIn(all)).toEqual(['aheadOfText']);
      return { ...all, hers };
    };
    const sync = (hq: TestHeadquarters, laptop: PackWriter, logId: LogId, since: number) =>
      hq.sync(laptop, { logs: { [logId]: { since } } });

    test('[M4] they count once it came and their device has read it', async () => {
      const all = await aheadBy();
      await sync(all.hq, all.b, all.log, 1);
      await all.push(all.a, all.hers);
      expect(await all.words()).toBe('hers');
      await sync(all.hq, all.b, all.log, 1);
      expect(await all.words()).toBe('hers');
      const { logs } = await sync(all.hq, all.b, all.log, 2);
      expect(await all.words()).toBe('rs!');
      const by = all.hq.personOf(all.b);
      expect(logs[all.log]?.entries).toEqual([{ place: 3, release: { device: all.b.id, n: [1], by } }]);
      expect(await reasonsIn(all)).toEqual([]);
    });

    test('[M4] another device’s reading lets them take no effect', async () => {
      const all = await aheadBy();
      await all.push(all.a, all.hers);
      await sync(all.hq, all.a, all.log, 2);
      expect(await all.words()).toBe('hers');
    });

    test('[M4, M7] they stay held while their author may not write', async () => {
      const all = await aheadBy();
      await all.push(all.a, all.hers);
      await all.hq.store.updateTable('grants').set({ role: 'me-officer' }).execute();
      await sync(all.hq, all.b, all.log, 2);
      expect(await all.words()).toBe('hers');
    });

    test('[M4, J5] a person with the right releases them once they fit, and not before', async () => {
      const all = await aheadBy();
      const by = all.hq.personOf(await all.hq.addLaptop('reviewer', all.log));
      const release = () =>
        releaseHeldOps(all.hq.store, { log: all.log, device: all.b.id, numbers: [1], by, nowMs });
      expect(await release()).toEqual({ ok: false, refusal: { kind: 'notReleasable' } });
      await all.push(all.a, all.hers);
      expect(await release()).toEqual({ ok: true, value: 3 });
      expect(await all.words()).toBe('rs!');
    });
  });
}
