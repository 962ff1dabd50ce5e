import type { IDebugger } from '@jupyterlab/debugger';
import type { IDocumentManager } from '@jupyterlab/docmanager';
import type { Session } from '@jupyterlab/services';
import { Binding } from './binding';
import { Breakpoints } from './breakpoints';
import { EditorService } from './editorservice';
import { FileEditors } from './fileeditors';
import { showFramesInFiles } from './frames';
import { TestDebugger } from './testdebugger';

export type DebuggingParts = {
  readonly debug: IDebugger;
  readonly sources: IDebugger.ISources;
  readonly docManager: Pick<IDocumentManager, 'openOrReveal'>;
  readonly sessions: Session.IManager;
  /** Shows the debugger's panel. */
  readonly show: () => void;
  /** The debugged kernel does not see the server's files. */
  readonly onElsewhere: () => void;
};

/** Puts the parts together that make breakpoints of files. */
export function startDebugging({
  debug,
  sources,
  docManager,
  sessions,
  show,
  onElsewhere
}: DebuggingParts): {
  readonly editors: FileEditors;
  readonly tests: TestDebugger;
} {
  const breakpoints = new Breakpoints();
  const service = new EditorService(breakpoints);
  const editors = new FileEditors(service, path => binding.saved(path));
  const isSaved = (path: string): boolean => editors.isSaved(path);
  const binding = new Binding({ debug, breakpoints, isSaved, onElsewhere });
  showFramesInFiles({ debug, sources, docManager, binding, service, isSaved });
  const tests = new TestDebugger({
    ...{ debug, sessions, breakpoints, binding, show }
  });
  return { editors, tests };
}
