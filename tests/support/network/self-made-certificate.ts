import { execFileSync } from 'node:child_process';
import { createHash, X509Certificate } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';

/** A certificate that nobody vouches for, made for one journey. */
export interface SelfMadeCertificate {
  readonly certFile: string;
  readonly keyFile: string;
  /**
   * Chromium's own flag to take this one key and no other. The shipped app removes it (`electron/hardening`); the
   * unpackaged app of journeys does not.
   */
  readonly trust: string;
}

/** Make one for this computer, as an operator without an authority would. */
export function makeCertificate(folder: string): SelfMadeCertificate {
  const [certFile, keyFile] = [path.join(folder, 'tls.crt'), path.join(folder, 'tls.key')];
  execFileSync(
    'openssl',
    'req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 -subj /CN=localhost'
      .split(' ')
      .concat('-addext', 'subjectAltName=IP:127.0.0.1,DNS:localhost', '-keyout', keyFile, '-out', certFile),
    { stdio: 'pipe' },
  );
  const { publicKey } = new X509Certificate(fs.readFileSync(certFile));
  const hash = createHash('sha256')
    .update(publicKey.export({ type: 'spki', format: 'der' }))
    .digest('base64');
  return { certFile, keyFile, trust: `--ignore-certificate-errors-spki-list=${hash}` };
}
