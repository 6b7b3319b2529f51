import crypto from 'node:crypto';
import { promisify } from 'node:util';
import type { Identity, Recipient } from 'age-encryption';
import type sodiumModule from 'libsodium-wrappers-sumo';
import { aeadOpen, aeadSeal } from '../vault/aead.ts';
import { ageLibrary } from './age-library.ts';

type Sodium = typeof sodiumModule;

const scrypt = promisify<string, Uint8Array, number, crypto.ScryptOptions, Buffer>(crypto.scrypt);

/** As the age tool: a quarter of a gigabyte and about a second. */
const usualLogN = 18;
/** A file must not make us take more memory than this: one gigabyte. */
const largestLogN = 20;

/**
 * A passphrase as an age recipient (scrypt, as the age tool has it), beside the main thread: the library's own blocks
 * it for seconds. Such a file has no other recipient.
 */
export const passphraseRecipient = (sodium: Sodium, passphrase: string, logN = usualLogN): Recipient => ({
  async wrapFileKey(fileKey) {
    const salt = crypto.randomBytes(16);
    const key = await keyOf(passphrase, salt, logN);
    const input = { bytes: fileKey, associated: '', nonce: noNonce, key };
    const body = aeadSeal(sodium, 'chacha20poly1305_ietf', input);
    key.fill(0);
    const { Stanza } = await ageLibrary();
    const saltText = salt.toString('base64').replaceAll('=', '');
    return [new Stanza(['scrypt', saltText, `${logN}`], body)];
  },
});

/** Opens what `passphraseRecipient` or the age tool sealed. */
export const passphraseIdentity = (sodium: Sodium, passphrase: string): Identity => ({
  async unwrapFileKey(stanzas) {
    const [stanza] = stanzas;
    if (stanzas.length !== 1 || stanza?.args[0] !== 'scrypt') return null;
    const [, saltText = '', work = ''] = stanza.args;
    const salt = Buffer.from(saltText, 'base64');
    const logN = Number(work);
    if (salt.length !== 16 || !/^[1-9][0-9]?$/.test(work) || logN > largestLogN) return null;
    const key = await keyOf(passphrase, salt, logN);
    const input = { bytes: stanza.body, associated: '', nonce: noNonce, key };
    const fileKey = aeadOpen(sodium, 'chacha20poly1305_ietf', input); // null for another passphrase
    key.fill(0);
    return fileKey;
  },
});

/** Each key is used once. */
const noNonce = new Uint8Array(12);

function keyOf(passphrase: string, salt: Buffer, logN: number): Promise<Buffer> {
  const labelled = Buffer.concat([Buffer.from('age-encryption.org/v1/scrypt'), salt]);
  const N = 2 ** logN;
  return scrypt(passphrase.normalize('NFC'), labelled, 32, { N, r: 8, p: 1, maxmem: 256 * N * 8 });
}
