import crypto from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { BuildProblem, printTopicLine, runCommand } from './support/build-problem.mjs';

// Publisher's side of updates on a stick. The private key is a file of the publisher's own, never in the repository.

// `npm run update -- key --key FILE` makes one if there is none, and prints its public half.

// `npm run update -- sign FILE --key FILE --version 0.2.0 [--platform linux-x64]` writes FILE.fbsig.

// `npm run update -- verify FILE --public KEY --version 0.2.0 [--platform linux-x64]` checks FILE.fbsig.

/** Endings of installable files, as the app knows them. */
const installableEndings = ['deb', 'tar.gz', 'exe', 'dmg', 'zip'];

/**
 * Text that is signed for an update: its facts and its hash, a line each (electron/update/file-updates.ts
 * reads it).
 * @param {string} file
 * @param {{ version: string, platform: string }} about
 */
async function updateStatementOf(file, { version, platform }) {
  const kind = installableEndings.find((ending) => file.endsWith(`.${ending}`));
  if (!kind) throw new BuildProblem(`${path.basename(file)} is none of ${installableEndings.join(', ')}`);
  if (!/^\d+\.\d+\.\d+$/.test(version)) throw new BuildProblem('--version is three numbers, such as 0.2.0');
  if (!/^[a-z0-9]+-[a-z0-9]+$/.test(platform)) throw new BuildProblem('--platform is such as linux-x64');
  const hash = crypto.createHash('sha512');
  let bytes = 0;
  for await (const piece of fs.createReadStream(file)) {
    hash.update(piece);
    bytes += piece.length;
  }
  return [
    'fieldbook-update/1',
    'product: fieldbook',
    `version: ${version}`,
    `platform: ${platform}`,
    `kind: ${kind}`,
    `bytes: ${bytes}`,
    `sha512: ${hash.digest('hex')}`,
    '',
  ].join('\n');
}

/**
 * @param {string} statement
 * @param {crypto.KeyObject} key private
 */
const signStatement = (statement, key) =>
  `${statement}signature: ${crypto.sign(null, Buffer.from(statement), key).toString('base64url')}\n`;

/**
 * Whether the text of a signature file is of this statement and this key.
 * @param {string} text
 * @param {string} statement
 * @param {crypto.KeyObject} key public
 */
function isSignedStatement(text, statement, key) {
  const signature = /^signature: ([A-Za-z0-9_-]{86})\n$/.exec(text.slice(statement.length))?.[1];
  if (!text.startsWith(statement) || signature === undefined) return false;
  return crypto.verify(null, Buffer.from(statement), key, Buffer.from(signature, 'base64url'));
}

await runCommand('update', async () => {
  const { values, positionals } = parseArgs({
    args: joinKeyOption(process.argv.slice(2)),
    allowPositionals: true,
    options: {
      key: { type: 'string' },
      public: { type: 'string' },
      version: { type: 'string' },
      platform: { type: 'string', default: `${process.platform}-${process.arch}` },
    },
  });
  const [act, file] = positionals;
  if (act === 'key')
    return printTopicLine('update', publicKeyText(loadOrCreateKey(requireOption(values.key, '--key'))));
  if (!file || (act !== 'sign' && act !== 'verify')) throw new BuildProblem('key, sign FILE or verify FILE');

  const version = requireOption(values.version, '--version');
  const statement = await updateStatementOf(file, { version, platform: values.platform });
  if (act === 'sign') {
    const key = crypto.createPrivateKey(fs.readFileSync(requireOption(values.key, '--key')));
    if (key.asymmetricKeyType !== 'ed25519') throw new BuildProblem('the key is not an Ed25519 key');
    fs.writeFileSync(`${file}.fbsig`, signStatement(statement, key));
    return printTopicLine('update', `${file}.fbsig, by ${publicKeyText(key)}`);
  }
  const jwk = { kty: 'OKP', crv: 'Ed25519', x: requireOption(values.public, '--public') };
  const key = crypto.createPublicKey({ key: jwk, format: 'jwk' });
  if (!isSignedStatement(fs.readFileSync(`${file}.fbsig`, 'utf8'), statement, key))
    throw new BuildProblem('the signature does not hold for this file, version, platform and key');
  return printTopicLine('update', 'the signature holds');
});

/**
 * One key in 64 begins with a dash, which parseArgs takes for another option unless it follows an equals
 * sign.
 * @param {readonly string[]} words
 */
function joinKeyOption(words) {
  const at = words.indexOf('--public');
  const key = words[at + 1];
  return at < 0 || key === undefined ? [...words] : words.toSpliced(at, 2, `--public=${key}`);
}

/** @param {string | undefined} value @param {string} name */
function requireOption(value, name) {
  if (value === undefined) throw new BuildProblem(`${name} is missing`);
  return value;
}

/** @param {string} file */
function loadOrCreateKey(file) {
  if (!fs.existsSync(file)) {
    const { privateKey } = crypto.generateKeyPairSync('ed25519');
    fs.writeFileSync(file, privateKey.export({ type: 'pkcs8', format: 'pem' }), { mode: 0o600, flag: 'wx' });
  }
  return crypto.createPrivateKey(fs.readFileSync(file));
}

/** @param {crypto.KeyObject} key */
function publicKeyText(key) {
  return String(crypto.createPublicKey(key).export({ format: 'jwk' }).x);
}
