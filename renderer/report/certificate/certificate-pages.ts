import type { TextDirection } from '#renderer/i18n';
import { escapeHtml, printedPageHtml } from '../write/printable-report.ts';

/** Words that all certificates of a workshop share. */
export interface CertificateWords {
  readonly language: string;
  readonly direction: TextDirection;
  readonly heading: string;
  /** Name of the programme, above the heading. */
  readonly programme: string;
  /** Sentence before the name, and the one after it. */
  readonly before: string;
  readonly after: string;
  /** Title of the workshop. */
  readonly title: string;
  /** Days, place and host in one line. */
  readonly held: string;
  /** Statement of the certificate's limits: attendance, and no assessment of the person. */
  readonly limits: string;
  readonly issuer: string;
  readonly signatory: string;
  /** Word under the line to sign on, where neither signatory nor issuer is written. */
  readonly signature: string;
}

/** One certificate. */
export interface CertificateOfOne {
  readonly name: string;
  /** Number and day in one line. */
  readonly reference: string;
}

/**
 * Make the pages to print, one for each certificate. They have elements and text alone: names are escaped, and no
 * script runs.
 * @param styleSheets addresses of the app's own style sheets, for its fonts
 */
export function certificatePagesHtml(
  certificateWords: CertificateWords,
  certificateOfOnes: readonly CertificateOfOne[],
  styleSheets: readonly string[],
): string {
  const line = (style: string, text: string, tag = 'p'): string =>
    text.trim() === '' ? '' : `<${tag} class="${style}" dir="auto">${escapeHtml(text)}</${tag}>`;
  const { programme, signatory, issuer, signature } = certificateWords;
  const signers = [signatory, issuer].filter((text) => text.trim() !== '');
  const signatures = (signers.length === 0 ? [signature] : signers)
    .map((text) => line('certificate-sign', text))
    .join('');
  const pages = certificateOfOnes.map(
    ({ name, reference }) =>
      `<section class="fb-certificate">${line('certificate-programme', programme)}${line('certificate-heading', certificateWords.heading, 'h1')}` +
      `${line('certificate-text', certificateWords.before)}${line('certificate-name', name)}` +
      `${line('certificate-text', certificateWords.after)}${line('certificate-title', certificateWords.title)}` +
      `${line('certificate-text', certificateWords.held)}${line('certificate-limits', certificateWords.limits)}` +
      `<footer><div class="certificate-signatures">${signatures}</div>` +
      `${line('certificate-reference', reference)}</footer></section>`,
  );
  const { language, direction, heading: title } = certificateWords;
  return printedPageHtml({ language, direction, title, body: pages.join('') }, styleSheets);
}
