import type { Author } from '#renderer/console/api/answers.ts';

/** Who is behind a device, and what the device is called. */
export interface Names {
  readonly people: Readonly<Record<string, Author>>;
  readonly labels: ReadonlyMap<string, string>;
}
