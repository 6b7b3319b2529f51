import { boundedNcNamePattern } from '../xml/xml-node.ts';

/** One `${name}` in a text. */
interface NameReference {
  readonly name: string;
  /** `${last-saved#name}`: the value of the assessment before. */
  readonly isLastSaved: boolean;
}

const nameReferencePattern = new RegExp(`^\\$\\{\\s*(last-saved#)?(${boundedNcNamePattern})\\s*\\}`, 'u');

/** The references in a text; null when one of them is malformed. */
export function parseNameReferences(text: string): readonly NameReference[] | null {
  const foundNameReferences: NameReference[] = [];
  for (let at = text.indexOf('${'); at >= 0; at = text.indexOf('${', at)) {
    const match = nameReferencePattern.exec(text.slice(at, at + 1_100));
    if (!match?.[2]) return null;
    foundNameReferences.push({ name: match[2], isLastSaved: match[1] !== undefined });
    at += match[0].length;
  }
  return foundNameReferences;
}

/** The name, if the whole text is one reference. */
export function parseSoleReference(text: string): string | null {
  const match = nameReferencePattern.exec(text.trim());
  return match?.[2] !== undefined && match[1] === undefined && match[0].length === text.trim().length
    ? match[2]
    : null;
}
