import type { Imported } from '../import/diagnostic.ts';
import { qidOfPath } from '../import/qid-of-path.ts';
import type { DataElement } from '../data-element.ts';
import { Instrument, type Qid } from '../instrument.ts';
import { readXml } from '../xml/read-xml.ts';
import type { XmlNode } from '../xml/xml-node.ts';
import { readActions } from './actions.ts';
import { readBody } from './body.ts';
import { ChoiceReader } from './choices.ts';
import { Findings } from './findings.ts';
import { readInstances } from './instances.ts';
import { Itext } from './itext.ts';
import { nodesOf, type Sources } from './nodes.ts';
import { attributeOf, childOf, childrenOf, elementsBelow, writtenName } from './xml-parts.ts';

/**
 * Reads an XForm as ODK tools write it. `attached` are the texts of files that it asks for (`jr://file-csv/…`), by
 * their names; what is not given is empty.
 */
export function importXForm(
  xml: string,
  file: string,
  attached: Readonly<Record<string, string>> = {},
): Imported {
  const read = readXml(xml);
  if (!read.ok) {
    const { code, message, line } = read.refusal;
    return { instrument: null, diagnostics: [{ severity: 'error', code, message, row: Math.max(line, 1) }] };
  }
  const findings = new Findings();
  const instrument = instrumentOf(read.value, file, attached, findings);
  const { diagnostics } = findings;
  const isUsable = diagnostics.every(({ severity }) => severity !== 'error');
  if (instrument === null || !isUsable) return { instrument: null, diagnostics };
  // What a file says may be longer than anything that is stored.
  const checked = Instrument.safeParse(instrument);
  if (checked.success) return { instrument: checked.data, diagnostics };
  const where = checked.error.issues[0]?.path.join('.') ?? '';
  const message = `${where} is too long or of another kind than forms have. Shorten it.`;
  return {
    instrument: null,
    diagnostics: [...diagnostics, { severity: 'error', code: 'xform.outOfBounds', message }],
  };
}

function instrumentOf(
  document: XmlNode,
  file: string,
  attached: Readonly<Record<string, string>>,
  findings: Findings,
): Instrument | null {
  const parts = partsOf(document, findings);
  if (parts === null) return null;
  const { model, body, root, head } = parts;
  const rootName = writtenName(root);
  const rootPath = `/${rootName}`;

  const qids = new Map<string, Qid>();
  collectPaths(root, rootPath, qids);
  const { binds, idPaths } = readBinds(model, qids, findings);
  const shown = readBody(body, model, rootPath, idPaths, findings);
  for (const [path, { element }] of shown.controls)
    if (!qids.has(path))
      findings.warning(
        'control.unknownPlace',
        `<${element.name}> asks for ${path}, which the form has not.`,
        element,
      );

  const itext = new Itext(model);
  const instances = readInstances(model, attached, findings);
  const choices = new ChoiceReader(instances, itext, findings);
  const actions = readActions(shown.actions, qids, findings);
  const sources: Sources = { binds, body: shown, actions, qids, choices, itext, findings };
  const nodes = nodesOf(root, rootPath, sources);

  const title = (head && childOf(head, 'title')?.text().trim()) || file;
  const listNames = new Set(choices.lists.map(({ name }) => name));
  const further = Object.entries(instances).filter(([id]) => !listNames.has(id));
  return {
    id: attributeOf(root, 'id') ?? rootName,
    version: attributeOf(root, 'version') ?? '',
    title: { [itext.defaultLanguage]: title },
    languages: itext.languages,
    defaultLanguage: itext.defaultLanguage,
    rootName,
    nodes,
    choiceLists: choices.lists,
    instances: Object.fromEntries(further) satisfies Record<string, DataElement>,
    texts: itext.all(),
    settings: settingsOf(root, body),
    source: { kind: 'xform', file },
  };
}

interface Parts {
  readonly head: XmlNode | undefined;
  readonly model: XmlNode;
  readonly body: XmlNode;
  /** The outermost element of the primary instance. */
  readonly root: XmlNode;
}

function partsOf(document: XmlNode, findings: Findings): Parts | null {
  const [html] = document.elements();
  if (html === undefined) return null;
  const head = childOf(html, 'head');
  const model = head && childOf(head, 'model');
  const body = childOf(html, 'body');
  const primary = model && childrenOf(model, 'instance')[0];
  const root = primary?.elements()[0];
  if (model !== undefined && body !== undefined && root !== undefined) return { head, model, body, root };
  const missing =
    head === undefined || model === undefined
      ? '<head> with <model>'
      : body === undefined
        ? '<body>'
        : '<instance>';
  findings.error(
    'xform.incomplete',
    `This is no complete XForm: ${missing} is missing. Export it again.`,
    html,
  );
  return null;
}

/** Every path of the primary instance, with the id that its node gets. */
function collectPaths(element: XmlNode, path: string, qids: Map<string, Qid>): void {
  for (const child of element.elements()) {
    const below = `${path}/${writtenName(child)}`;
    qids.set(below, qidOfPath(below.split('/').slice(2)));
    collectPaths(child, below, qids);
  }
}

function readBinds(
  model: XmlNode,
  qids: ReadonlyMap<string, Qid>,
  findings: Findings,
): { binds: ReadonlyMap<string, XmlNode>; idPaths: ReadonlyMap<string, string> } {
  const binds = new Map<string, XmlNode>();
  const idPaths = new Map<string, string>();
  for (const bind of elementsBelow(model)) {
    if (bind.name !== 'bind') continue;
    const path = attributeOf(bind, 'nodeset')?.replaceAll(/\s/g, '');
    if (path === undefined) {
      findings.warning('bind.withoutPlace', 'A <bind> without "nodeset" does nothing.', bind);
      continue;
    }
    const id = attributeOf(bind, 'id');
    if (id !== undefined) idPaths.set(id, path);
    if (binds.has(path)) findings.warning('bind.twice', `${path} has two binds. The last one counts.`, bind);
    if (!qids.has(path) && path.split('/').length > 2)
      findings.warning('bind.unknownPlace', `There is no ${path} in the form.`, bind);
    binds.set(path, bind);
  }
  return { binds, idPaths };
}

function settingsOf(root: XmlNode, body: XmlNode): Record<string, string> {
  const style = body
    .attributes()
    .find(({ name }) => name === 'class')
    ?.text();
  const namespace = root.namespace;
  return {
    ...(style !== undefined && { style }),
    ...(namespace !== '' && !namespace.includes('w3.org') && { namespace }),
  };
}
