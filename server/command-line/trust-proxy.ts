import { isIPv4, isIPv6 } from 'node:net';
import * as z from 'zod';

const mostHops = 16;
/** Bits of a prefix. Shorter ones would believe half of the world. */
const prefixes = { 4: { least: 8, most: 32 }, 6: { least: 16, most: 128 } } as const;

/**
 * `--trust-proxy N` (proxies in front) or `--trust-proxy A[/BITS],...` (their addresses and subnets). Nobody else's
 * `X-Forwarded-For` is believed; "everybody" cannot be said, since then each asker writes their own address.
 */
export const TrustProxy = z.string().transform((text, context): number | readonly string[] => {
  const hops = /^\d{1,2}$/.test(text) ? Number(text) : null;
  if (hops !== null && hops >= 1 && hops <= mostHops) return hops;
  const proxies = text.split(',').map((proxy) => proxy.trim());
  if (hops === null && proxies.every(isSubnet)) return proxies;
  context.addIssue({
    code: 'custom',
    message: `say how many proxies stand in front (1 to ${mostHops}), or their addresses, such as 10.0.0.7 or 10.0.0.0/24`,
  });
  return z.NEVER;
});

function isSubnet(text: string): boolean {
  const [address = '', bits, ...rest] = text.split('/');
  const version = isIPv4(address) ? 4 : isIPv6(address) ? 6 : null;
  if (version === null || rest.length > 0) return false;
  if (bits === undefined) return true;
  const { least, most } = prefixes[version];
  return /^\d{1,3}$/.test(bits) && Number(bits) >= least && Number(bits) <= most;
}

/** The flag without a value, as it was before: one proxy. */
export const withTrustedHop = (args: readonly string[]): string[] =>
  args.map((word, at) => {
    const next = args[at + 1];
    return word === '--trust-proxy' && (next === undefined || next.startsWith('-'))
      ? '--trust-proxy=1'
      : word;
  });
