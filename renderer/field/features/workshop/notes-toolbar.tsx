import { type Editor, useEditorState } from '@tiptap/react';
import { Bold, Heading1, Heading2, Italic, List, ListOrdered, Redo2, Undo2 } from 'lucide-react';
import type { ReactElement } from 'react';
import { useSay } from '#renderer/i18n/use-say.ts';
import { Toolbar, ToolbarButton, ToolbarGap, ToolbarToggle } from '#renderer/ui/toolbar.tsx';

/** What can be done to the text at the cursor. Each act puts the cursor back into the text. */
export function NotesToolbar({ editor }: { readonly editor: Editor }): ReactElement {
  const say = useSay();
  const at = useEditorState({ editor, selector: ({ editor: one }) => factsAt(one) });
  const act = () => editor.chain().focus();
  return (
    <Toolbar label={say('workshop.notes.toolbar')}>
      <ToolbarToggle
        label={say('ui.toolbar.heading')}
        icon={Heading1}
        isOn={at.isHeading}
        onChange={() => act().toggleHeading({ level: 1 }).run()}
      />
      <ToolbarToggle
        label={say('workshop.notes.subheading')}
        icon={Heading2}
        isOn={at.isSubheading}
        onChange={() => act().toggleHeading({ level: 2 }).run()}
      />
      <ToolbarGap />
      <ToolbarToggle
        label={say('ui.toolbar.bold')}
        icon={Bold}
        isOn={at.isBold}
        onChange={() => act().toggleBold().run()}
      />
      <ToolbarToggle
        label={say('ui.toolbar.italic')}
        icon={Italic}
        isOn={at.isItalic}
        onChange={() => act().toggleItalic().run()}
      />
      <ToolbarGap />
      <ToolbarToggle
        label={say('ui.toolbar.bulletList')}
        icon={List}
        isOn={at.isBulletList}
        onChange={() => act().toggleBulletList().run()}
      />
      <ToolbarToggle
        label={say('ui.toolbar.numberedList')}
        icon={ListOrdered}
        isOn={at.isNumberedList}
        onChange={() => act().toggleOrderedList().run()}
      />
      <ToolbarGap />
      <ToolbarButton
        label={say('ui.toolbar.undo')}
        icon={Undo2}
        onPress={() => act().undo().run()}
        isDisabled={!at.canUndo}
      />
      <ToolbarButton
        label={say('ui.toolbar.redo')}
        icon={Redo2}
        onPress={() => act().redo().run()}
        isDisabled={!at.canRedo}
      />
    </Toolbar>
  );
}

const factsAt = (editor: Editor) => ({
  isHeading: editor.isActive('heading', { level: 1 }),
  isSubheading: editor.isActive('heading', { level: 2 }),
  isBold: editor.isActive('bold'),
  isItalic: editor.isActive('italic'),
  isBulletList: editor.isActive('bulletList'),
  isNumberedList: editor.isActive('orderedList'),
  canUndo: editor.can().undo(),
  canRedo: editor.can().redo(),
});
