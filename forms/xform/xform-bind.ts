import type { QuestionType } from '../model/instrument.ts';
import type { XmlNode } from '../xml/xml-node.ts';
import type { BodyControl } from './body.ts';
import { localAttributeOf } from './elements.ts';

/** Content of a `<bind>` for the node at its path. */
export interface XFormBind {
  readonly element: XmlNode;
  /** Without the prefix of XML Schema; `string` by default. */
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

const knownBindAttributes = new Set([
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

/** Read the attributes of a `bind`. Unknown ones are kept beside them, for the report of the import. */
export function readXFormBind(element: XmlNode): XFormBind {
  const text = (name: string): string | undefined => localAttributeOf(element, name);
  const further = element.attributes().filter(({ name }) => !knownBindAttributes.has(name));
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
    preload: preloadNameOf(
      javaRosaAttribute(element, 'preload'),
      javaRosaAttribute(element, 'preloadParams'),
    ),
    extra: Object.fromEntries(
      further.map((xmlElement) => [
        `bind::${xmlElement.prefix === '' ? '' : `${xmlElement.prefix}:`}${xmlElement.name}`,
        xmlElement.text(),
      ]),
    ),
  };
}

/** Without its namespace, an attribute of this name may mean anything. */
const javaRosaAttribute = (element: XmlNode, name: string): string | undefined =>
  element.attributes().some((xmlElement) => xmlElement.name === name && xmlElement.namespace !== '')
    ? localAttributeOf(element, name)
    : undefined;

/** A fact of the device, by its name in XLSForm. */
function preloadNameOf(kind: string | undefined, parameter: string | undefined): string | undefined {
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

/** Options of a control, by the names of XLSForm's `parameters`. */
export function readControlParameters(
  bodyControl: BodyControl | undefined,
  xformBind: XFormBind | undefined,
): Record<string, string> | undefined {
  const names =
    bodyControl?.name === 'range'
      ? ['start', 'end', 'step', 'ticks', 'placeholder']
      : ['rows', 'query', 'mediatype', 'accuracyThreshold', 'unacceptableAccuracyThreshold'];
  const found: Record<string, string> = {};
  for (const name of bodyControl === undefined ? [] : names) {
    const value = bodyControl && localAttributeOf(bodyControl.element, name);
    if (value !== undefined) found[name] = value;
  }
  for (const name of ['max-pixels', 'quality']) {
    const value = xformBind && localAttributeOf(xformBind.element, name);
    if (value !== undefined) found[name] = value;
  }
  return Object.keys(found).length === 0 ? undefined : found;
}

/** Kept columns; among them the type of a calculated value, which its question does not have. */
export function readExtraColumns(
  xformBind: XFormBind | undefined,
  questionType: QuestionType,
): Record<string, string> | undefined {
  if (xformBind === undefined) return undefined;
  const extra = {
    ...xformBind.extra,
    ...((questionType === 'calculate' || questionType === 'range') && { 'bind::type': xformBind.type }),
  };
  return Object.keys(extra).length === 0 ? undefined : extra;
}
