import type { KernelMessage } from '@jupyterlab/services';
import { OutputCollector } from '../collect';

/** What cell 0 holds after messages of one request. */
function collected(...messages: [type: string, content: object][]) {
  const collector = new OutputCollector();
  for (const [msg_type, content] of messages) {
    collector.take(0, {
      header: { msg_type },
      parent_header: { msg_id: 'request' },
      content
    } as unknown as KernelMessage.IIOPubMessage);
  }
  return collector.of(0);
}
const print = (text: string): [string, object] => [
  'stream',
  { name: 'stdout', text }
];
const state = (state: object) => ({ comm_id: 'area', data: { state } });

it('leaves to an output widget what is shown while it listens', () => {
  const found = collected(
    ['comm_open', state({ _model_name: 'OutputModel', msg_id: '' })],
    print('before'),
    ['comm_msg', state({ msg_id: 'request' })],
    print('inside'),
    ['clear_output', { wait: false }],
    ['comm_msg', state({ msg_id: '' })],
    print(' after')
  );
  expect(found).toEqual([
    { output_type: 'stream', name: 'stdout', text: 'before after' }
  ]);
});

it('takes no other widget for one', () => {
  const found = collected(
    ['comm_open', state({ _model_name: 'TextModel', msg_id: 'request' })],
    print('shown')
  );
  expect(found).toHaveLength(1);
});
