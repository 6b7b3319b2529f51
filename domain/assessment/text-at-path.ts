import { type Document, valueAt } from '../document/document.ts';

/** The text of a value register; empty where there is none. (`textAt` of documents reads what many write together.) */
export function textAtPath(document: Document | undefined, path: string): string {
  const value = valueAt(document, path);
  return typeof value === 'string' ? value : '';
}
