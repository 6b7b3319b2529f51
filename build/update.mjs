import crypto from 'node:crypto';
import fs from 'node:fs';
import { parseArgs } from 'node:util';
import { Problem, runCommand, say } from './problem.mjs';
import { isSigned, signed, statementOf } from './update/statement.mjs';

// The publisher's side of updates that travel on a stick. The private key is a file of the publisher's own, never in
// the repository:
//   npm run update -- key --key FILE                                    makes one if there is none, prints its public half
//   npm run update -- sign FILE --key FILE --version 0.2.0 [--platform linux-x64]      writes FILE.fbsig
//   npm run update -- verify FILE --public KEY --version 0.2.0 [--platform linux-x64]

await runCommand('update', async () => {
  const { values, positionals } = parseArgs({
    args: keyInItsOption(process.argv.slice(2)),
    allowPositionals: true,
    options: {
      key: { type: 'string' },
      public: { type: 'string' },
      version: { type: 'string' },
      platform: { type: 'string', default: `${process.platform}-${process.arch}` },
    },
  });
  const [act, file] = positionals;
  if (act === 'key') return say('update', publicHalf(ownKey(given(values.key, '--key'))));
  if (!file || (act !== 'sign' && act !== 'verify')) throw new Problem('key, sign FILE or verify FILE');

  const version = given(values.version, '--version');
  const statement = await statementOf(file, { version, platform: values.platform });
  if (act === 'sign') {
    const key = crypto.createPrivateKey(fs.readFileSync(given(values.key, '--key')));
    if (key.asymmetricKeyType !== 'ed25519') throw new Problem('the key is not an Ed25519 key');
    fs.writeFileSync(`${file}.fbsig`, signed(statement, key));
    return say('update', `${file}.fbsig, by ${publicHalf(key)}`);
  }
  const jwk = { kty: 'OKP', crv: 'Ed25519', x: given(values.public, '--public') };
  const key = crypto.createPublicKey({ key: jwk, format: 'jwk' });
  if (!isSigned(fs.readFileSync(`${file}.fbsig`, 'utf8'), statement, key))
    throw new Problem('the signature does not hold for this file, version, platform and key');
  return say('update', 'the signature holds');
});

/**
 * One key in 64 begins with a dash, which parseArgs takes for another option unless it stands behind an equals sign.
 * @param {readonly string[]} words
 */
function keyInItsOption(words) {
  const at = words.indexOf('--public');
  const key = words[at + 1];
  return at < 0 || key === undefined ? [...words] : words.toSpliced(at, 2, `--public=${key}`);
}

/** @param {string | undefined} value @param {string} name */
function given(value, name) {
  if (value === undefined) throw new Problem(`${name} is missing`);
  return value;
}

/** @param {string} file */
function ownKey(file) {
  if (!fs.existsSync(file)) {
    const { privateKey } = crypto.generateKeyPairSync('ed25519');
    fs.writeFileSync(file, privateKey.export({ type: 'pkcs8', format: 'pem' }), { mode: 0o600, flag: 'wx' });
  }
  return crypto.createPrivateKey(fs.readFileSync(file));
}

/** @param {crypto.KeyObject} key */
function publicHalf(key) {
  return String(crypto.createPublicKey(key).export({ format: 'jwk' }).x);
}
