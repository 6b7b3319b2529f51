import { describe, expect, test } from 'vitest';
import { PersonId } from '#domain/ids.ts';
import {
  type ConsoleSession,
  type ConsoleSessionEvent,
  reduceConsoleSession,
} from '#renderer/console/app/console-app.tsx';
import { me as sampleMe } from '#tests/support/screen/sample-console-answers.ts';

const me = { ...sampleMe, person: PersonId.parse(sampleMe.person) };
const after = (
  start: ConsoleSession,
  ...consoleSessionEvents: readonly ConsoleSessionEvent[]
): ConsoleSession => consoleSessionEvents.reduce(reduceConsoleSession, start);

describe('the signed-in person', () => {
  test('is known when headquarters knows the browser', () => {
    expect(after({ kind: 'checking' }, { kind: 'known', me })).toEqual({ kind: 'signedIn', me });
  });

  test('is nobody when headquarters does not know it, without a word about an ended sign-in', () => {
    expect(after({ kind: 'checking' }, { kind: 'notKnown', problem: { kind: 'session' } })).toEqual({
      kind: 'signedOut',
      why: 'new',
    });
  });

  test('is unknown, and asked again on demand, while headquarters cannot be reached', () => {
    const unreachable: ConsoleSessionEvent = { kind: 'notKnown', problem: { kind: 'unreachable' } };
    const unknown = after({ kind: 'checking' }, unreachable);
    expect(unknown).toEqual({ kind: 'unknown', problem: { kind: 'unreachable' } });
    expect(after(unknown, { kind: 'asked' })).toEqual({ kind: 'checking' });
  });

  test('an ended sign-in is told apart from leaving', () => {
    expect(after({ kind: 'signedIn', me }, { kind: 'ended' })).toEqual({ kind: 'signedOut', why: 'ended' });
    expect(after({ kind: 'signedIn', me }, { kind: 'left' })).toEqual({ kind: 'signedOut', why: 'left' });
  });

  test('the refusals of several questions at once end a sign-in once, and none after leaving', () => {
    expect(after({ kind: 'signedIn', me }, { kind: 'left' }, { kind: 'ended' })).toEqual({
      kind: 'signedOut',
      why: 'left',
    });
  });

  test('a late answer to the first question does not undo a sign-in', () => {
    const late: ConsoleSessionEvent = { kind: 'notKnown', problem: { kind: 'session' } };
    expect(after({ kind: 'signedIn', me }, late)).toEqual({ kind: 'signedIn', me });
  });
});
