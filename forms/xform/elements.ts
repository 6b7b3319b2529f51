import type { XmlNode } from '../xml/xml-node.ts';

/** Attributes by local name: some have the prefix `jr:` or `odk:`, and tools differ in which. */
export function localAttributeOf(element: XmlNode, name: string): string | undefined {
  const value = element
    .attributes()
    .find((attribute) => attribute.name === name)
    ?.text()
    .trim();
  return value === '' ? undefined : value;
}

/** The name as it is written, with its prefix. */
export const qualifiedNameOf = ({ name, prefix }: XmlNode): string =>
  prefix === '' ? name : `${prefix}:${name}`;

export const childElementsOf = (element: XmlNode, name: string): readonly XmlNode[] =>
  element.childrenNamed(name);

export const firstChildElement = (element: XmlNode, name: string): XmlNode | undefined =>
  element.childrenNamed(name)[0];

/** All elements below, in document order. */
export function* descendantElementsOf(element: XmlNode): Generator<XmlNode> {
  for (const child of element.elements()) {
    yield child;
    yield* descendantElementsOf(child);
  }
}

/**
 * A reference of the body as an absolute path.
 * @param within path at which relative ones begin
 */
export function resolveAbsolutePath(reference: string, within: string): string {
  const text = reference.trim();
  if (text.startsWith('/')) return text.replaceAll(/\s*\/\s*/g, '/');
  const names = within.split('/');
  for (const step of text.split('/')) {
    if (step === '..') names.pop();
    else if (step !== '.' && !/^current\(\s*\)$/.test(step)) names.push(step.trim());
  }
  return names.join('/');
}
