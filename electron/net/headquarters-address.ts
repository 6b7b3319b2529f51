import { ok, refuse, type Result } from '#domain/base/result.ts';

/** Hosts that plain HTTP never leaves this laptop for. */
const loopback = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/;

export type AddressRefusal = { readonly kind: 'address' } | { readonly kind: 'plainHttp' };

/**
 * Reads an address that a person typed or a code brought: `https://...`, or `http://` on this laptop. Answers it
 * without a slash at its end. Anything else would send what people said through the open air.
 */
export function readAddress(typed: string): Result<string, AddressRefusal> {
  const url = URL.canParse(typed) ? new URL(typed) : null;
  if (!url || !/^https?:$/.test(url.protocol) || url.username || url.password || url.search || url.hash)
    return refuse({ kind: 'address' });
  if (url.protocol === 'http:' && !loopback.test(url.hostname)) return refuse({ kind: 'plainHttp' });
  return ok(url.href.replace(/\/+$/, ''));
}

/** The whole address of a path of the API; null when the path climbs out of `/api/v1/`. */
export function addressOf(base: string, path: string): string | null {
  const { href } = new URL(base + path);
  return href.startsWith(`${base}/api/v1/`) ? href : null;
}
