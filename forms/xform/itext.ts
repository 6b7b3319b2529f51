import type { LocalizedMedia, LocalizedText } from '../model/instrument.ts';
import { writeOutputElement } from '../model/text-template.ts';
import type { XmlNode } from '../xml/xml-node.ts';
import { childElementsOf, firstChildElement, localAttributeOf } from './elements.ts';

/** Content of a label or hint: text, guidance on request, and files. */
interface LabelContent {
  readonly words?: LocalizedText;
  readonly guidance?: LocalizedText;
  readonly media?: LocalizedMedia;
}

type LabelReader = (element: XmlNode | undefined) => LabelContent;

/** The translations of a form. */
export class ItextTranslations {
  readonly languages: readonly string[];
  readonly defaultLanguage: string;
  /** By the id of the text, then by `form` (`''` is the plain one), then by language. */
  readonly #texts = new Map<string, Map<string, Record<string, string>>>();

  constructor(modelElement: XmlNode) {
    const itext = firstChildElement(modelElement, 'itext');
    const translations = itext === undefined ? [] : childElementsOf(itext, 'translation');
    this.languages = translations.map((xmlElement) => localAttributeOf(xmlElement, 'lang') ?? '');
    const standard = translations.find((xmlElement) =>
      xmlElement.attributes().some(({ name }) => name === 'default'),
    );
    this.defaultLanguage = (standard && localAttributeOf(standard, 'lang')) ?? this.languages[0] ?? '';
    for (const translationElement of translations) this.#read(translationElement);
  }

  /** Text of `<label>`, `<hint>` or `<value>`, by reference or by its own content. */
  readonly readLabel: LabelReader = (element) => {
    if (element === undefined) return {};
    const reference = localAttributeOf(element, 'ref');
    if (reference === undefined) {
      const words = elementContentOf(element);
      return words === '' ? {} : { words: { [this.defaultLanguage]: words } };
    }
    const id = parseItextId(reference);
    if (id !== null) return this.byId(id);
    return { words: { [this.defaultLanguage]: writeOutputElement(reference) } };
  };

  /** A message of a bind: text, or a reference to it. */
  message(text: string | undefined): LocalizedText | undefined {
    if (text === undefined) return undefined;
    const id = parseItextId(text);
    return id === null ? { [this.defaultLanguage]: escapeReferences(text) } : this.byId(id).words;
  }

  byId(id: string): LabelContent {
    const forms = this.#texts.get(id);
    if (forms === undefined) return {};
    const words = forms.get('') ?? forms.get('long') ?? forms.get('short');
    const guidance = forms.get('guidance');
    const localizedMedia = mediaOfForms(forms);
    return {
      ...(words !== undefined && { words }),
      ...(guidance !== undefined && { guidance }),
      ...(localizedMedia !== null && { media: localizedMedia }),
    };
  }

  /** All plain texts, for forms that compute the id of a text. */
  all(): Readonly<Record<string, LocalizedText>> {
    const texts: Record<string, LocalizedText> = {};
    for (const id of this.#texts.keys()) {
      const { words } = this.byId(id);
      if (words !== undefined) texts[id] = words;
    }
    return texts;
  }

  #read(translationElement: XmlNode): void {
    const language = localAttributeOf(translationElement, 'lang') ?? '';
    for (const text of childElementsOf(translationElement, 'text')) {
      const id = localAttributeOf(text, 'id');
      if (id === undefined) continue;
      const forms = this.#texts.get(id) ?? new Map<string, Record<string, string>>();
      this.#texts.set(id, forms);
      for (const value of childElementsOf(text, 'value')) {
        const form = localAttributeOf(value, 'form') ?? '';
        const words = forms.get(form) ?? {};
        forms.set(form, words);
        words[language] = elementContentOf(value);
      }
    }
  }
}

/** The id in `jr:itext('id')`; null when it is computed. */
const parseItextId = (reference: string): string | null =>
  /^\s*jr:itext\(\s*(?:'([^']*)'|"([^"]*)")\s*\)\s*$/
    .exec(reference)
    ?.slice(1)
    .find((id) => id !== undefined) ?? null;

function mediaOfForms(forms: ReadonlyMap<string, LocalizedText>): LocalizedMedia | null {
  const image = mediaFileNames(forms.get('image'));
  const bigImage = mediaFileNames(forms.get('big-image'));
  const audio = mediaFileNames(forms.get('audio'));
  const video = mediaFileNames(forms.get('video'));
  if (image === undefined && bigImage === undefined && audio === undefined && video === undefined)
    return null;
  return {
    ...(image !== undefined && { image }),
    ...(bigImage !== undefined && { bigImage }),
    ...(audio !== undefined && { audio }),
    ...(video !== undefined && { video }),
  };
}

const mediaFileNames = (localizedText: LocalizedText | undefined): LocalizedText | undefined =>
  localizedText &&
  Object.fromEntries(
    Object.entries(localizedText).map(([language, address]) => [
      language,
      address.trim().replace(/^jr:\/\/[a-z]+\//, ''),
    ]),
  );

/** Text of an element; references are kept as `<output value="…"/>`. */
function elementContentOf(element: XmlNode): string {
  const parts = element.children().map((childElement) => {
    if (childElement.kind === 'text') return escapeReferences(childElement.text());
    if (childElement.kind !== 'element') return '';
    const expression = localAttributeOf(childElement, 'value') ?? localAttributeOf(childElement, 'ref');
    return childElement.name === 'output' && expression !== undefined
      ? writeOutputElement(expression)
      : escapeReferences(childElement.text());
  });
  return parts.join('').trim();
}

/** A dollar and a brace are literal text here, and would be a reference in XLSForm. */
const escapeReferences = (text: string): string => text.replaceAll('${', writeOutputElement("'${'"));
