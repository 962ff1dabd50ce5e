import { Notification } from '@jupyterlab/apputils';
import type { TranslationBundle } from '@jupyterlab/translation';
import type { NotebookDesk } from '../jupyter/desk';
import type { Announcement } from '../lift/desk';
import type { LiftShell } from './liftshell';

/** What the panel cannot show while it is hidden becomes a notification, as long as the notebook is open. */
export function notifyFor(
  desk: NotebookDesk,
  panel: LiftShell,
  trans: TranslationBundle
): void {
  desk.announced.connect((_, { kind, text, action }: Announcement) => {
    if (panel.isVisible || kind === 'info') {
      return;
    }
    const act = async () => {
      const said = await action?.run();
      desk.forgetNews();
      if (said) {
        Notification.emit(said.text, said.kind);
      }
    };
    const onFailure = (error: unknown) => {
      console.error('Could not do what the notification offers', error);
      Notification.error(trans.__('It could not be done: %1', String(error)));
    };
    Notification.emit(text, kind, {
      autoClose: false,
      actions: action
        ? [{ label: action.label, callback: () => void act().catch(onFailure) }]
        : []
    });
  });
}
