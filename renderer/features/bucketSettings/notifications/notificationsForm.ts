import type { NotificationsDocument } from '../../../../shared/settings/documents/use.ts';
import { withProperty } from '../property.ts';

export const KINDS = ['topic', 'queue', 'function'] as const;
export type Kind = (typeof KINDS)[number];

/** The list of a kind and the property with its ARN. */
export const PLACES = {
  topic: { list: 'TopicConfigurations', arn: 'TopicArn' },
  queue: { list: 'QueueConfigurations', arn: 'QueueArn' },
  function: { list: 'LambdaFunctionConfigurations', arn: 'LambdaFunctionArn' },
} as const;

/** What the three kinds have in common. */
export type Configuration = Pick<
  NonNullable<NotificationsDocument['TopicConfigurations']>[number],
  'Id' | 'Events' | 'Filter'
>;
type Filter = NonNullable<Configuration['Filter']>;

export type ConfigurationForm = { events: readonly string[]; prefix: string; suffix: string };

/** S3 User Guide, "Supported event types for SQS, SNS, and Lambda". */
export const EVENTS = [
  's3:ObjectCreated:*',
  's3:ObjectCreated:Put',
  's3:ObjectCreated:Post',
  's3:ObjectCreated:Copy',
  's3:ObjectCreated:CompleteMultipartUpload',
  's3:ObjectRemoved:*',
  's3:ObjectRemoved:Delete',
  's3:ObjectRemoved:DeleteMarkerCreated',
  's3:ObjectRestore:*',
  's3:ObjectTagging:*',
  's3:ObjectAcl:Put',
  's3:LifecycleExpiration:*',
  's3:LifecycleTransition',
  's3:IntelligentTiering',
  's3:Replication:*',
  's3:ReducedRedundancyLostObject',
] as const;

type RuleName = 'prefix' | 'suffix';
const rulesOf = (filter: Filter | undefined) => filter?.Key?.FilterRules ?? [];
/** AWS answers with a capital letter. */
const isOf = (rule: { Name?: string | undefined }, name: RuleName) => rule.Name?.toLowerCase() === name;

function filterText(filter: Filter | undefined, name: RuleName): string {
  return rulesOf(filter).find((rule) => isOf(rule, name))?.Value ?? '';
}

function withFilterText(filter: Filter | undefined, name: RuleName, text: string): Filter | undefined {
  if (filterText(filter, name) === text) return filter;
  const rules = rulesOf(filter);
  const at = rules.findIndex((rule) => isOf(rule, name));
  const others = rules.filter((rule) => !isOf(rule, name));
  const own = text === '' ? [] : [{ Name: rules[at]?.Name ?? name, Value: text }];
  const after = others.toSpliced(at === -1 ? others.length : at, 0, ...own);
  return after.length === 0 ? undefined : { ...filter, Key: { ...filter?.Key, FilterRules: after } };
}

export function readConfiguration({ Events, Filter }: Configuration): ConfigurationForm {
  return { events: Events, prefix: filterText(Filter, 'prefix'), suffix: filterText(Filter, 'suffix') };
}

export function writeConfiguration<C extends Configuration>(configuration: C, form: ConfigurationForm): C {
  const prefixed = withFilterText(configuration.Filter, 'prefix', form.prefix);
  const filter = withFilterText(prefixed, 'suffix', form.suffix);
  return { ...withProperty(configuration, 'Filter', filter), Events: [...form.events] };
}

/** A configuration of any kind, with the ARN of its own. */
export type AnyConfiguration = Configuration & { [A in (typeof PLACES)[Kind]['arn']]?: string };

export function configurationsOf(document: NotificationsDocument | null, kind: Kind): readonly AnyConfiguration[] {
  return document?.[PLACES[kind].list] ?? [];
}

export function arnOf(configuration: AnyConfiguration, kind: Kind): string {
  return configuration[PLACES[kind].arn] ?? '';
}

/** The document with another list of a kind. S3 has no empty lists: a document without any is none. */
export function withConfigurations(
  document: NotificationsDocument | null,
  kind: Kind,
  list: readonly AnyConfiguration[],
): NotificationsDocument | null {
  const { [PLACES[kind].list]: _before, ...others } = document ?? {};
  const after: NotificationsDocument = list.length === 0 ? others : { ...document, [PLACES[kind].list]: list };
  return Object.keys(after).length === 0 ? null : after;
}

/** Tells of every new object. */
export function newConfiguration(kind: Kind): AnyConfiguration {
  return { Events: ['s3:ObjectCreated:*'], [PLACES[kind].arn]: '' };
}

export function hasMore({ Filter }: Configuration): boolean {
  const rules = rulesOf(Filter);
  return rules.some((rule) => !isOf(rule, 'prefix') && !isOf(rule, 'suffix')) || rules.length > 2;
}
