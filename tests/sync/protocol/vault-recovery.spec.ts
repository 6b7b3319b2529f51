import { describe, expect, test } from 'vitest';
import {
  encodeRecoveryContent,
  readRecoveryBlock,
  readRecoveryContent,
  recoveryBlockText,
  recoveryPassphrase,
} from '#sync/protocol/vault-recovery.ts';

const file = Buffer.from('an age file '.repeat(20)).toString('base64url');

describe('[security 2] the recovery answer as people pass it on', () => {
  test.each([
    ['as it was made', recoveryBlockText(file)],
    ['broken into lines by a mail program', recoveryBlockText(file).replaceAll(/(.{40})/g, '$1\n  ')],
    ['with its end padded', `${recoveryBlockText(file)}==`],
    ['with blanks around it', `\n ${recoveryBlockText(file)} \n`],
  ])('is read %s', (_how, text) => {
    expect(readRecoveryBlock(text)).toBe(file);
  });

  test.each(['', 'FB-RECOVERY-1', `FB-RECOVERY-2 ${file}`, file, `${recoveryBlockText(file)}?`])(
    'is none: %j',
    (text) => {
      expect(readRecoveryBlock(text)).toBeNull();
    },
  );

  test('six words are the same passphrase however they are written down', () => {
    const passphrase = 'able-baker-charm-delta-eager-fabric';
    expect(recoveryPassphrase(passphrase)).toBe(passphrase);
    expect(recoveryPassphrase('  Able baker, charm\ndelta EAGER  fabric. ')).toBe(passphrase);
    expect(recoveryPassphrase('able baker charm delta eager')).toBeNull();
  });

  test('contains the key and its expiry; one of an earlier headquarters contains only the key', () => {
    const key = Uint8Array.from({ length: 32 }, (_, at) => at);
    const endsAtMs = Date.UTC(2026, 11, 12);
    const content = encodeRecoveryContent(key, endsAtMs);
    expect(readRecoveryContent(content)).toEqual({ key, endsAtMs });
    expect(readRecoveryContent(Buffer.from(content))).toEqual({ key, endsAtMs });
    expect(readRecoveryContent(key)).toEqual({ key, endsAtMs: null });
    for (const length of [0, 31, 33, 39, 41]) expect(readRecoveryContent(new Uint8Array(length))).toBeNull();
  });
});
