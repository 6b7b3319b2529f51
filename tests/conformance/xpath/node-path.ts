import type { XmlNode, XPathNode } from '#forms/xml/xml-node.ts';

/** Path of a node in the records: elements among elements, everything else among all nodes. */
export function pathOf(node: XPathNode): string {
  if (node.parent === null) return '/';
  const above = node.parent.parent === null ? '' : pathOf(node.parent);
  const around = node.parent.children();
  if (node.kind === 'attribute')
    return `${above}/@${node.prefix === '' ? '' : `${node.prefix}:`}${node.name}`;
  if (node.kind !== 'element') return `${above || '/'}/node()[${around.indexOf(node) + 1}]`;
  return `${above}/*[${around.filter(({ kind }) => kind === 'element').indexOf(node) + 1}]`;
}

/** Node at such a path. Throws when there is none: then the record was misunderstood. */
export function nodeAt(rootElement: XmlNode, path: string): XmlNode {
  let xmlNode: XmlNode | undefined = rootElement;
  for (const step of path.split('/').filter((one) => one !== '')) {
    const at: number = Number(/\[(\d+)\]$/.exec(step)?.[1] ?? 0) - 1;
    if (step.startsWith('@')) xmlNode = xmlNode?.attributes().find(({ name }) => name === step.slice(1));
    else if (step.startsWith('*')) xmlNode = xmlNode?.elements()[at];
    else xmlNode = xmlNode?.children()[at];
  }
  if (xmlNode === undefined) throw new Error(`No node at ${path}`);
  return xmlNode;
}
