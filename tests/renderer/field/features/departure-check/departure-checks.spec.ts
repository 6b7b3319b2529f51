import { describe, expect, test } from 'vitest';
import {
  type DepartureFacts,
  departureChecksOf,
} from '#renderer/field/features/departure-check/departure-checks.ts';

const dayMs = 24 * 60 * 60_000;
const nowMs = Date.UTC(2026, 10, 24, 9);
const said = { date: String, moment: String };

const ready: DepartureFacts = {
  waiting: 0,
  contact: { atMs: nowMs - 60_000, leaseLeftMs: 44 * dayMs },
  laptop: { disk: 'encrypted', backupAtMs: nowMs - dayMs },
  keychain: 'system',
  eraseAfter: 20,
};
const stateOf = (departureFacts: Partial<DepartureFacts>) =>
  Object.fromEntries(
    departureChecksOf({ ...ready, ...departureFacts }, nowMs, said).map(
      ({ id, state }) => [id, state] as const,
    ),
  );

describe('[E 6] before a journey', () => {
  test('a laptop of which everything is known and good has nothing to do', () => {
    expect(new Set(Object.values(stateOf({})))).toEqual(new Set(['done']));
  });

  test.each<[string, Partial<DepartureFacts>, string]>([
    ['changes that headquarters lacks', { waiting: 3 }, 'sent'],
    ['a contact of days ago', { contact: { atMs: nowMs - 2 * dayMs, leaseLeftMs: 43 * dayMs } }, 'contact'],
    ['a lease that is soon over', { contact: { atMs: nowMs, leaseLeftMs: 13 * dayMs } }, 'contact'],
    ['no contact that is remembered', { contact: null }, 'contact'],
  ])('%s is something to do', (_, facts, id) => {
    expect(stateOf(facts)).toEqual({ ...stateOf({}), [id]: 'open' });
  });

  test.each<[string, Partial<DepartureFacts>, string]>([
    ['whether the disk is encrypted', { laptop: { ...ready.laptop, disk: 'unknown' } }, 'disk'],
    ['of a backup', { laptop: { ...ready.laptop, backupAtMs: null } }, 'backup'],
    ['what the programme says of wrong passphrases', { eraseAfter: 'unknown' }, 'erases'],
  ])('where it is not known %s, nothing is claimed: a person is told so', (_, facts, id) => {
    expect(stateOf(facts)).toEqual({ ...stateOf({}), [id]: 'ask' });
  });

  test('no second secret, and a programme without self-erasing, are told and are no fault', () => {
    expect(stateOf({ keychain: 'none', eraseAfter: 'never' })).toEqual({
      ...stateOf({}),
      keychain: 'ask',
      erases: 'ask',
    });
  });

  test('says how many whole days one can go on without headquarters', () => {
    const contact = { atMs: nowMs, leaseLeftMs: 2.9 * dayMs };
    const line = departureChecksOf({ ...ready, contact }, nowMs, said).find(({ id }) => id === 'contact');
    expect(line?.text).toEqual({ key: 'travel.contact.text', values: { when: String(nowMs), days: 2 } });
  });
});
