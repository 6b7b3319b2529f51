import { Collaboration } from '@tiptap/extension-collaboration';
import { type Editor, EditorContent, useEditor, useEditorState } from '@tiptap/react';
import { type ReactElement, useEffect } from 'react';
import type { Doc } from 'yjs';
import {
  hiddenInstitutionsExtension,
  hideInstitutions,
  replaceAtCursor,
} from './hidden-institutions-extension.ts';
import type { HiddenInstitutions } from './non-attribution.tsx';
import { notesExtensions, notesField } from './notes-schema.ts';
import './notes.css';
import { Bold, Heading1, Heading2, Italic, List, ListOrdered, Redo2, Undo2 } from 'lucide-react';
import { useTranslate } from '#renderer/i18n';
import { Toolbar, ToolbarButton, ToolbarGap, ToolbarToggle } from '#renderer/ui';

interface NotesEditorProps {
  /** Shared text of several people: typing goes into it, and all of it is shown. */
  readonly document: Doc;
  /** Name of the text for screen readers. */
  readonly label: string;
  /** Its register: a search goes to the editor by this name. */
  readonly path?: string | undefined;
  readonly isReadOnly: boolean;
  readonly onBlur: () => void;
  /** Institutions that the text must not name; null where it may. */
  readonly institutions?: HiddenInstitutions | null;
}

/** Rich text over a Yjs document. Give it a `key` where the document can change. */
export function NotesEditor(props: NotesEditorProps): ReactElement {
  const { document, label, path, isReadOnly, onBlur, institutions = null } = props;
  const editor = useEditor(
    {
      extensions: [
        ...notesExtensions,
        Collaboration.configure({ document, field: notesField }),
        hiddenInstitutionsExtension,
      ],
      editable: !isReadOnly,
      // The content policy refuses style elements; notes.css has the rules instead.
      injectCSS: false,
      shouldRerenderOnTransaction: false,
      editorProps: {
        transformPastedHTML: cleanWordHtml,
        attributes: {
          class: 'fb-rich-text-body wn-text',
          role: 'textbox',
          'aria-multiline': 'true',
          'aria-label': label,
          ...(path !== undefined && { 'data-path': path }),
          ...(isReadOnly && { 'aria-readonly': 'true', tabindex: '0' }),
        },
      },
      onBlur: ({ editor: { state, view } }) => {
        const replaced = isReadOnly ? null : replaceAtCursor(state);
        if (replaced !== null) view.dispatch(replaced);
        onBlur();
      },
    },
    [document, isReadOnly, label, path],
  );
  useEffect(() => {
    editor.view.dispatch(hideInstitutions(editor.state, institutions));
  }, [editor, institutions]);
  return (
    <div className="fb-rich-text wn-box">
      {!isReadOnly && <NotesToolbar editor={editor} />}
      <EditorContent editor={editor} />
    </div>
  );
}

/**
 * Pasted HTML of a word processor as plain HTML, before the schema of the notes takes its part of it.
 * Word writes lists as paragraphs with their bullets as text; they become lists. Its comments, styles and XML go.
 * @returns Other HTML as it was.
 */
export function cleanWordHtml(html: string): string {
  if (!isWordHtml(html)) return html;
  // A document of its own: nothing in it runs or is fetched.
  const page = new DOMParser().parseFromString(withoutConditionalComments(html), 'text/html');
  for (const element of page.querySelectorAll('style, script, meta, link, xml, title')) element.remove();
  for (const element of page.body.querySelectorAll('*'))
    if (element.localName.includes(':')) element.replaceWith(...element.childNodes);
  makeLists(page);
  for (const element of page.body.querySelectorAll('*'))
    for (const name of element.getAttributeNames()) element.removeAttribute(name);
  return page.body.innerHTML;
}

const isWordHtml = (html: string): boolean =>
  /\bmso-|class="?Mso|urn:schemas-microsoft-com:office/i.test(html);

/** Comments for other programs. The bullet of a list item stands between two of them. */
const withoutConditionalComments = (html: string): string =>
  html
    .replaceAll(/<!\[if !supportLists\]>/gi, `<span ${markerAttribute}>`)
    .replaceAll(/<!--\[if !supportLists\]-->/gi, `<span ${markerAttribute}>`)
    .replaceAll(/<!--\[if[\s\S]*?<!\[endif\]-->/gi, '')
    .replaceAll(/<!(?:--)?\[endif\](?:--)?>/gi, '</span>')
    .replaceAll(/<!\[if[^>]*>/gi, '');

/** Mark of the span around a bullet or number. */
const markerAttribute = 'data-list-marker';

interface OpenList {
  readonly level: number;
  readonly element: HTMLElement;
}

/** Turn runs of paragraphs with a level of a list into nested lists. */
function makeLists(page: Document): void {
  let openLists: OpenList[] = [];
  for (const paragraph of page.body.querySelectorAll<HTMLElement>('p, h1, h2, h3, h4, h5, h6')) {
    const level = listLevelOf(paragraph);
    if (level === null) {
      openLists = [];
      continue;
    }
    // Another block in between ends the list.
    if (openLists.length > 0 && !followsList(paragraph, openLists[0]?.element)) openLists = [];
    while ((openLists.at(-1)?.level ?? 0) > level) openLists.pop();
    const marker = takeMarker(paragraph);
    const top = openLists.at(-1);
    let list = top?.level === level ? top.element : undefined;
    if (list === undefined) {
      list = page.createElement(isNumber(marker) ? 'ol' : 'ul');
      if (top === undefined) paragraph.before(list);
      else (top.element.lastElementChild ?? top.element).append(list);
      openLists.push({ level, element: list });
    }
    const item = page.createElement('li');
    const text = page.createElement('p');
    text.append(...paragraph.childNodes);
    item.append(text);
    list.append(item);
    paragraph.remove();
  }
}

/** Level of a list paragraph, `mso-list:l0 level2 lfo1`; null for any other. */
function listLevelOf(paragraph: HTMLElement): number | null {
  const level = /mso-list:[^;]*\blevel([1-9])/i.exec(paragraph.getAttribute('style') ?? '')?.[1];
  return level === undefined ? null : Number(level);
}

const followsList = (paragraph: HTMLElement, list: HTMLElement | undefined): boolean =>
  list !== undefined && paragraph.previousElementSibling === list;

/** Take the bullet or number out of a paragraph. */
function takeMarker(paragraph: HTMLElement): string {
  const marked = paragraph.querySelector(`[${markerAttribute}], [style*="mso-list:Ignore" i]`);
  const text = marked?.textContent ?? '';
  marked?.remove();
  return text.trim();
}

const isNumber = (marker: string): boolean => /^\(?(?:\p{Nd}+|[a-z]{1,4})[.)]/iu.test(marker);

/** Acts on the text at the cursor. Each act puts the cursor back into the text. */
function NotesToolbar({ editor }: { readonly editor: Editor }): ReactElement {
  const translate = useTranslate();
  const at = useEditorState({ editor, selector: ({ editor: one }) => formattingAtCursor(one) });
  const act = () => editor.chain().focus();
  return (
    <Toolbar label={translate('workshop.notes.toolbar')}>
      <ToolbarToggle
        label={translate('ui.toolbar.heading')}
        icon={Heading1}
        isOn={at.isHeading}
        onChange={() => act().toggleHeading({ level: 1 }).run()}
      />
      <ToolbarToggle
        label={translate('workshop.notes.subheading')}
        icon={Heading2}
        isOn={at.isSubheading}
        onChange={() => act().toggleHeading({ level: 2 }).run()}
      />
      <ToolbarGap />
      <ToolbarToggle
        label={translate('ui.toolbar.bold')}
        icon={Bold}
        isOn={at.isBold}
        onChange={() => act().toggleBold().run()}
      />
      <ToolbarToggle
        label={translate('ui.toolbar.italic')}
        icon={Italic}
        isOn={at.isItalic}
        onChange={() => act().toggleItalic().run()}
      />
      <ToolbarGap />
      <ToolbarToggle
        label={translate('ui.toolbar.bulletList')}
        icon={List}
        isOn={at.isBulletList}
        onChange={() => act().toggleBulletList().run()}
      />
      <ToolbarToggle
        label={translate('ui.toolbar.numberedList')}
        icon={ListOrdered}
        isOn={at.isNumberedList}
        onChange={() => act().toggleOrderedList().run()}
      />
      <ToolbarGap />
      <ToolbarButton
        label={translate('ui.toolbar.undo')}
        icon={Undo2}
        onPress={() => act().undo().run()}
        isDisabled={!at.canUndo}
      />
      <ToolbarButton
        label={translate('ui.toolbar.redo')}
        icon={Redo2}
        onPress={() => act().redo().run()}
        isDisabled={!at.canRedo}
      />
    </Toolbar>
  );
}

const formattingAtCursor = (editor: Editor) => ({
  isHeading: editor.isActive('heading', { level: 1 }),
  isSubheading: editor.isActive('heading', { level: 2 }),
  isBold: editor.isActive('bold'),
  isItalic: editor.isActive('italic'),
  isBulletList: editor.isActive('bulletList'),
  isNumberedList: editor.isActive('orderedList'),
  canUndo: editor.can().undo(),
  canRedo: editor.can().redo(),
});
