import type { Input, Output } from '../shared/contract.ts';
import { AUTO_READING, type Filter } from '../shared/watch/data.ts';
import type { RuleDraft } from '../shared/watch/rule.ts';
import type { RuleSnapshot } from '../shared/watch/state.ts';
import { answerDialogs, type LaunchedStave } from './launch.ts';

type Used = 'app.info' | 'dialogs.chooseFolder' | `watch.${'save' | 'rules' | 'setEnabled'}`;

/** Makes a call as the page does. Throws what it answers with when it fails. */
export async function call<C extends Used>({ page }: LaunchedStave, channel: C, input: Input<C>): Promise<Output<C>> {
  const reply = await page.evaluate(([name, given]) => window.stave.invoke(name, given, crypto.randomUUID()), [
    channel,
    input,
  ] as const);
  if (!reply.ok) throw new Error(`${channel}: ${reply.error.code}: ${reply.error.message}`);
  // The main process answers with what the contract says.
  return reply.value as Output<C>;
}

/** The connection to the test server that the program was started with. */
async function connectionOf(stave: LaunchedStave): Promise<string> {
  const { startAt } = await call(stave, 'app.info', {});
  if (!startAt) throw new Error('the program was started without a bucket');
  return startAt.connectionId;
}

/** What a filter keeps of data files; other files go as they are. */
export function filtered(filter: Filter): RuleDraft['data'] {
  return { selection: { reading: AUTO_READING, filter, columns: null, output: 'same' }, others: 'upload' };
}

type RuleWish = { folder: string; bucket: string } & Partial<Omit<RuleDraft, 'folder' | 'bucket'>>;

/** Makes a rule for the folder, as the window does: the folder is granted by a dialog. Answers with its id. */
export async function makeRule(stave: LaunchedStave, { folder, bucket, ...wish }: RuleWish): Promise<string> {
  await answerDialogs(stave.app, [folder]);
  const granted = await call(stave, 'dialogs.chooseFolder', { use: 'watch' });
  if (!granted) throw new Error('no folder was chosen');
  const draft: RuleDraft = {
    name: 'Rule',
    folder: granted.grant,
    subfolders: true,
    include: [],
    exclude: [],
    connectionId: await connectionOf(stave),
    bucket,
    keyTemplate: 'in/{relative}',
    constants: [],
    data: null,
    afterwards: { kind: 'leave' },
    logFolder: null,
    logUpload: null,
    ...wish,
  };
  const { ruleId } = await call(stave, 'watch.save', { ruleId: null, draft });
  return ruleId;
}

/** A rule as it is now. Throws when there is none of that id. */
export async function ruleNow(stave: LaunchedStave, ruleId: string): Promise<RuleSnapshot> {
  const rule = (await call(stave, 'watch.rules', {})).find((one) => one.rule.id === ruleId);
  if (!rule) throw new Error(`there is no rule ${ruleId}`);
  return rule;
}
