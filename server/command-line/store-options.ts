import type { StorePlace } from '../store/open-store.ts';

/** The options by which every command finds its store. */
export const storeOptions = {
  data: { type: 'string' },
  'database-url': { type: 'string' },
  'sealing-key': { type: 'string' },
} as const;

/** Values of `storeOptions`. */
export interface StoreValues {
  readonly data?: string | undefined;
  readonly 'database-url'?: string | undefined;
  readonly 'sealing-key'?: string | undefined;
}

/** PostgreSQL where a URL is given, else the embedded store; its folder is `.fieldbook-server` unless told otherwise. */
export function storePlaceOf(values: StoreValues): StorePlace {
  const url = values['database-url'];
  return url === undefined
    ? { kind: 'embedded', folder: values.data ?? '.fieldbook-server' }
    : { kind: 'postgres', url };
}
