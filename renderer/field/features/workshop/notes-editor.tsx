import { Collaboration } from '@tiptap/extension-collaboration';
import { type Editor, EditorContent, useEditor, useEditorState } from '@tiptap/react';
import type { ReactElement } from 'react';
import type { Doc } from 'yjs';
import { cleanWordHtml } from './clean-word-html.ts';
import { notesExtensions, notesField } from './notes-schema.ts';
import './notes.css';
import { Bold, Heading1, Heading2, Italic, List, ListOrdered, Redo2, Undo2 } from 'lucide-react';
import { useTranslate } from '#renderer/i18n';
import { Toolbar, ToolbarButton, ToolbarGap, ToolbarToggle } from '#renderer/ui';

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

interface NotesEditorProps {
  /** Shared text of several people: typing goes into it, and all of it is shown. */
  readonly document: Doc;
  /** Name of the text for screen readers. */
  readonly label: string;
  readonly isReadOnly: boolean;
  readonly onBlur: () => void;
}

/** Rich text over a Yjs document. Give it a `key` where the document can change. */
export function NotesEditor({ document, label, isReadOnly, onBlur }: NotesEditorProps): ReactElement {
  const editor = useEditor(
    {
      extensions: [...notesExtensions, Collaboration.configure({ document, field: notesField })],
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
          ...(isReadOnly && { 'aria-readonly': 'true', tabindex: '0' }),
        },
      },
      onBlur,
    },
    [document, isReadOnly, label],
  );
  return (
    <div className="fb-rich-text wn-box">
      {!isReadOnly && <NotesToolbar editor={editor} />}
      <EditorContent editor={editor} />
    </div>
  );
}
