import { session } from 'electron';
import type { Fetch } from './exchange.ts';

/**
 * Chromium's network for the shell alone: the system's proxy and certificates, in a session of its own that keeps
 * nothing on disk and shares nothing with the page. It says no more of this laptop than it must.
 */
export function openNetSession(): Fetch {
  const ours = session.fromPartition('headquarters', { cache: false });
  ours.setUserAgent('Fieldbook', 'en');
  return (url, init) => ours.fetch(url, init);
}
