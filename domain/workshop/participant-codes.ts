import { authorshipAt, type Document } from '../document/document.ts';
import type { DeviceId } from '../ids.ts';
import type { Participant } from './register.ts';

// No vowels and no look-alikes, so that a code is no word and is read out without error.
const prefixLetters = 'BCDFGHJKLMNPQRSTVWXZ23456789';
const prefixLength = 3;
/** Hexadecimal digits of a device id for one letter: three of them, so that letters are nearly even. */
const digitsPerLetter = 3;

/** Prefixes of a laptop in the order in which it takes them. */
export function codePrefixesOf(device: DeviceId): readonly string[] {
  const letters = Array.from({ length: Math.floor(device.length / digitsPerLetter) }, (_, at) =>
    Number.parseInt(device.slice(at * digitsPerLetter, (at + 1) * digitsPerLetter), 16),
  ).map((value) => prefixLetters.charAt(value % prefixLetters.length));
  return letters
    .slice(0, letters.length - prefixLength + 1)
    .map((_, at) => letters.slice(at, at + prefixLength).join(''));
}

/**
 * Return the next free codes of a workshop, such as `KT7-001`. Two laptops offline have prefixes of their own, made
 * from the device's id. A prefix that another laptop used already is skipped, and no code is used twice.
 * @param all with removed participants
 */
export function nextParticipantCodes(
  workshop: Document | undefined,
  all: readonly Participant[],
  device: DeviceId,
  count: number,
): readonly string[] {
  const prefixes = codePrefixesOf(device);
  const foreign = new Set(
    all
      .filter(({ id }) => authorshipAt(workshop, `participants/${id}/code`)?.device !== device)
      .map(({ code }) => prefixOf(code)),
  );
  const prefix = prefixes.find((one) => !foreign.has(one)) ?? prefixes[0] ?? 'P';
  const used = all.filter(({ code }) => prefixOf(code) === prefix).map(({ code }) => numberOf(code));
  const last = Math.max(0, ...used);
  return Array.from(
    { length: count },
    (_, at) => `${prefix}-${String(last + at + 1).padStart(smallestCodeDigits, '0')}`,
  );
}

const smallestCodeDigits = 3;

const prefixOf = (code: string): string => code.split('-', 1)[0] ?? '';

function numberOf(code: string): number {
  const number = Number(code.split('-')[1]);
  return Number.isInteger(number) ? number : 0;
}

/**
 * Participants with the code of another one: two laptops happened to use one prefix offline. The one with the
 * smallest id keeps the code, alike on all devices; these need another.
 */
export function participantsWithSharedCode(all: readonly Participant[]): readonly Participant[] {
  const owner = new Map<string, string>();
  for (const { code, id } of all) {
    const known = owner.get(code);
    if (known === undefined || id < known) owner.set(code, id);
  }
  return all.filter(({ code, id }) => code !== '' && owner.get(code) !== id);
}
