import type { Address } from '#domain/instrument/form/form.ts';

/** The name of a question within the page: what the address bar holds and what the focus is put on. */
export const stopKey = ({ qid, instance }: Address): string =>
  instance === null ? qid : `${instance}~${qid}`;
