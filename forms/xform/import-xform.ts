import {
  type DataElement,
  type FormAction,
  Instrument,
  type InstrumentImport,
  type QuestionId,
} from '../model/instrument.ts';
import { questionIdOfPath } from '../model/placed-nodes.ts';
import { parseXml } from '../xml/parse-xml.ts';
import type { XmlNode } from '../xml/xml-node.ts';
import { type PlacedActionElement, readXFormBody } from './body.ts';
import { XFormChoiceReader } from './choices.ts';
import {
  childElementsOf,
  descendantElementsOf,
  firstChildElement,
  localAttributeOf,
  qualifiedNameOf,
  XFormDiagnostics,
} from './elements.ts';
import { readSecondaryInstances } from './instances.ts';
import { ItextTranslations } from './itext.ts';
import { buildXFormNodes, type XFormSources } from './nodes.ts';

const actionEventByName: Readonly<Record<string, FormAction['on']>> = {
  'odk-instance-first-load': 'first-load',
  'odk-new-repeat': 'new-instance',
  'xforms-value-changed': 'changed',
};

/** The actions of a form by the path of the question that they write. */
function readXFormActions(
  placedActionElements: readonly PlacedActionElement[],
  qids: ReadonlyMap<string, QuestionId>,
  xformDiagnostics: XFormDiagnostics,
): ReadonlyMap<string, readonly FormAction[]> {
  const actions = new Map<string, FormAction[]>();
  for (const { element, target, source } of placedActionElements) {
    if (element.name !== 'setvalue') {
      const message = `<${element.name}> is not executed. A person enters the value.`;
      xformDiagnostics.warning('action.unsupported', message, element);
      continue;
    }
    if (!qids.has(target)) {
      xformDiagnostics.warning(
        'action.unknownTarget',
        `There is no ${target}, so <setvalue> does nothing.`,
        element,
      );
      continue;
    }
    const value =
      xformDiagnostics.expression(localAttributeOf(element, 'value'), element) ??
      quoteXPathText(element.text());
    for (const name of (localAttributeOf(element, 'event') ?? '').split(/\s+/)) {
      const on = actionEventByName[name];
      const of = source === null ? undefined : qids.get(source);
      if (on === undefined)
        xformDiagnostics.warning('action.unsupported', `Nothing happens at the event "${name}".`, element);
      else if (on !== 'changed') addActionAt(actions, target, { on, value });
      else if (of !== undefined) addActionAt(actions, target, { on, of: [of], value });
    }
  }
  return actions;
}

function addActionAt(actions: Map<string, FormAction[]>, target: string, formAction: FormAction): void {
  const previousFormActions = actions.get(target);
  if (previousFormActions === undefined) actions.set(target, [formAction]);
  else previousFormActions.push(formAction);
}

/** A text as an expression. XPath has no escapes, so one with both kinds of quotes is concatenated. */
function quoteXPathText(text: string): string {
  if (!text.includes("'")) return `'${text}'`;
  if (!text.includes('"')) return `"${text}"`;
  return `concat(${text
    .split("'")
    .map((part) => `'${part}'`)
    .join(`, "'", `)})`;
}

/**
 * Read an XForm of ODK tools.
 * @param attached texts of the files that it references (`jr://file-csv/…`), by name; missing ones are empty
 */
export function importXForm(
  xml: string,
  file: string,
  attached: Readonly<Record<string, string>> = {},
): InstrumentImport {
  const read = parseXml(xml);
  if (!read.ok) {
    const { code, message, line } = read.refusal;
    return { instrument: null, diagnostics: [{ severity: 'error', code, message, row: Math.max(line, 1) }] };
  }
  const xformDiagnostics = new XFormDiagnostics();
  const instrument = readXFormInstrument(read.value, file, attached, xformDiagnostics);
  const { diagnostics } = xformDiagnostics;
  const isUsable = diagnostics.every(({ severity }) => severity !== 'error');
  if (instrument === null || !isUsable) return { instrument: null, diagnostics };
  // Texts of a file may be longer than the stored limits.
  const checked = Instrument.safeParse(instrument);
  if (checked.success) return { instrument: checked.data, diagnostics };
  const where = checked.error.issues[0]?.path.join('.') ?? '';
  const message = `${where} is too long or of another kind than forms have. Shorten it.`;
  return {
    instrument: null,
    diagnostics: [...diagnostics, { severity: 'error', code: 'xform.outOfBounds', message }],
  };
}

function readXFormInstrument(
  documentElement: XmlNode,
  file: string,
  attached: Readonly<Record<string, string>>,
  xformDiagnostics: XFormDiagnostics,
): Instrument | null {
  const xformParts = findXFormParts(documentElement, xformDiagnostics);
  if (xformParts === null) return null;
  const { model, body, root, head } = xformParts;
  const rootName = qualifiedNameOf(root);
  const rootPath = `/${rootName}`;

  const qids = new Map<string, QuestionId>();
  collectQuestionIds(root, rootPath, qids);
  const { binds, idPaths } = collectBinds(model, qids, xformDiagnostics);
  const shownXformBody = readXFormBody(body, model, rootPath, idPaths, xformDiagnostics);
  for (const [path, { element }] of shownXformBody.controls)
    if (!qids.has(path))
      xformDiagnostics.warning(
        'control.unknownPlace',
        `<${element.name}> names ${path}, which the form does not have.`,
        element,
      );

  const itextTranslations = new ItextTranslations(model);
  const instances = readSecondaryInstances(model, attached, xformDiagnostics);
  const choices = new XFormChoiceReader(instances, itextTranslations, xformDiagnostics);
  const actions = readXFormActions(shownXformBody.actions, qids, xformDiagnostics);
  const xformSources: XFormSources = {
    binds,
    body: shownXformBody,
    actions,
    qids,
    choices,
    itext: itextTranslations,
    findings: xformDiagnostics,
  };
  const nodes = buildXFormNodes(root, rootPath, xformSources);

  const title = (head && firstChildElement(head, 'title')?.text().trim()) || file;
  const listNames = new Set(choices.lists.map(({ name }) => name));
  const further = Object.entries(instances).filter(([id]) => !listNames.has(id));
  return {
    id: localAttributeOf(root, 'id') ?? rootName,
    version: localAttributeOf(root, 'version') ?? '',
    title: { [itextTranslations.defaultLanguage]: title },
    languages: itextTranslations.languages,
    defaultLanguage: itextTranslations.defaultLanguage,
    rootName,
    nodes,
    choiceLists: choices.lists,
    instances: Object.fromEntries(further) satisfies Record<string, DataElement>,
    texts: itextTranslations.all(),
    settings: readXFormSettings(root, body),
    source: { kind: 'xform', file },
  };
}

interface XFormParts {
  readonly head: XmlNode | undefined;
  readonly model: XmlNode;
  readonly body: XmlNode;
  /** The outermost element of the primary instance. */
  readonly root: XmlNode;
}

function findXFormParts(documentElement: XmlNode, xformDiagnostics: XFormDiagnostics): XFormParts | null {
  const [html] = documentElement.elements();
  if (html === undefined) return null;
  const head = firstChildElement(html, 'head');
  const modelElement = head && firstChildElement(head, 'model');
  const bodyElement = firstChildElement(html, 'body');
  const primary = modelElement && childElementsOf(modelElement, 'instance')[0];
  const rootElement = primary?.elements()[0];
  if (modelElement !== undefined && bodyElement !== undefined && rootElement !== undefined)
    return { head, model: modelElement, body: bodyElement, root: rootElement };
  const missing =
    head === undefined || modelElement === undefined
      ? '<head> with <model>'
      : bodyElement === undefined
        ? '<body>'
        : '<instance>';
  xformDiagnostics.error(
    'xform.incomplete',
    `This is no complete XForm: ${missing} is missing. Export it again.`,
    html,
  );
  return null;
}

/** Collect every path of the primary instance, with the id of its node. */
function collectQuestionIds(element: XmlNode, path: string, qids: Map<string, QuestionId>): void {
  for (const childElement of element.elements()) {
    const below = `${path}/${qualifiedNameOf(childElement)}`;
    qids.set(below, questionIdOfPath(below.split('/').slice(2)));
    collectQuestionIds(childElement, below, qids);
  }
}

function collectBinds(
  modelElement: XmlNode,
  qids: ReadonlyMap<string, QuestionId>,
  xformDiagnostics: XFormDiagnostics,
): { binds: ReadonlyMap<string, XmlNode>; idPaths: ReadonlyMap<string, string> } {
  const binds = new Map<string, XmlNode>();
  const idPaths = new Map<string, string>();
  for (const bind of descendantElementsOf(modelElement)) {
    if (bind.name !== 'bind') continue;
    const path = localAttributeOf(bind, 'nodeset')?.replaceAll(/\s/g, '');
    if (path === undefined) {
      xformDiagnostics.warning('bind.withoutPlace', 'A <bind> without "nodeset" does nothing.', bind);
      continue;
    }
    const id = localAttributeOf(bind, 'id');
    if (id !== undefined) idPaths.set(id, path);
    if (binds.has(path))
      xformDiagnostics.warning('bind.twice', `${path} has two binds. The last one counts.`, bind);
    if (!qids.has(path) && path.split('/').length > 2)
      xformDiagnostics.warning('bind.unknownPlace', `There is no ${path} in the form.`, bind);
    binds.set(path, bind);
  }
  return { binds, idPaths };
}

function readXFormSettings(rootElement: XmlNode, bodyElement: XmlNode): Record<string, string> {
  const style = bodyElement
    .attributes()
    .find(({ name }) => name === 'class')
    ?.text();
  const namespace = rootElement.namespace;
  return {
    ...(style !== undefined && { style }),
    ...(namespace !== '' && !namespace.includes('w3.org') && { namespace }),
  };
}
