import { NotebookModel } from '@jupyterlab/notebook';
import { OldOutputs } from '../oldoutputs';
import { Receipts } from '../receipts';
import { trans } from './pages';

test('a notebook that was closed is let go of, though its model is gone first', () => {
  const model = new NotebookModel();
  const receipts = new Receipts(null);
  const panel = {
    content: { widgets: [] },
    context: { path: 'work.ipynb', model }
  };
  const labels = new OldOutputs(panel as never, { receipts, trans });
  model.dispose();
  expect(() => labels.dispose()).not.toThrow();
  expect(labels.isDisposed).toBe(true);
});
