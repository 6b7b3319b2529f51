import { outputOf } from '../form/text-template.ts';
import type { Media, Words } from '../instrument.ts';
import type { XmlNode } from '../xml/xml-node.ts';
import { attributeOf, childOf, childrenOf } from './xml-parts.ts';

/** What a label or hint says: words, what is said only on request, and files. */
export interface Said {
  readonly words?: Words;
  readonly guidance?: Words;
  readonly media?: Media;
}

export type SayReader = (element: XmlNode | undefined) => Said;

/** The translations of a form. */
export class Itext {
  readonly languages: readonly string[];
  readonly defaultLanguage: string;
  /** By the id of the text, then by `form` (`''` is the plain one), then by language. */
  readonly #texts = new Map<string, Map<string, Record<string, string>>>();

  constructor(model: XmlNode) {
    const itext = childOf(model, 'itext');
    const translations = itext === undefined ? [] : childrenOf(itext, 'translation');
    this.languages = translations.map((one) => attributeOf(one, 'lang') ?? '');
    const standard = translations.find((one) => one.attributes().some(({ name }) => name === 'default'));
    this.defaultLanguage = (standard && attributeOf(standard, 'lang')) ?? this.languages[0] ?? '';
    for (const translation of translations) this.#read(translation);
  }

  /** What `<label>`, `<hint>` or `<value>` says, by reference or by its own content. */
  readonly said: SayReader = (element) => {
    if (element === undefined) return {};
    const reference = attributeOf(element, 'ref');
    if (reference === undefined) {
      const words = contentOf(element);
      return words === '' ? {} : { words: { [this.defaultLanguage]: words } };
    }
    const id = textId(reference);
    if (id !== null) return this.byId(id);
    return { words: { [this.defaultLanguage]: outputOf(reference) } };
  };

  /** A message of a bind: words, or a reference to them. */
  message(text: string | undefined): Words | undefined {
    if (text === undefined) return undefined;
    const id = textId(text);
    return id === null ? { [this.defaultLanguage]: plain(text) } : this.byId(id).words;
  }

  byId(id: string): Said {
    const forms = this.#texts.get(id);
    if (forms === undefined) return {};
    const words = forms.get('') ?? forms.get('long') ?? forms.get('short');
    const guidance = forms.get('guidance');
    const media = mediaOf(forms);
    return {
      ...(words !== undefined && { words }),
      ...(guidance !== undefined && { guidance }),
      ...(media !== null && { media }),
    };
  }

  /** All plain texts, for forms that ask for them by an id that is only known when it is evaluated. */
  all(): Readonly<Record<string, Words>> {
    const texts: Record<string, Words> = {};
    for (const id of this.#texts.keys()) {
      const { words } = this.byId(id);
      if (words !== undefined) texts[id] = words;
    }
    return texts;
  }

  #read(translation: XmlNode): void {
    const language = attributeOf(translation, 'lang') ?? '';
    for (const text of childrenOf(translation, 'text')) {
      const id = attributeOf(text, 'id');
      if (id === undefined) continue;
      const forms = this.#texts.get(id) ?? new Map<string, Record<string, string>>();
      this.#texts.set(id, forms);
      for (const value of childrenOf(text, 'value')) {
        const form = attributeOf(value, 'form') ?? '';
        const words = forms.get(form) ?? {};
        forms.set(form, words);
        words[language] = contentOf(value);
      }
    }
  }
}

/** The id in `jr:itext('id')`; null when it is computed. */
export const textId = (reference: string): string | null =>
  /^\s*jr:itext\(\s*(?:'([^']*)'|"([^"]*)")\s*\)\s*$/
    .exec(reference)
    ?.slice(1)
    .find((id) => id !== undefined) ?? null;

function mediaOf(forms: ReadonlyMap<string, Words>): Media | null {
  const image = files(forms.get('image'));
  const bigImage = files(forms.get('big-image'));
  const audio = files(forms.get('audio'));
  const video = files(forms.get('video'));
  if (image === undefined && bigImage === undefined && audio === undefined && video === undefined)
    return null;
  return {
    ...(image !== undefined && { image }),
    ...(bigImage !== undefined && { bigImage }),
    ...(audio !== undefined && { audio }),
    ...(video !== undefined && { video }),
  };
}

const files = (words: Words | undefined): Words | undefined =>
  words &&
  Object.fromEntries(
    Object.entries(words).map(([language, address]) => [
      language,
      address.trim().replace(/^jr:\/\/[a-z]+\//, ''),
    ]),
  );

/** Words of an element; what is to be filled in is kept as `<output value="…"/>`. */
function contentOf(element: XmlNode): string {
  const parts = element.children().map((child) => {
    if (child.kind === 'text') return plain(child.text());
    if (child.kind !== 'element') return '';
    const expression = attributeOf(child, 'value') ?? attributeOf(child, 'ref');
    return child.name === 'output' && expression !== undefined ? outputOf(expression) : plain(child.text());
  });
  return parts.join('').trim();
}

/** A dollar and a brace are words here, and would be a reference in XLSForm. */
const plain = (text: string): string => text.replaceAll('${', outputOf("'${'"));
