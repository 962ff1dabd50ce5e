import type { IDebugger } from '@jupyterlab/debugger';
import type { CodeEditor } from '@jupyterlab/codeeditor';
import type { IDocumentManager } from '@jupyterlab/docmanager';
import type { Binding } from './binding';
import type { EditorService } from './editorservice';

type FramesParts = {
  readonly debug: IDebugger;
  readonly sources: IDebugger.ISources;
  readonly docManager: Pick<IDocumentManager, 'openOrReveal'>;
  readonly binding: Binding;
  readonly service: EditorService;
  readonly isSaved: (path: string) => boolean;
};

/**
 * Shows a stop in a file of the server in the file's own editor. JupyterLab's viewer asks its sources for an editor
 * and opens a read-only copy where there is none: the answer of the sources is extended by that editor.
 */
export function showFramesInFiles(parts: FramesParts): void {
  const { debug, sources, binding, service, isSaved } = parts;
  const find = sources.find.bind(sources);
  sources.find = params => {
    const found = find(params);
    const path = binding.paths?.toServer(params.source) ?? null;
    // With unsaved changes the lines are others: there the copy is right.
    const isOurs = path?.endsWith('.py') === true && isSaved(path);
    return params.focus && found.length === 0 && path !== null && isOurs
      ? [editorOf(path, parts)]
      : found;
  };
  debug.model.callstack.currentFrameChanged.connect((_, frame) => {
    const path = binding.paths?.toServer(frame?.source?.path ?? '') ?? null;
    service.showFrame(
      frame && path !== null && isSaved(path)
        ? { ...frame, source: { path } }
        : null
    );
  });
}

/** An editor that is opened when it is to be seen. */
function editorOf(
  path: string,
  { docManager }: FramesParts
): IDebugger.ISources.IEditor {
  let content: { editor?: CodeEditor.IEditor; model?: CodeEditor.IModel } = {};
  return {
    get: () => content.editor ?? null,
    reveal: async () => {
      const widget = docManager.openOrReveal(path);
      if (widget) {
        await Promise.all([widget.context.ready, widget.revealed]);
        content = widget.content as unknown as typeof content;
      }
    },
    get src() {
      return (content.model as CodeEditor.IModel).sharedModel;
    }
  };
}
