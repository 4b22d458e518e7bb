import type { Check } from '../checks.ts';
import type { NotificationsDocument } from '../documents/use.ts';
import type { Problem } from '../problems.ts';
import { parseArn } from './arn.ts';
import { doubtful, repeated, wrong } from './found.ts';

type One = {
  id: string | undefined;
  arn: string;
  service: 'sns' | 'sqs' | 'lambda';
  arnName: 'TopicArn' | 'QueueArn' | 'LambdaFunctionArn';
  events: readonly string[];
  rules: readonly { Name?: string | undefined; Value?: string | undefined }[];
  path: Problem['path'];
};

function all(document: NotificationsDocument): One[] {
  const common = (
    { Id: id, Events: events, Filter }: { Id?: string | undefined; Events: string[]; Filter?: Filter | undefined },
    ...path: Problem['path']
  ) => ({ id, events, rules: Filter?.Key?.FilterRules ?? [], path });
  const { TopicConfigurations = [], QueueConfigurations = [], LambdaFunctionConfigurations = [] } = document;
  return [
    ...TopicConfigurations.map((one, index): One => {
      return { arn: one.TopicArn, service: 'sns', arnName: 'TopicArn', ...common(one, 'TopicConfigurations', index) };
    }),
    ...QueueConfigurations.map((one, index): One => {
      return { arn: one.QueueArn, service: 'sqs', arnName: 'QueueArn', ...common(one, 'QueueConfigurations', index) };
    }),
    ...LambdaFunctionConfigurations.map((one, index): One => {
      const rest = common(one, 'LambdaFunctionConfigurations', index);
      return { arn: one.LambdaFunctionArn, service: 'lambda', arnName: 'LambdaFunctionArn', ...rest };
    }),
  ];
}

type Filter = NonNullable<NonNullable<NotificationsDocument['TopicConfigurations']>[number]['Filter']>;

const filterValue = ({ rules }: One, name: 'prefix' | 'suffix') =>
  rules.find((rule) => rule.Name?.toLowerCase() === name)?.Value ?? '';

/** One event may be a family: `s3:ObjectCreated:*`. */
function sharesEvent(a: One, b: One): boolean {
  const covers = (one: string, other: string) =>
    one === other || (one.endsWith('*') && other.startsWith(one.slice(0, -1)));
  return a.events.some((one) => b.events.some((other) => covers(one, other) || covers(other, one)));
}

function sharesKeys(a: One, b: One): boolean {
  const [prefixA, prefixB] = [filterValue(a, 'prefix'), filterValue(b, 'prefix')];
  const [suffixA, suffixB] = [filterValue(a, 'suffix'), filterValue(b, 'suffix')];
  const prefixes = prefixA.startsWith(prefixB) || prefixB.startsWith(prefixA);
  return prefixes && (suffixA.endsWith(suffixB) || suffixB.endsWith(suffixA));
}

/** AWS refuses two for one event whose prefixes and suffixes overlap, other servers tell both (S3 User Guide, "Configuring event notifications using object key name filtering"). */
function overlaps(them: readonly One[]): Problem[] {
  return them.flatMap((one, index) =>
    them.slice(0, index).some((other) => sharesEvent(one, other) && sharesKeys(one, other))
      ? [doubtful('events-overlap', [...one.path, 'Events'])]
      : [],
  );
}

/** At most one prefix and one suffix (the same page). Ceph has a `regex` too (docs.ceph.com, "S3 Bucket Notifications Compatibility"). */
function filterProblems({ rules, path }: One): Problem[] {
  const names = rules.map((rule) => rule.Name?.toLowerCase());
  const at = (index: number) => [...path, 'Filter', 'Key', 'FilterRules', index, 'Name'];
  return [
    ...names.flatMap((name, index) =>
      name === 'prefix' || name === 'suffix' ? [] : [doubtful('filter-name', at(index))],
    ),
    ...repeated(names, at),
  ];
}

export const checkNotifications: Check<'notifications'> = (document) => {
  const them = all(document);
  return [
    ...them.flatMap((one) => [
      ...(parseArn(one.arn)?.service === one.service
        ? []
        : [wrong(`not-${one.service}-arn`, [...one.path, one.arnName])]),
      ...filterProblems(one),
    ]),
    ...repeated(
      them.map((one) => one.id),
      (index) => [...(them[index]?.path ?? []), 'Id'],
    ),
    ...overlaps(them),
  ];
};
