import type { SettingDocument, SettingId } from '../../../../../shared/settings/documents.ts';
import { sameDocument } from '../../../../../shared/settings/sameDocument.ts';
import type { Ask, SettingDefinition } from '../definition.ts';
import { elementNames, unknownElements } from '../elementNames.ts';
import { plain } from './xmlSetting.ts';

type Item = { Id: string };

type IdList<S extends SettingId, T extends Item> = {
  root: RegExp;
  operation: unknown;
  list: (ask: Ask, token: string | undefined) => Promise<{ NextContinuationToken?: string | undefined }>;
  itemsOf: (document: SettingDocument<S>) => T[];
  documentOf: (items: T[]) => SettingDocument<S>;
  put: (ask: Ask, item: T) => Promise<unknown>;
  remove: (ask: Ask, id: string) => Promise<unknown>;
};

/** A setting of which a bucket has many, each with an Id of its own, put and deleted one by one. */
export function idList<S extends SettingId, T extends Item>(_id: S, setting: IdList<S, T>): SettingDefinition<S> {
  const { root, operation, list, itemsOf, documentOf, put, remove } = setting;
  const known = elementNames(operation);

  const removeAll = async (ask: Ask, items: T[]) => {
    for (const { Id } of items) await remove(ask, Id);
  };

  return {
    expects: { root, empty: 'unsupported' },
    notSet: ['NoSuchConfiguration'],
    async read(ask) {
      const items: T[] = [];
      let token: string | undefined;
      do {
        const page = await list(ask, token);
        items.push(...(itemsOf(plain<S>(page)) ?? []));
        token = page.NextContinuationToken === token ? undefined : page.NextContinuationToken;
      } while (token !== undefined && token !== '');
      return items.length === 0 ? null : documentOf(items);
    },
    foreign: (text) => unknownElements(text, known),
    async put(ask, document, before) {
      const wanted = itemsOf(document);
      const present = before === null ? [] : itemsOf(before);
      const presentOf = new Map(present.map((item) => [item.Id, item]));
      const kept = new Set(wanted.map(({ Id }) => Id));
      for (const item of wanted) {
        if (!sameDocument(item, presentOf.get(item.Id))) await put(ask, item);
      }
      await removeAll(
        ask,
        present.filter(({ Id }) => !kept.has(Id)),
      );
    },
    remove: (ask, before) => removeAll(ask, itemsOf(before)),
  };
}
