import type { Diagnostic } from '../model/instrument.ts';
import type { XmlNode } from '../xml/xml-node.ts';
import { parseExpression } from '../xpath/parser.ts';

/** Attributes by local name: some have the prefix `jr:` or `odk:`, and tools differ in which. */
export function localAttributeOf(element: XmlNode, name: string): string | undefined {
  const value = element
    .attributes()
    .find((attributeNode) => attributeNode.name === name)
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
  for (const childElement of element.elements()) {
    yield childElement;
    yield* descendantElementsOf(childElement);
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

/** Collects the problems of a file, with line and element. */
export class XFormDiagnostics {
  readonly diagnostics: Diagnostic[] = [];

  error(code: string, message: string, at: XmlNode): void {
    this.#add('error', code, message, at);
  }

  warning(code: string, message: string, at: XmlNode): void {
    this.#add('warning', code, message, at);
  }

  /** The expression, if there is one; an error when it is invalid. */
  expression(text: string | undefined, at: XmlNode): string | undefined {
    if (text === undefined) return undefined;
    const parsed = parseExpression(text);
    if (!parsed.ok)
      this.error(parsed.refusal.code, `In "${text.slice(0, 200)}": ${parsed.refusal.message}`, at);
    return text;
  }

  #add(severity: Diagnostic['severity'], code: string, message: string, at: XmlNode): void {
    this.diagnostics.push({
      severity,
      code,
      message,
      row: Math.max(at.line, 1),
      column: qualifiedNameOf(at),
    });
  }
}
