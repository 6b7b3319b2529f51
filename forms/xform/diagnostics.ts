import type { Diagnostic } from '../model/diagnostic.ts';
import { parseExpression } from '../xpath/parser.ts';
import type { XmlNode } from '../xml/xml-node.ts';
import { qualifiedNameOf } from './elements.ts';

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
