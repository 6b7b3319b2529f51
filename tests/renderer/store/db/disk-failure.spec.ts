import { Dexie } from 'dexie';
import { describe, expect, test } from 'vitest';
import {
  isBrokenDatabase,
  isDiskFailure,
  isStorageFull,
  saveFailureOf,
} from '#renderer/store/db/disk-failure.ts';

const named = (name: string): DOMException => new DOMException('as Chromium says it', name);

/** The same for one among many, as Dexie reports it for deletes, changes and puts. */
const wrappings: readonly (readonly [string, (failure: Error) => Error])[] = [
  ['alone', (failure) => failure],
  ['among what was changed or deleted', (failure) => new Dexie.ModifyError('Not all', [failure], 0, [])],
  ['among what was put', (failure) => new Dexie.BulkError('Not all', [failure])],
];

describe.each(wrappings)('[D2, D4] a failure of the disk, %s,', (_where, wrapped) => {
  test.each(['UnknownError', 'AbortError'])('that is called %s is a broken database', (name) => {
    const error = wrapped(named(name));
    expect([isDiskFailure(error), isBrokenDatabase(error), isStorageFull(error)]).toEqual([
      true,
      true,
      false,
    ]);
  });

  test('for lack of room is no broken database, and the person is told of it', () => {
    const error = wrapped(named('QuotaExceededError'));
    expect([isDiskFailure(error), isBrokenDatabase(error), isStorageFull(error)]).toEqual([
      true,
      false,
      true,
    ]);
    expect(saveFailureOf(error)).toBe('full');
  });

  test('is none where a rule of ours was broken', () => {
    const error = wrapped(named('ConstraintError'));
    expect([isDiskFailure(error), isBrokenDatabase(error), isStorageFull(error)]).toEqual([
      false,
      false,
      false,
    ]);
  });
});
