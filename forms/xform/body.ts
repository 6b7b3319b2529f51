import type { XmlNode } from '../xml/xml-node.ts';
import {
  childElementsOf,
  firstChildElement,
  localAttributeOf,
  resolveAbsolutePath,
  type XFormDiagnostics,
} from './elements.ts';

const controlNames = ['input', 'select1', 'select', 'rank', 'range', 'upload', 'trigger', 'secret'] as const;
type ControlName = (typeof controlNames)[number];

export interface BodyControl {
  readonly name: ControlName;
  readonly element: XmlNode;
}

/** An action element, with its context. */
export interface PlacedActionElement {
  readonly element: XmlNode;
  readonly target: string;
  /** The control around it: `xforms-value-changed` waits for its change. */
  readonly source: string | null;
}

/** The body of a form by the paths of its elements. */
export interface XFormBody {
  readonly controls: ReadonlyMap<string, BodyControl>;
  readonly groups: ReadonlyMap<string, XmlNode>;
  readonly repeats: ReadonlyMap<string, { readonly element: XmlNode; readonly around: XmlNode | null }>;
  readonly actions: readonly PlacedActionElement[];
}

const actionElementNames = new Set([
  'setvalue',
  'setgeopoint',
  'recordaudio',
  'action',
  'insert',
  'delete',
  'toggle',
  'load',
]);

/**
 * Read the controls, groups and actions of a form.
 * @param idPaths paths of binds that `bind="id"` names
 */
export function readXFormBody(
  bodyElement: XmlNode,
  modelElement: XmlNode,
  root: string,
  idPaths: ReadonlyMap<string, string>,
  xformDiagnostics: XFormDiagnostics,
): XFormBody {
  const controls = new Map<string, BodyControl>();
  const groups = new Map<string, XmlNode>();
  const repeats = new Map<string, { element: XmlNode; around: XmlNode | null }>();
  const placedActionElements: PlacedActionElement[] = [];

  const pathOf = (element: XmlNode, within: string): string | null => {
    const bind = localAttributeOf(element, 'bind');
    if (bind !== undefined) return idPaths.get(bind) ?? null;
    const reference = localAttributeOf(element, 'ref') ?? localAttributeOf(element, 'nodeset');
    return reference === undefined ? null : resolveAbsolutePath(reference, within);
  };

  const action = (element: XmlNode, within: string, source: string | null): void => {
    const target = pathOf(element, within);
    if (target !== null) placedActionElements.push({ element, target, source });
    else
      xformDiagnostics.warning(
        'action.unsupported',
        `<${element.name}> is not carried out: it names no question.`,
        element,
      );
  };

  const visit = (element: XmlNode, within: string): void => {
    const path = pathOf(element, within);
    if (actionElementNames.has(element.name)) return action(element, within, null);
    if (element.name === 'group') {
      if (path !== null) groups.set(path, element);
      else if (firstChildElement(element, 'repeat') === undefined)
        xformDiagnostics.warning(
          'group.withoutPlace',
          'A group without "ref" only arranges questions: its title is not shown. Give it a "ref".',
          element,
        );
      for (const childElement of element.elements()) visit(childElement, path ?? within);
      return;
    }
    if (element.name === 'repeat') {
      if (path === null)
        return xformDiagnostics.error('repeat.withoutPlace', 'A repeat needs "nodeset". Add it.', element);
      const around = element.parent?.name === 'group' ? element.parent : null;
      repeats.set(path, { element, around });
      for (const childElement of element.elements()) visit(childElement, path);
      return;
    }
    const controlName = controlNames.find((one) => one === element.name);
    if (controlName === undefined) return;
    if (path === null)
      return xformDiagnostics.error('control.withoutPlace', `<${controlName}> needs "ref". Add it.`, element);
    if (controls.has(path))
      xformDiagnostics.warning(
        'control.twice',
        `Two controls ask for ${path}. The first one is used.`,
        element,
      );
    else controls.set(path, { name: controlName, element });
    for (const childElement of element.elements())
      if (actionElementNames.has(childElement.name)) action(childElement, path, path);
  };

  for (const element of modelElement.elements())
    if (actionElementNames.has(element.name)) action(element, root, null);
  for (const element of bodyElement.elements()) visit(element, root);
  return { controls, groups, repeats, actions: placedActionElements };
}

/** Words of the author's `appearance`, without repetitions. */
export function readAppearance(element: XmlNode | undefined): readonly string[] | undefined {
  const text = element === undefined ? undefined : localAttributeOf(element, 'appearance');
  return text === undefined ? undefined : [...new Set(text.split(/\s+/).filter((word) => word !== ''))];
}

export const findLabelElement = (element: XmlNode | undefined): XmlNode | undefined =>
  element && childElementsOf(element, 'label')[0];

export const findHintElement = (element: XmlNode | undefined): XmlNode | undefined =>
  element && childElementsOf(element, 'hint')[0];
