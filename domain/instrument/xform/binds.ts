import type { XmlNode } from '../xml/xml-node.ts';
import { attributeOf } from './xml-parts.ts';

/** What a `<bind>` says of the node at its path. */
export interface Bind {
  readonly element: XmlNode;
  /** Without the prefix of XML Schema; `string` when nothing is said. */
  readonly type: string;
  readonly relevant: string | undefined;
  readonly required: string | undefined;
  readonly readOnly: string | undefined;
  readonly constraint: string | undefined;
  readonly calculation: string | undefined;
  readonly constraintMessage: string | undefined;
  readonly requiredMessage: string | undefined;
  readonly preload: string | undefined;
  /** Attributes that Fieldbook does not use, kept for export. */
  readonly extra: Readonly<Record<string, string>>;
}

const known = new Set([
  'nodeset',
  'id',
  'type',
  'relevant',
  'required',
  'readonly',
  'constraint',
  'calculate',
  'constraintMsg',
  'requiredMsg',
  'preload',
  'preloadParams',
]);

export function bindOf(element: XmlNode): Bind {
  const text = (name: string): string | undefined => attributeOf(element, name);
  const further = element.attributes().filter(({ name }) => !known.has(name));
  return {
    element,
    type: (text('type') ?? 'string').replace(/^.*:/, ''),
    relevant: text('relevant'),
    required: text('required'),
    readOnly: text('readonly'),
    constraint: text('constraint'),
    calculation: text('calculate'),
    constraintMessage: text('constraintMsg'),
    requiredMessage: text('requiredMsg'),
    preload: preloadOf(ofJavaRosa(element, 'preload'), ofJavaRosa(element, 'preloadParams')),
    extra: Object.fromEntries(
      further.map((one) => [`bind::${one.prefix === '' ? '' : `${one.prefix}:`}${one.name}`, one.text()]),
    ),
  };
}

/** Without its namespace, an attribute of this name is anything. */
const ofJavaRosa = (element: XmlNode, name: string): string | undefined =>
  element.attributes().some((one) => one.name === name && one.namespace !== '')
    ? attributeOf(element, name)
    : undefined;

/** What the device knows, by the name that XLSForm has for it. */
function preloadOf(kind: string | undefined, parameter: string | undefined): string | undefined {
  switch (kind) {
    case undefined:
      return undefined;
    case 'uid':
      return 'uid';
    case 'timestamp':
    case 'date':
      return parameter;
    case 'property':
      return parameter?.replace(/^uri:/, '');
    default:
      return `${kind} ${parameter ?? ''}`.trim();
  }
}
