import type { JupyterFrontEnd } from '@jupyterlab/application';
import { Notification } from '@jupyterlab/apputils';
import type { TranslationBundle } from '@jupyterlab/translation';
import type { ReadonlyJSONObject } from '@lumino/coreutils';
import type { ITestsDesk } from '../checks/tests/desk';
import { wordsOf } from '../checks/tests/words';
import { argumentSchemas, CommandIDs, type DebugTestArgs } from '../commands';
import type { DebugEnd, ITestDebugger } from '../tokens';

/** Adds the command that runs one test so that it stops at breakpoints, and tells how it ended. */
export function addDebugCommand(
  { commands }: Pick<JupyterFrontEnd, 'commands'>,
  desk: () => Promise<ITestsDesk>,
  tester: ITestDebugger | null,
  trans: TranslationBundle
): void {
  commands.addCommand(CommandIDs.debugTest, {
    label: trans.__('Debug Test'),
    caption: trans.__(
      'Run a test in a kernel of its own, and stop at breakpoints, or else where it begins'
    ),
    describedBy: {
      args: argumentSchemas[
        CommandIDs.debugTest
      ] as unknown as ReadonlyJSONObject
    },
    execute: async args => {
      const { id, root } = args as DebugTestArgs;
      if (id === undefined) {
        Notification.info(trans.__('Pick the test in the Tests panel.'));
      } else if (tester === null) {
        Notification.warning(
          trans.__(
            'JupyterLab’s debugger is switched off here: nothing was run. Enable the extension @jupyterlab/debugger-extension.'
          )
        );
      } else {
        const { view } = await desk();
        const asked = {
          id,
          root: root ?? view.root,
          environment: view.environment,
          arguments: wordsOf(view.arguments)
        };
        await tell(id.split('::').pop() ?? id, tester, asked, trans);
      }
    }
  });
}

async function tell(
  name: string,
  tester: ITestDebugger,
  asked: Parameters<ITestDebugger['debug']>[0],
  trans: TranslationBundle
): Promise<void> {
  const note = Notification.emit(
    trans.__('Debugging %1…', name),
    'in-progress',
    {
      autoClose: false,
      actions: [
        {
          label: trans.__('Stop'),
          callback: event => {
            event.preventDefault();
            void tester.stop();
          }
        }
      ]
    }
  );
  try {
    const end = await tester.debug(asked);
    Notification.update({ id: note, ...said(name, end, asked, trans) });
  } catch (error) {
    const text = error instanceof Error ? error.message : String(error);
    Notification.update({
      id: note,
      type: 'error',
      message: trans.__('%1 could not be debugged: %2', name, text),
      actions: []
    });
  }
}

/** How it ended, and what helps where it did not begin. */
function said(
  name: string,
  end: DebugEnd,
  { environment }: { readonly environment: string },
  trans: TranslationBundle
): Pick<
  Notification.IUpdate<never>,
  'type' | 'message' | 'actions' | 'autoClose'
> {
  const as = (
    type: Notification.TypeOptions,
    message: string
  ): ReturnType<typeof said> => ({
    type,
    message,
    actions: [],
    autoClose: type === 'error' || type === 'warning' ? false : 5000
  });
  switch (end.kind) {
    case 'stopped':
      return as('info', trans.__('%1 was ended, and its kernel.', name));
    case 'no-debugger':
      return as(
        'warning',
        trans.__(
          'The kernel “%1” has no debugger: nothing was run. In its environment: python -m pip install debugpy',
          environment
        )
      );
    case 'elsewhere':
      return as(
        'warning',
        trans.__(
          'The kernel “%1” does not see the files that the file browser shows: nothing was run.',
          environment
        )
      );
    case 'not-started':
      return as(
        'error',
        trans.__('The kernel “%1” did not start. %2', environment, end.text)
      );
    case 'ended':
      return as(...outcome(name, end, trans));
  }
}

function outcome(
  name: string,
  { outcome, message }: Extract<DebugEnd, { kind: 'ended' }>,
  trans: TranslationBundle
): [Notification.TypeOptions, string] {
  switch (outcome) {
    case 'passed':
      return ['success', trans.__('%1 passed.', name)];
    case 'failed':
      return ['error', trans.__('%1 failed: %2', name, message)];
    case 'skipped':
      return ['info', trans.__('%1 was skipped.', name)];
    case 'unread':
      return [
        'error',
        trans.__('The file of %1 cannot be read: %2', name, message)
      ];
    case 'missing':
      return [
        'warning',
        trans.__(
          '%1 is not installed in this environment: nothing was run. There: python -m pip install %1',
          message
        )
      ];
    default:
      return [
        'warning',
        trans.__('pytest did not run %1. Run it to see why.', name)
      ];
  }
}
