import { type WatchRule, watchRule } from '../../../../shared/watch/rule.ts';
import { z } from '../../../../shared/zod.ts';
import type { Logger } from '../../ports.ts';
import { createJsonFile } from '../../storage/jsonFile.ts';

const rulesFile = z.strictObject({ version: z.literal(1), rules: z.array(watchRule) });

/** The rules as they are kept. All throws AppErrors of the `local-` kind. */
export type RuleStore = {
  list(): Promise<WatchRule[]>;
  /** Adds the rule, or takes the place of the one of its id. */
  put(rule: WatchRule): Promise<void>;
  remove(ruleId: string): Promise<void>;
};

/** `path` is that of the file. */
export function createRuleStore({ path, logger }: { path: string; logger: Logger }): RuleStore {
  const kept = createJsonFile({ path, schema: rulesFile, initial: { version: 1, rules: [] }, logger });
  return {
    list: async () => (await kept.read()).rules,
    async put(rule) {
      await kept.update(({ version, rules }) => ({
        version,
        rules: rules.some(({ id }) => id === rule.id)
          ? rules.map((one) => (one.id === rule.id ? rule : one))
          : [...rules, rule],
      }));
    },
    async remove(ruleId) {
      await kept.update(({ version, rules }) => ({ version, rules: rules.filter(({ id }) => id !== ruleId) }));
    },
  };
}
