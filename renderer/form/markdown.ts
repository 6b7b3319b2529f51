/** A piece of a label: the subset of Markdown that forms use, and nothing else. Whatever does not fit stays text. */
export type Inline =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'strong' | 'emphasis'; readonly parts: readonly Inline[] }
  /** An address is shown, never followed. */
  | { readonly kind: 'link'; readonly parts: readonly Inline[]; readonly address: string };

export type Block =
  | { readonly kind: 'paragraph'; readonly lines: readonly (readonly Inline[])[] }
  | { readonly kind: 'heading'; readonly parts: readonly Inline[] }
  | { readonly kind: 'list'; readonly items: readonly (readonly Inline[])[] };

/** Longer labels are shown as they are: looking for ends of marks costs the square of the length. */
const longestMarked = 5_000;
const deepest = 6;

/** Reads a label. Total: any text gives blocks whose words are that text's. */
export function readMarkdown(text: string): readonly Block[] {
  const lines = text
    .replaceAll('\r\n', '\n')
    .replaceAll(/<br\s{0,9}\/?>/gi, '\n')
    .split('\n');
  const isMarked = text.length <= longestMarked;
  const inline = (line: string): readonly Inline[] =>
    isMarked ? readInline(line, 0) : [{ kind: 'text', text: line }];
  const blocks: Block[] = [];
  for (const line of lines) {
    const last = blocks.at(-1);
    const item = itemOf(line);
    const heading = /^#{1,6}\s+(\S.*)$/.exec(line);
    if (line.trim() === '') blocks.push({ kind: 'paragraph', lines: [] });
    else if (heading) blocks.push({ kind: 'heading', parts: inline(heading[1] ?? '') });
    else if (item !== null && last?.kind === 'list')
      blocks[blocks.length - 1] = { ...last, items: [...last.items, inline(item)] };
    else if (item !== null) blocks.push({ kind: 'list', items: [inline(item)] });
    else if (last?.kind === 'paragraph')
      blocks[blocks.length - 1] = { ...last, lines: [...last.lines, inline(line)] };
    else blocks.push({ kind: 'paragraph', lines: [inline(line)] });
  }
  return blocks.filter((block) => block.kind !== 'paragraph' || block.lines.length > 0);
}

/** The words alone, for names that screen readers say. */
export const wordsOf = (blocks: readonly Block[]): string =>
  blocks
    .flatMap((block) => {
      if (block.kind === 'heading') return [wordsIn(block.parts)];
      return (block.kind === 'list' ? block.items : block.lines).map(wordsIn);
    })
    .join(' ')
    .trim();

const wordsIn = (parts: readonly Inline[]): string =>
  parts.map((part) => (part.kind === 'text' ? part.text : wordsIn(part.parts))).join('');

/** Bullets only: a label that begins with a number ("1. Name") is a numbered question, not a list. */
const itemOf = (line: string): string | null => /^\s{0,3}[-*+]\s+(\S.*)$/.exec(line)?.[1] ?? null;

/** Marks in the order in which they are tried. `_` counts at the edge of words only. */
const marks = [
  { open: '**', kind: 'strong' },
  { open: '__', kind: 'strong' },
  { open: '*', kind: 'emphasis' },
  { open: '_', kind: 'emphasis' },
] as const;

/** Tags that authors write because other programs take them: their words count, with their weight where it tells something. */
const tag = /^<(\/?)(b|strong|i|em|u|span|font|p|div)(\s[^<>]{0,300})?>/i;

function readInline(text: string, depth: number): readonly Inline[] {
  const parts: Inline[] = [];
  let plain = '';
  let at = 0;
  const end = (part: Inline): void => {
    if (plain !== '') parts.push({ kind: 'text', text: plain });
    plain = '';
    parts.push(part);
  };
  while (at < text.length) {
    const char = text[at] ?? '';
    const found = depth < deepest ? readMark(text, at, depth) : null;
    if (found) {
      for (const part of found.parts) end(part);
      at = found.next;
    } else if (char === '\\' && /[\\`*_{}[\]()#+\-.!<>]/.test(text[at + 1] ?? '')) {
      plain += text[at + 1] ?? '';
      at += 2;
    } else {
      plain += char;
      at += 1;
    }
  }
  if (plain !== '') parts.push({ kind: 'text', text: plain });
  return parts;
}

interface Found {
  readonly parts: readonly Inline[];
  readonly next: number;
}

function readMark(text: string, at: number, depth: number): Found | null {
  switch (text[at]) {
    case '*':
    case '_':
      return readEmphasis(text, at, depth);
    case '[':
      return readLink(text, at, depth);
    case '<':
      return readTag(text, at, depth);
    default:
      return null;
  }
}

function readEmphasis(text: string, at: number, depth: number): Found | null {
  const mark = marks.find(({ open }) => text.startsWith(open, at));
  if (!mark) return null;
  const { open, kind } = mark;
  const from = at + open.length;
  if (isSpace(text[from]) || (open.startsWith('_') && isWord(text[at - 1]))) return null;
  for (let to = text.indexOf(open, from + 1); to !== -1; to = text.indexOf(open, to + 1)) {
    const after = to + open.length;
    const isEnd = !isSpace(text[to - 1]) && !(open.startsWith('_') && isWord(text[after]));
    if (isEnd) return { parts: [{ kind, parts: readInline(text.slice(from, to), depth + 1) }], next: after };
  }
  return null;
}

function readLink(text: string, at: number, depth: number): Found | null {
  const middle = text.indexOf('](', at);
  const to = middle === -1 ? -1 : text.indexOf(')', middle);
  const address = text.slice(middle + 2, to).trim();
  if (to === -1 || !/^(https?:|mailto:)[^\s<>"]{1,500}$/i.test(address)) return null;
  const parts = readInline(text.slice(at + 1, middle), depth + 1);
  return { parts: [{ kind: 'link', parts, address }], next: to + 1 };
}

function readTag(text: string, at: number, depth: number): Found | null {
  const opened = tag.exec(text.slice(at, at + 400));
  if (!opened || opened[1] === '/') return null;
  const name = (opened[2] ?? '').toLowerCase();
  const from = at + opened[0].length;
  const close = `</${name}>`;
  const to = text.toLowerCase().indexOf(close, from);
  if (to === -1) return null;
  const inner = readInline(text.slice(from, to), depth + 1);
  const next = to + close.length;
  if (name === 'b' || name === 'strong') return { parts: [{ kind: 'strong', parts: inner }], next };
  if (name === 'i' || name === 'em' || name === 'u')
    return { parts: [{ kind: 'emphasis', parts: inner }], next };
  return { parts: inner, next };
}

const isSpace = (char: string | undefined): boolean => char === undefined || /\s/.test(char);
const isWord = (char: string | undefined): boolean => char !== undefined && /[\p{L}\p{N}]/u.test(char);
