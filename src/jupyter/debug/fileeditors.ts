import { Debugger } from '@jupyterlab/debugger';
import type { CodeEditor } from '@jupyterlab/codeeditor';
import type {
  DocumentRegistry,
  IDocumentWidget
} from '@jupyterlab/docregistry';
import { localPath } from '../opendocs';
import type { EditorService } from './editorservice';

/** As much of a file editor as is needed. */
type FileEditor = {
  readonly editor: CodeEditor.IEditor;
  readonly model: CodeEditor.IModel;
};

/** Gives the editors of Python files a gutter for breakpoints. */
export class FileEditors {
  /** @param _onSaved - called with the path of a file that was saved */
  constructor(
    private readonly _service: EditorService,
    private readonly _onSaved: (path: string) => void
  ) {}

  /** Once for each widget; its file may be renamed later. */
  add(widget: IDocumentWidget): void {
    const { context } = widget;
    const content = widget.content as unknown as Partial<FileEditor>;
    if (!content.editor || !content.model) {
      return;
    }
    let handler = this._attach(context, content as FileEditor);
    const onPath = () => {
      handler?.dispose();
      handler = this._attach(context, content as FileEditor);
    };
    context.pathChanged.connect(onPath);
    context.saveState.connect((_, state) => {
      if (state === 'completed') {
        this._onSaved(localPath(context.path));
      }
    });
    widget.disposed.connect(() => {
      handler?.dispose();
      this._open.delete(context);
    });
  }

  /** Whether a file is on the disk as its editors show it; so it is where there is none. */
  isSaved(path: string): boolean {
    return [...this._open].every(
      context => localPath(context.path) !== path || !context.model.dirty
    );
  }

  private _attach(
    context: DocumentRegistry.Context,
    { editor, model }: FileEditor
  ): Debugger.EditorHandler | null {
    const path = localPath(context.path);
    if (!path.endsWith('.py')) {
      return null;
    }
    this._open.add(context);
    const lineNumbers = editor.getOption('lineNumbers');
    const handler = new Debugger.EditorHandler({
      debuggerService: this._service.asDebugger,
      editorReady: () => Promise.resolve(editor),
      getEditor: () => (editor.isDisposed ? null : editor),
      src: model.sharedModel,
      path
    });
    const dispose = handler.dispose.bind(handler);
    handler.dispose = () => {
      dispose();
      if (!editor.isDisposed) {
        editor.setOption('lineNumbers', lineNumbers);
      }
    };
    return handler;
  }

  private readonly _open = new Set<DocumentRegistry.Context>();
}
