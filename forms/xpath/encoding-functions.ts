import { md5, sha1 } from '@noble/hashes/legacy.js';
import { sha256, sha384, sha512 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import { decodeBase64, encodeBase64 } from '#base/base64.ts';
import { createTextResult } from './compiled.ts';
import { EvaluationFault } from './evaluation-fault.ts';
import { argumentAt, defineTextFunction, type FunctionDefinitions } from './function-definition.ts';

const digestByName: ReadonlyMap<string, (bytes: Uint8Array) => Uint8Array> = new Map([
  ['MD5', md5],
  ['SHA-1', sha1],
  ['SHA-256', sha256],
  ['SHA-384', sha384],
  ['SHA-512', sha512],
]);

/** Texts as bytes. `digest` is for pseudonyms and random draws; nothing is protected by its weak kinds. */
export const encodingFunctions: FunctionDefinitions = {
  digest: {
    minimumArguments: 2,
    maximumArguments: 3,
    build: (args) =>
      createTextResult((frame) => {
        const [kind, form] = [argumentAt(args, 1).text(frame), args[2]?.text(frame) ?? 'base64'];
        const digest = digestByName.get(kind);
        if (digest === undefined || (form !== 'base64' && form !== 'hex'))
          throw new EvaluationFault(
            'function.arguments',
            `digest() knows ${[...digestByName.keys()].join(', ')} and the forms base64 and hex, not ${kind} and ${form}.`,
          );
        const bytes = digest(utf8ToBytes(argumentAt(args, 0).text(frame)));
        return form === 'hex' ? bytesToHex(bytes) : encodeBase64(bytes);
      }),
  },
  'base64-decode': defineTextFunction((text = '') => decodeBase64Text(text), 1),
};

/** Decode base64; blank for another text. White space and a missing end are accepted, as in ODK. */
function decodeBase64Text(text: string): string {
  const letters = text.replace(/[\s=]/g, '');
  if (letters.length % 4 === 1 || !/^[A-Za-z0-9+/]*$/.test(letters)) return '';
  return decodeUtf8(decodeBase64(letters.padEnd(Math.ceil(letters.length / 4) * 4, '=')));
}

/** Own decoder, because some places where a form runs have none. Bytes that are not UTF-8 become U+FFFD. */
function decodeUtf8(bytes: Uint8Array): string {
  const letters: string[] = [];
  for (let at = 0; at < bytes.length; ) {
    const first = bytes[at] ?? 0;
    const length = first < 0x80 ? 1 : first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : first >= 0xc0 ? 2 : 0;
    let code = length <= 1 ? first : first & (0x7f >> length);
    const rest = bytes.subarray(at + 1, at + Math.max(1, length));
    const isWhole = length > 0 && rest.length === length - 1 && rest.every((byte) => (byte & 0xc0) === 0x80);
    if (isWhole) for (const byte of rest) code = (code << 6) | (byte & 0x3f);
    const isLetter = isWhole && code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff);
    letters.push(isLetter ? String.fromCodePoint(code) : '\uFFFD');
    at += isWhole ? length : 1;
  }
  return letters.join('');
}
